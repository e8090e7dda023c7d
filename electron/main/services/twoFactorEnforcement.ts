import { AppError, asAppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { ChannelOutput, ParsedInput } from '#shared/ipc/contract'
import { judgeEnforcingTwoFactor, judgeRelaxingTwoFactor, overrideMatches } from '#shared/rules/twoFactorLockoutGuard'
import { listOrganizations, putTwoFactorEnforcement } from '../capgo/endpoints/organizations'
import type { ActiveConnection } from './connection/connectionService'
import { fateOf, lookTwice, notApplied, outcomeUnknown } from './lostAnswer'
import { readOrganizationSecurity } from './organizationSecurity'
import type { ShownReadings } from './shownReadings'

export type SetTwoFactorInput = ParsedInput<'organizationSecurity.setTwoFactorEnforcement'>
export type SetTwoFactorOutput = ChannelOutput<'organizationSecurity.setTwoFactorEnforcement'>

export interface TwoFactorEnforcementDeps {
  active(): Promise<ActiveConnection>
  now(): number
  /** What the window was shown, and is shown by the outcome. */
  readings: ShownReadings
  /** Whether it is still the person who signed in. @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  /** Milliseconds before the second look after a lost answer; a request still on its way has then had time to land. */
  secondLookMs?: number
}

/** Switches 2FA enforcement: judged on what is read now, written once, read back, and never retried by itself. */
export function createTwoFactorEnforcement(deps: TwoFactorEnforcementDeps) {
  const inFlight = new Map<string, Promise<SetTwoFactorOutput>>()
  return {
    /**
     * @throws AppError `presenceNeeded` (before anything is asked of the server), `lockoutBlocked` (the guard, judged anew in main), `policyViolation` and `forbidden` (the server
     * refused), `notApplied` (nothing reached the server), `outcomeUnknown` (the answer was lost and the setting does not
     * read as asked, or cannot be read), `conflict` (read back differs from what the server had confirmed)
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
  // Switching on may lock people out; switching off is undone by a click.
  if (input.enforce) await deps.requirePresence()
  const before = await readOrganizationSecurity(active, input.organizationId, deps.now)
  if (before.enforcesTwoFactor.known && before.enforcesTwoFactor.value === input.enforce) return { outcome: 'alreadySo', security: deps.readings.remember(before) }
  guard(before, input, deps.readings)

  const confirmed = await send(deps, active, input)
  const after = await readOrganizationSecurity(active, input.organizationId, deps.now).catch(() => null)
  const readBack = after?.enforcesTwoFactor.known ? after.enforcesTwoFactor.value : null
  if (readBack !== null && readBack !== input.enforce) {
    throw new AppError({ code: 'conflict', message: 'The server confirmed the change, but the setting reads as before: somebody else may have changed it back.', retryable: false, details: { foundState: 'readBackDiffers' } })
  }
  // What the server has confirmed is known, whether or not the rest can be read again; members are then as read before.
  const security: OrganizationSecurity = after && readBack !== null ? after : { ...before, enforcesTwoFactor: { known: true, value: input.enforce } }
  const outcome = confirmed === 'byReading' ? 'confirmedByReading' : readBack === null ? 'confirmedUnread' : 'applied'
  return { outcome, security: deps.readings.remember(security) }
}

/**
 * Sends the change once.
 * @returns how it was confirmed
 * @throws AppError of the server's refusal, `notApplied` when nothing was sent, `outcomeUnknown` when nobody can say
 */
async function send(deps: TwoFactorEnforcementDeps, active: ActiveConnection, input: SetTwoFactorInput): Promise<'byAnswer' | 'byReading'> {
  try {
    const now = await putTwoFactorEnforcement(active.requester, input.organizationId, input.enforce)
    if (now === input.enforce) return 'byAnswer'
    throw new AppError({ code: 'invalidResponse', message: 'The server answered with the former setting.', retryable: false })
  } catch (thrown) {
    const error = asAppError(thrown)
    if (fateOf(error) === 'notSent') throw notApplied(error)
    if (fateOf(error) === 'refused') throw error
    // A request may still be on its way (another network, a gateway, a slow function) after the setting was read.
    const found = await lookTwice(() => readSetting(active, input.organizationId), (setting) => setting === input.enforce, deps.secondLookMs)
    if (found === input.enforce) return 'byReading'
    throw outcomeUnknown(error, 'The answer was lost, and whether the change was made is not known.', found === null ? 'unreadable' : 'unchangedSoFar')
  }
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

/** null: the organization is not in the list. */
async function readSetting(active: ActiveConnection, organizationId: string): Promise<boolean | null> {
  const { rows } = await listOrganizations(active.requester, active.signal)
  return rows.find((row) => row.id === organizationId)?.enforcesTwoFactor ?? null
}
