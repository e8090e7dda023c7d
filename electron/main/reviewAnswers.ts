import { AppError } from '#shared/errors/appError'
import type { Handlers } from './ipc/listener'

function notYet(): never {
  throw new AppError({ code: 'unexpected', message: 'This is not built yet.', retryable: false })
}

/** What the window may ask about snapshots, reviews and evidence. */
export function answerAboutReviews() {
  return {
    handlers: {
      'snapshots.list': notYet,
      'snapshots.take': notYet,
      'snapshots.rename': notYet,
      'snapshots.delete': notYet,
      'snapshots.open': notYet,
      'snapshots.close': notYet,
      'snapshots.compare': notYet,
      'snapshots.captureMonthly': notYet,
      'reviews.list': notYet,
      'reviews.create': notYet,
      'reviews.read': notYet,
      'reviews.keep': notYet,
      'reviews.delete': notYet,
      'reviews.sign': notYet,
      'reviews.identity': notYet,
      'reviews.signers': notYet,
      'reviews.trust': notYet,
      'reviews.distrust': notYet,
      'reviewFiles.open': notYet,
      'reviewFiles.approve': notYet,
      'reviewRuns.today': notYet,
      'reviewRuns.list': notYet,
      'reviewRuns.start': notYet,
      'reviewRuns.applyStep': notYet,
      'reviewRuns.skipStep': notYet,
      'reviewRuns.finish': notYet,
      'reviewRuns.saveReport': notYet,
      'evidence.save': notYet,
      'evidence.verify': notYet
    } satisfies Partial<Handlers>
  }
}
