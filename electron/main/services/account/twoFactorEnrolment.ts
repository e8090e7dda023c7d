import { AppError, asAppError } from '#shared/errors/appError'
import type { SecondFactor, TwoFactorEnrolment } from '#shared/domain/account'
import type { Connection } from '#shared/domain/connection'
import { challengeFactor, createTotpFactor, deleteFactor, readOwnAccount, verifyEmailCode, verifyFactor } from '../../capgo/endpoints/account'
import type { SignedInSession } from '../../capgo/endpoints/signIn'
import { createSerialQueue } from '../../storage/serialQueue'
import { journalled } from '../journalled'
import { fateOf, lookTwice, notApplied, outcomeUnknown } from '../lostAnswer'
import { ownSession, type AccountDeps, type OwnSession } from './ownSession'

/** For this long after the e-mailed code a factor may be enrolled, in milliseconds (Capgo backend: one hour; less, for clocks differ). */
const mailboxProvenMs = 55 * 60_000

/** Factors of this form are Gatehouse's own. */
const ownName = /^Gatehouse \d{4}-\d{2}-\d{2}( \(\d+\))?$/u

/**
 * Turning on 2FA: an e-mailed code, a factor that counts for nothing yet, its first code. Whatever is lost on the way, nobody
 * is left with a factor that counts and whose secret they never saw: a factor counts only once its code was entered.
 */
