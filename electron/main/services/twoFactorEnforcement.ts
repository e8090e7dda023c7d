import { setTimeout as wait } from 'node:timers/promises'
import { AppError, asAppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { ChannelOutput, ParsedInput } from '#shared/ipc/contract'
import { judgeEnforcingTwoFactor, judgeRelaxingTwoFactor, overrideMatches } from '#shared/rules/twoFactorLockoutGuard'
import { listOrganizations, putTwoFactorEnforcement } from '../capgo/endpoints/organizations'
import { mayHaveArrived } from '../capgo/transportError'
import type { ActiveConnection } from './connection/connectionService'
import { readOrganizationSecurity } from './organizationSecurity'
import type { ShownReadings } from './shownReadings'

export type SetTwoFactorInput = ParsedInput<'organizationSecurity.setTwoFactorEnforcement'>
export type SetTwoFactorOutput = ChannelOutput<'organizationSecurity.setTwoFactorEnforcement'>

export interface TwoFactorEnforcementDeps {
  active(): Promise<ActiveConnection>
  now(): number
  /** What the window was shown, and is shown by the outcome. */
  readings: ShownReadings
  /** Milliseconds before the second look after a lost answer; a request still on its way has then had time to land. */
  secondLookMs?: number
}

/** Switches 2FA enforcement: judged on what is read now, written once, read back, and never retried by itself. */
export function createTwoFactorEnforcement(deps: TwoFactorEnforcementDeps) {
  const inFlight = new Map<string, Promise<SetTwoFactorOutput>>()
  return {
    /**
     * @throws AppError `lockoutBlocked` (the guard, judged anew in main), `policyViolation` and `forbidden` (the server
     * refused), `notApplied` (the answer was lost and the setting is as before), `outcomeUnknown`, `conflict` (read back
     * differs from what the server had confirmed)
     */
    async set(input: SetTwoFactorInput): Promise<SetTwoFactorOutput> {
      if (inFlight.has(input.organizationId)) {
        throw new AppError({ code: 'conflict', message: 'A change of this setting is already on its way.', retryable: false, details: { foundState: 'changeInFlight' } })
      }
      const change = carryOut(deps, input).finally(() => inFlight.delete(input.organizationId))
      inFlight.set(input.organizationId, change)
      return change
    }
  }
}

async function carryOut(deps: TwoFactorEnforcementDeps, input: SetTwoFactorInput): Promise<SetTwoFactorOutput> {
  const active = await deps.active()
  const before = await readOrganizationSecurity(active, input.organizationId, deps.now)
  if (before.enforcesTwoFactor.known && before.enforcesTwoFactor.value === input.enforce) return { outcome: 'alreadySo', security: deps.readings.remember(before) }
  guard(before, input, deps.readings)

  let outcome: SetTwoFactorOutput['outcome'] = 'applied'
  try {
    const confirmed = await putTwoFactorEnforcement(active.requester, input.organizationId, input.enforce)
    if (confirmed !== input.enforce) throw new AppError({ code: 'connectionLost', message: 'The server answered with the former setting.', retryable: false })
  } catch (thrown) {
    const error = asAppError(thrown)
    if (!isLost(error)) throw error
    await settleLostAnswer(deps, active, input, error)
    outcome = 'confirmedByReading'
  }
  const after = await readBack(deps, active, input)
  return { outcome, security: deps.readings.remember(after) }
}

/** The window has judged too, but on older data, and a page is not to be trusted with locking people out. */
function guard(security: OrganizationSecurity, input: SetTwoFactorInput, readings: ShownReadings): void {
  const verdict = judgeEnforcingTwoFactor(security)
  const blockers = input.enforce ? verdict.blockers : judgeRelaxingTwoFactor(security)
  if (blockers.length > 0) throw blocked('Something stands against the change.', blockers.join(' '))
  if (!input.enforce) return
  if (readings.covers(input.judgedOn, security) !== true) throw blocked('Members would lose access who were not shown so.', 'othersAffected')
  if (verdict.warnings.length > 0 && !overrideMatches(input.override ?? '', security.organizationName)) {
    throw blocked('The change needs the typed override.', `overrideNeeded ${verdict.warnings.join(' ')}`)
  }
}

function blocked(message: string, foundState: string): AppError {
  return new AppError({ code: 'lockoutBlocked', message, retryable: false, details: { foundState: foundState.slice(0, 200) } })
}

/** Whether an error leaves open what the server did. A refusal does not. */
function isLost(error: AppError): boolean {
  const status = error.data.details?.status
  if (error.code === 'serverError') return true
  if (status !== undefined && status >= 400) return false
  return ['timeout', 'connectionLost', 'offline', 'invalidResponse', 'cancelled', 'unexpected'].includes(error.code) && mayHaveArrived(error)
}

/** Returns when the setting is found as asked. @throws AppError `notApplied` or `outcomeUnknown` */
async function settleLostAnswer(deps: TwoFactorEnforcementDeps, active: ActiveConnection, input: SetTwoFactorInput, lost: AppError): Promise<void> {
  const details = { ...lost.data.details, backendCode: lost.data.details?.backendCode ?? lost.code }
  let found = await readSetting(active, input.organizationId)
  if (found !== input.enforce) {
    await wait(deps.secondLookMs ?? 2000)
    found = await readSetting(active, input.organizationId)
  }
  if (found === input.enforce) return
  // A request that timed out may still be carried out after we looked; one whose connection is gone was decided.
  if (found === null || lost.code === 'timeout') {
    throw new AppError({
      code: 'outcomeUnknown',
      message: 'The answer was lost, and whether the change was made is not known.',
      retryable: false,
      ...(lost.data.requestId === undefined ? {} : { requestId: lost.data.requestId }),
      details: { ...details, foundState: found === null ? 'unreadable' : 'unchangedSoFar' }
    })
  }
  throw new AppError({
    code: 'notApplied',
    message: 'The answer was lost; the setting was read again twice and is as before.',
    retryable: true,
    ...(lost.data.requestId === undefined ? {} : { requestId: lost.data.requestId }),
    details
  })
}

async function readSetting(active: ActiveConnection, organizationId: string): Promise<boolean | null> {
  try {
    const { rows } = await listOrganizations(active.requester, active.signal)
    return rows.find((row) => row.id === organizationId)?.enforcesTwoFactor ?? null
  } catch {
    return null
  }
}

async function readBack(deps: TwoFactorEnforcementDeps, active: ActiveConnection, input: SetTwoFactorInput): Promise<OrganizationSecurity> {
  const after = await readOrganizationSecurity(active, input.organizationId, deps.now).catch((thrown: unknown) => {
    throw new AppError({
      code: 'outcomeUnknown',
      message: 'The server accepted the change, but it could not be read back.',
      retryable: false,
      details: { backendCode: asAppError(thrown).code, foundState: 'acceptedUnread' }
    })
  })
  if (!after.enforcesTwoFactor.known) {
    throw new AppError({ code: 'outcomeUnknown', message: 'The server accepted the change, but it could not be read back.', retryable: false, details: { backendCode: after.enforcesTwoFactor.why.code, foundState: 'acceptedUnread' } })
  }
  if (after.enforcesTwoFactor.value !== input.enforce) {
    throw new AppError({ code: 'conflict', message: 'The server confirmed the change, but the setting reads as before: somebody else may have changed it back.', retryable: false, details: { foundState: 'readBackDiffers' } })
  }
  return after
}
