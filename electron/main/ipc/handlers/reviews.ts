import type { Handlers } from '../listener'
import type { OpenedFiles } from '../../services/reviews/openedFiles'
import type { ReviewService } from '../../services/reviews/reviewService'
import type { SecondPersonService } from '../../services/reviews/secondPerson'
import type { Signers } from '../../services/reviews/signers'

export interface ReviewParts {
  reviews: ReviewService
  signers: Signers
  files: OpenedFiles
  secondPerson: SecondPersonService
  /** @throws AppError `locked` */
  requireUnlocked(): Promise<void>
}

export function reviewHandlers({ reviews, signers, files, secondPerson, requireUnlocked }: ReviewParts) {
  const unlocked = async <T>(task: () => T | Promise<T>): Promise<T> => {
    await requireUnlocked()
    return task()
  }
  return {
    'reviews.list': () => reviews.list(),
    'reviews.create': (input) => reviews.create(input),
    'reviews.read': (input) => reviews.read(input),
    'reviews.keep': (input) => reviews.keep(input),
    'reviews.delete': (input) => reviews.delete(input),
    'reviews.sign': (input) => reviews.sign(input),
    'reviews.identity': () => unlocked(() => signers.identity()),
    'reviews.signers': () => unlocked(() => signers.list()),
    'reviews.trust': (input) => unlocked(() => signers.trust(input)),
    'reviews.distrust': (input) => unlocked(() => signers.distrust(input)),
    'reviews.secondPerson': () => unlocked(() => secondPerson.read()),
    'reviews.needSecondPerson': (input) => unlocked(() => secondPerson.set(input)),
    'reviewFiles.open': (input) => files.open(input),
    'reviewFiles.approve': (input) => files.approve(input)
  } satisfies Partial<Handlers>
}
