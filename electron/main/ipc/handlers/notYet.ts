import { AppError } from '#shared/errors/appError'

/** An operation of the contract that is still being built. */
export const notYet = (): never => {
  throw new AppError({ code: 'unexpected', message: 'Gatehouse cannot do this yet.', retryable: false })
}