export function createTwoFactorEnrolment(deps: AccountDeps) {
  const inTurn = createSerialQueue()
  /** The code that the server has used up. Entered once more, because what came after it failed, it need not be sent again. */
  let mailbox: { userId: string; code: string; at: number; certain: boolean } | null = null

  /** Factors of this run that do not count yet; the code of another one only raises the session. */
  const enrolled = new Set<string>()

  /** @throws AppError `wrongCode` */
  const proveMailbox = async ({ requester, connection }: OwnSession, code: string): Promise<void> => {
    const { userId } = connection
    if (mailbox?.userId === userId && mailbox.code === code && deps.now() - mailbox.at < mailboxProvenMs) return
    mailbox = null
    const certain = await verifyEmailCode(requester, code).then(
      () => true,
      (thrown: unknown) => {
        const error = asAppError(thrown)
        if (fateOf(error) === 'notSent') throw notApplied(error)
        if (fateOf(error) === 'refused') throw error
        // The code may be used up. Enrolling will tell, for without a verified code it is refused.
        return false
      }
    )
    mailbox = { userId, code, at: deps.now(), certain }
  }

  /** Removes what earlier attempts of ours left, and gives a name that nothing has. */
  const freeName = async ({ requester, signal }: OwnSession): Promise<string> => {
    const { factors } = await readOwnAccount(requester, signal)
    const taken = new Set(factors.map(({ name }) => name))
    for (const { id, name } of factors.filter((factor) => !factor.verified && ownName.test(factor.name))) {
      // What cannot be removed only keeps its name.
      await deleteFactor(requester, id).then(
        () => taken.delete(name),
        (thrown: unknown) => deps.log.warn('account.leftOverNotRemoved', { cause: thrown })
      )
    }
    const base = `Gatehouse ${new Date(deps.now()).toISOString().slice(0, 10)}`
    for (let count = 2, name = base; ; name = `${base} (${count++})`) if (!taken.has(name)) return name
  }

  /** @throws always: what became of the factor whose secret did not arrive */
  const lostEnrolment = async ({ requester, signal }: OwnSession, name: string, error: AppError): Promise<never> => {
    if (fateOf(error) === 'notSent') throw notApplied(error)
    if (fateOf(error) === 'refused') throw error
    const account = await lookTwice(() => readOwnAccount(requester, signal), ({ factors }) => factors.some((factor) => factor.name === name), deps.secondLookMs)
    if (account === null) throw outcomeUnknown(error, 'The answer with the new secret was lost, and the factors could not be read.', 'unreadable')
    const left = account.factors.find((factor) => factor.name === name && !factor.verified)
    if (!left) throw withoutFactor(error)
    const removed = await deleteFactor(requester, left.id).then(
      () => true,
      () => false
    )
    throw new AppError({ ...error.data, retryable: true, details: { ...error.data.details, foundState: removed ? 'removed' : 'leftOver' } })
  }

  const withoutFactor = (error: AppError): AppError => {
    if (error.code !== 'serverError') return outcomeUnknown(error, 'The answer was lost, and there is no new factor so far.', 'notEnrolledSoFar')
    // How the server refuses somebody whose e-mail code it does not have as verified.
    if (mailbox?.certain !== false) return error
    mailbox = null
    return outcomeUnknown(error, 'Whether the server has taken the e-mailed code is not known.', 'emailCodeUnknown')
  }

  const factorOf = async ({ requester, signal }: OwnSession, factorId: string): Promise<SecondFactor | 'gone'> =>
    (await readOwnAccount(requester, signal)).factors.find(({ id }) => id === factorId) ?? 'gone'

  const verify = async (own: OwnSession, factorId: string, code: string): Promise<SignedInSession> => {
    const challengeId = await challengeFactor(own.requester, factorId).catch((thrown: unknown) => {
      const error = asAppError(thrown)
      // A challenge that nobody answers changes nothing.
      throw fateOf(error) === 'refused' ? error : notApplied(error)
    })
    try {
      return await verifyFactor(own.requester, factorId, { challengeId, code })
    } catch (thrown) {
      const error = asAppError(thrown)
      if (fateOf(error) === 'notSent') throw notApplied(error)
      if (fateOf(error) === 'refused') throw error
      const found = await lookTwice(() => factorOf(own, factorId), (factor) => factor !== 'gone' && factor.verified, deps.secondLookMs)
      if (found === null) throw outcomeUnknown(error, 'The answer was lost, and the factors could not be read.', 'unreadable')
      if (found === 'gone') throw outcomeUnknown(error, 'The answer was lost, and the factor is no longer there.', 'gone')
      if (!found.verified) throw outcomeUnknown(error, 'The answer was lost, and the factor does not count so far.', 'notConfirmedSoFar')
      throw outcomeUnknown(error, 'The factor counts; the answer with the new session was lost. The next code brings it.', 'confirmed')
    }
  }

  return {
    /**
     * Verifies the e-mailed code and creates the factor.
     * @returns its secret, told this once
     * @throws AppError `wrongCode` (of the e-mail), `outcomeUnknown`; or what failed, with `foundState` `removed` or `leftOver`
     * when a factor had been created whose secret did not arrive
     */
    enrolTwoFactor: ({ emailCode }: { emailCode: string }): Promise<TwoFactorEnrolment> =>
      inTurn(async () => {
        const own = await ownSession(deps)
        await proveMailbox(own, emailCode)
        const name = await freeName(own)
        const factor = await createTotpFactor(own.requester, name).catch((thrown: unknown) => lostEnrolment(own, name, asAppError(thrown)))
        enrolled.add(factor.factorId)
        return factor
      }),

    /**
     * The first code of a new factor, or a code of one that counts already: either way the session becomes one of level aal2.
     * @throws AppError `wrongCode`; `storageFailed` when the journal could not be written; `outcomeUnknown` with `foundState` `confirmed` when the factor counts and the next code
     * brings the session
     */
    confirmTwoFactor: ({ factorId, code }: { factorId: string; code: string }): Promise<Connection> =>
      inTurn(async () => {
        const own = await ownSession(deps)
        const send = () => verify(own, factorId, code)
        const change = { kind: 'twoFactorTurnedOn', connection: own.connection, organization: null } as const
        const raised = await (enrolled.has(factorId) ? journalled(deps.journal, change, send, () => ({ word: 'applied' })) : send())
        enrolled.delete(factorId)
        mailbox = null
        return deps.replaceSession(raised)
      }),

    /** Removes a factor that does not count yet; one that counts is never removed. @throws AppError `conflict` when it counts */
    cancelTwoFactor: ({ factorId }: { factorId: string }): Promise<void> =>
      inTurn(async () => {
        const own = await ownSession(deps)
        const factor = await factorOf(own, factorId)
        if (factor === 'gone') return
        if (factor.verified) throw new AppError({ code: 'conflict', message: 'This second factor counts already and stays.', retryable: false, details: { foundState: 'confirmed' } })
        await deleteFactor(own.requester, factorId).catch(async (thrown: unknown) => {
          const error = asAppError(thrown)
          if (error.code === 'notFound') return
          if (fateOf(error) === 'notSent') throw notApplied(error)
          if (fateOf(error) === 'refused') throw error
          const found = await lookTwice(() => factorOf(own, factorId), (one) => one === 'gone', deps.secondLookMs)
          if (found !== 'gone') throw outcomeUnknown(error, 'The answer was lost, and whether the factor is removed is not known.', found === null ? 'unreadable' : 'leftOver')
        })
      })
  }
}
