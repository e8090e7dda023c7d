import { AppError, asAppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { FieldResult, SettingsOutcome } from '#shared/domain/policyChange'
import { securitySettingNames, type SecuritySettings } from '#shared/domain/securitySettings'
import { differingSettings, effectiveChange, isSameSetting, settingsOf, tightens, withChange } from '#shared/rules/changedSettings'
import { putSettings } from '../../capgo/endpoints/organizationSettings'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import type { JournalResult } from '../../journal/journal'
import type { ActiveConnection } from '../connection/connectionService'
import { journalled } from '../journalled'
import { fateOf, lookTwice, notApplied, outcomeUnknown } from '../lostAnswer'
import { readOrganizationSecurity } from '../organizationSecurity'
import { guard } from './guard'
import type { ApplyInput, PolicyChangeDeps } from './policyChangeDeps'

type Changed = Extract<SettingsOutcome, { fields: unknown }>

export type PolicyChange = ReturnType<typeof createPolicyChange>

/** Changes security settings together: judged on what is read now, written once, read back field by field, never retried by itself. */
export function createPolicyChange(deps: PolicyChangeDeps) {
  const inFlight = new Set<string>()
  return {
    /**
     * @throws AppError `presenceNeeded` (before anything is asked of the server), `lockoutBlocked` (the guard, judged anew
     * in main), `policyViolation`, `forbidden` and `invalidInput` (the server refused), `notApplied` (nothing reached the
     * server), `storageFailed` (the journal could not be written, nothing was sent), `outcomeUnknown` (the answer was lost and the settings do not read as asked, or cannot be read), `conflict`
     * (a change of this organization is on its way)
     */
    async apply(input: ApplyInput): Promise<SettingsOutcome> {
      if (inFlight.has(input.organizationId)) {
        throw new AppError({ code: 'conflict', message: 'A change of this organization’s settings is already on its way.', retryable: false, details: { foundState: 'changeInFlight' } })
      }
      inFlight.add(input.organizationId)
      try {
        return await carryOut(deps, input)
      } finally {
        inFlight.delete(input.organizationId)
      }
    }
  }
}

async function carryOut(deps: PolicyChangeDeps, input: ApplyInput): Promise<SettingsOutcome> {
  const active = await deps.active()
  // What may stop somebody; the rest is undone by a click.
  if (tightens(input.base, input.change)) await deps.requirePresence()
  const security = await readOrganizationSecurity(active, input.organizationId, deps.now)
  const now = settingsOf(security)
  if (!now.known) throw blockedBecauseUnknown()
  const before = now.value
  const change = effectiveChange(before, input.change)
  const asked = withChange(before, change)
  const fieldsAsked = securitySettingNames.filter((name) => input.change[name] !== undefined)
  if (differingSettings(before, asked).length === 0) {
    return { outcome: 'alreadySo', fields: fieldsAsked.map((setting) => ({ setting, result: 'asAsked' })), before, security: deps.readings.remember(security) }
  }
  // Decided on something that is no longer so; the settings that were not to change count as well, for the decision may rest on them.
  if (differingSettings(input.base, before).length > 0) return { outcome: 'drifted', now: before, security: deps.readings.remember(security) }
  await guard(deps, active, security, { ...input, change }, before)

  const entry = {
    kind: 'settingsChange',
    connection: active.connection,
    organization: { id: input.organizationId, name: security.organizationName },
    changes: differingSettings(before, asked).map((field) => ({ field, before: before[field], after: asked[field] })),
    undo: input.undo === true
  } as const
  return journalled(deps.journal, entry, () => sendAndReadBack(deps, active, security, before, asked, change), ({ outcome, security: found }) => resultOf(outcome, asked, found))
}

async function sendAndReadBack(deps: PolicyChangeDeps, active: ActiveConnection, security: OrganizationSecurity, before: SecuritySettings, asked: SecuritySettings, change: ApplyInput['change']): Promise<Changed> {
  const { organizationId } = security
  const confirmed = await send(deps, active, organizationId, before, asked, change)
  const after = await readOrganizationSecurity(active, organizationId, deps.now).catch(() => null)
  const readBack = after === null ? null : settingsOf(after)
  const fields = differingSettings(before, asked).map(
    (setting): FieldResult => ({ setting, result: readBack?.known ? (isSameSetting(setting, readBack.value[setting], asked[setting]) ? 'asAsked' : 'different') : 'unread' })
  )
  return { outcome: outcomeOf(confirmed, fields), fields, before, security: deps.readings.remember(shown(security, after, asked)) }
}

/** What the journal says came of it; what reads otherwise is named. */
function resultOf(outcome: Changed['outcome'], asked: SecuritySettings, found: OrganizationSecurity): JournalResult {
  if (outcome !== 'partly') return { word: outcome }
  const now = settingsOf(found)
  return { word: 'partlyApplied', found: now.known ? differingSettings(asked, now.value).map((field) => ({ field, before: asked[field], after: now.value[field] })) : [] }
}

function outcomeOf(confirmed: 'byAnswer' | 'byReading', fields: readonly FieldResult[]): Changed['outcome'] {
  if (fields.some(({ result }) => result === 'different')) return 'partly'
  if (confirmed === 'byReading') return 'confirmedByReading'
  return fields.some(({ result }) => result === 'unread') ? 'confirmedUnread' : 'applied'
}

/** What the server has confirmed is known, whether or not the rest can be read again; people are then as read before. */
function shown(before: OrganizationSecurity, after: OrganizationSecurity | null, asked: SecuritySettings): OrganizationSecurity {
  if (after !== null && settingsOf(after).known) return after
  const { enforcesTwoFactor, ...policies } = asked
  return { ...(after ?? before), enforcesTwoFactor: { known: true, value: enforcesTwoFactor }, policies: { known: true, value: policies } }
}

/**
 * Sends the change once.
 * @returns how it was confirmed
 * @throws AppError of the server's refusal, `notApplied` when nothing was sent, `outcomeUnknown` when nobody can say
 */
async function send(deps: PolicyChangeDeps, active: ActiveConnection, organizationId: string, before: SecuritySettings, asked: SecuritySettings, change: ApplyInput['change']): Promise<'byAnswer' | 'byReading'> {
  const names = differingSettings(before, asked)
  const isAsAsked = (found: Partial<SecuritySettings>): boolean => names.every((name) => found[name] !== undefined && isSameSetting(name, found[name], asked[name]))
  try {
    if (isAsAsked(await putSettings(active.requester, organizationId, change))) return 'byAnswer'
    throw new AppError({ code: 'invalidResponse', message: 'The server answered with other settings than it was sent.', retryable: false })
  } catch (thrown) {
    const error = asAppError(thrown)
    if (fateOf(error) === 'notSent') throw notApplied(error)
    if (fateOf(error) === 'refused') throw error
    // A request may still be on its way (another network, a gateway, a slow function) after the settings were read.
    const found = await lookTwice(() => readSettings(active, organizationId), isAsAsked, deps.secondLookMs)
    if (found !== null && isAsAsked(found)) return 'byReading'
    throw outcomeUnknown(error, 'The answer was lost, and whether the change was made is not known.', found === null ? 'unreadable' : 'unchangedSoFar')
  }
}

/** @throws AppError where they cannot be read */
async function readSettings(active: ActiveConnection, organizationId: string): Promise<SecuritySettings> {
  const { rows } = await listOrganizations(active.requester, active.signal)
  const found = rows.find((row) => row.id === organizationId)
  if (!found?.policies) throw new AppError({ code: 'notFound', message: 'The server does not tell the settings of the organization.', retryable: true })
  return { enforcesTwoFactor: found.enforcesTwoFactor, ...found.policies }
}

function blockedBecauseUnknown(): AppError {
  return new AppError({ code: 'lockoutBlocked', message: 'The present settings could not be read, so there is nothing to change from.', retryable: true, details: { foundState: 'stateUnknown' } })
}
