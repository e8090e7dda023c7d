import type { Handlers } from '../listener'
import { requireSeen, type MaySee } from '../../services/lock/behindLock'
import type { OpenedFiles } from '../../services/reviews/openedFiles'
import type { ReviewService } from '../../services/reviews/reviewService'
import type { SecondPersonService } from '../../services/reviews/secondPerson'
import type { Signers } from '../../services/reviews/signers'

export interface ReviewParts {
  reviews: ReviewService
  signers: Signers
  files: OpenedFiles
  secondPerson: SecondPersonService
  /** What may be seen at that moment. @throws AppError `locked` */
  sight(): Promise<MaySee>
}

export function reviewHandlers({ reviews, signers, files, secondPerson, sight }: ReviewParts) {
  const unlocked = async <T>(task: () => T | Promise<T>): Promise<T> => {
    await sight()
    return task()
  }
  /** What holds for everybody on this computer is changed by nobody beside a lock. */
  const withoutLock = async <T>(task: () => T | Promise<T>): Promise<T> => {
    requireSeen(await sight(), null)
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
    'reviews.signers': () => withoutLock(() => signers.list()),
    'reviews.trust': (input) => withoutLock(() => signers.trust(input)),
    'reviews.distrust': (input) => withoutLock(() => signers.distrust(input)),
    'reviews.secondPerson': () => unlocked(() => secondPerson.read()),
    'reviews.needSecondPerson': (input) => withoutLock(() => secondPerson.set(input)),
    'reviewFiles.open': (input) => files.open(input),
    'reviewFiles.approve': (input) => files.approve(input)
  } satisfies Partial<Handlers>
}
