import { AppError, asAppError } from '#shared/errors/appError'
import type { NewSecretOutcome } from '#shared/domain/apiKey'
import type { JournalChange } from '#shared/domain/journal'
import type { LostAttemptFinding } from '#shared/rules/lostAttempt'
import type { SecretAnswer } from '../../capgo/endpoints/apiKeyChanges'
import type { JournalResult, OpenEntry } from '../../journal/journal'
import { resultOf } from '../journalled'
import type { AttemptAbout, OpenAttempt } from '../keySecrets/keyEscrow'
import { lookTwice, notApplied, outcomeUnknown } from '../lostAnswer'
import type { ForRun } from './apiKeyService'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import { lookForLost } from './lostKeyRequest'
import { asRefusal, fateOfWrite } from './refusals'

export interface SecretRequest {
  kind: 'keyCreated' | 'keyRegenerated'
  about: AttemptAbout
  /** null: the number is not known before it is created. */
  keyId: number | null
  changes: readonly JournalChange[]
  /** Sent once. */
  send(): Promise<SecretAnswer>
  /** As `ForRun` says. */
  beforeSending?: ForRun['beforeSending']
  /** What the journal says of it once the secret is kept. */
  readBack(answer: Omit<SecretAnswer, 'key'>): Promise<JournalResult>
}

/**
 * A place for the secret → the intent in the journal → the request, once → the secret into the keychain → the outcome. A
 * lost answer is looked for and never asked for again.
 * @throws AppError of the escrow and of the journal (nothing was sent), of the server's refusal, `notApplied`
 */
export async function askForSecret(deps: ApiKeyServiceDeps, request: SecretRequest): Promise<NewSecretOutcome> {
  const { about } = request
  const attempt = await deps.escrow.prepare(about)
  const entry = await deps.journal
    .begin({ kind: request.kind, connection: about.active.connection, organization: about.organization, key: { id: request.keyId, name: about.keyName }, changes: request.changes })
    .catch(async (thrown: unknown) => {
      await withdrawn(deps, attempt)
      throw thrown
    })
  try {
    await request.beforeSending?.(attempt.id)
  } catch (thrown) {
    await withdrawn(deps, attempt)
    await entry.outcome({ word: 'notApplied', code: asAppError(thrown).code })
    throw thrown
  }
  const sentAt = deps.uptime()
  let answer: SecretAnswer
  try {
    answer = await request.send()
  } catch (thrown) {
    return failed(deps, request, attempt, entry, asAppError(thrown), sentAt)
  }
  const { key: secret, ...rest } = answer
  const keyId = request.keyId ?? rest.id ?? (await numberOf(about, attempt))
  // What cannot be kept is held in memory by the escrow, offered all the same, and tried again.
  await attempt.keep(secret, keyId ?? 0).catch((thrown: unknown) => deps.log.error('apiKeys.secretNotKept', { code: asAppError(thrown).code }))
  if (rest.id !== keyId || keyId === null) {
    // The secret is kept; of which key it is, the answer did not say as it should.
    deps.log.warn('apiKeys.answerOfAnotherKey', { kind: request.kind })
    await entry.outcome({ word: 'readBackDiffers' })
    if (keyId !== null) return { outcome: 'held', secretId: attempt.id, keyId }
    const unnamed = new AppError({ code: 'invalidResponse', message: 'The secret is kept, and the answer did not say of which key it is.', retryable: false })
    return { outcome: 'lost', attemptId: attempt.id, why: outcomeUnknown(unnamed, unnamed.message, 'created').data }
  }
  await entry.outcome(await request.readBack(rest).catch((): JournalResult => ({ word: 'confirmedUnread' })))
  return { outcome: 'held', secretId: attempt.id, keyId }
}

/** Of a key whose answer has its secret and not its number; null: nobody can say. */
async function numberOf({ active, keyName }: AttemptAbout, attempt: OpenAttempt): Promise<number | null> {
  const { finding, keyId } = await lookForLost(active, { keyName, before: attempt.before() }, 0)
  return finding === 'created' ? keyId : null
}

async function failed(deps: ApiKeyServiceDeps, request: SecretRequest, attempt: OpenAttempt, entry: OpenEntry, error: AppError, sentAt: number): Promise<NewSecretOutcome> {
  const fate = fateOfWrite(error)
  if (fate !== 'lost') {
    const refusal = fate === 'notSent' ? notApplied(error) : asRefusal(error)
    await withdrawn(deps, attempt)
    await entry.outcome(resultOf(refusal))
    throw refusal
  }
  const { about } = request
  const look = () => lookForLost(about.active, { keyName: about.keyName, before: attempt.before() }, deps.uptime() - sentAt)
  const found: LostAttemptFinding = (await lookTwice(look, ({ finding }) => finding !== 'unknown', deps.secondLookMs)) ?? { finding: 'unknown', keyId: request.keyId, candidates: [] }
  // What stands beside other attempts may be less than what this one alone would say.
  const finding = await attempt.lost(found.finding, { keyId: found.keyId, candidates: found.candidates }).catch((thrown: unknown) => {
    deps.log.error('apiKeys.lossNotKept', { code: asAppError(thrown).code })
    return found.finding
  })
  const why = outcomeUnknown(error, `The answer was lost; by what was read afterwards it is ${finding}.`, finding)
  await entry.outcome({ word: wordOf[finding], code: why.data.details?.backendCode ?? why.code })
  if (finding === 'unknown') deps.lookAgain?.(about.active)
  deps.log.warn('apiKeys.answerLost', { kind: request.kind, finding, code: error.code })
  return { outcome: 'lost', attemptId: attempt.id, why: why.data }
}

/** What is left of an attempt must not stand in the way of what is said about the key. */
async function withdrawn(deps: ApiKeyServiceDeps, attempt: OpenAttempt): Promise<void> {
  await attempt.withdraw().catch((thrown: unknown) => deps.log.error('apiKeys.attemptNotWithdrawn', { code: asAppError(thrown).code }))
}

const wordOf = { rotated: 'confirmedByReading', created: 'confirmedByReading', notRotated: 'notApplied', notCreated: 'notApplied', unknown: 'unknown' } as const
