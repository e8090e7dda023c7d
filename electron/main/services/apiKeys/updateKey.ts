import { AppError, asAppError } from '#shared/errors/appError'
import type { KeyChange, KeyChangeOutcome, KeyState } from '#shared/domain/apiKey'
import type { JournalChange } from '#shared/domain/journal'
import type { ParsedInput } from '#shared/ipc/contract'
import { changedKey, judgeKeyChange, sameMoment } from '#shared/rules/apiKeyPolicy'
import { sameKeyRoles } from '#shared/rules/keyRoles'
import { editKey, type BindingWish, type KeyEdit } from '../../capgo/endpoints/apiKeyChanges'
import type { ActiveConnection } from '../connection/connectionService'
import { journalled } from '../journalled'
import { lookTwice, notApplied, outcomeUnknown } from '../lostAnswer'
import type { ForRun } from './apiKeyService'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import { wordOfChange } from './changeWords'
import { rolesInWords } from './createKey'
import { hasExactly, keptRoles, sameAgain, wishesOf } from './keyBindings'
import { readCircumstances, type KeyCircumstances, type OrganizationNames } from './keyCircumstances'
import { bindingsOf, readKey, stateOf, type KeyReading } from './keyReading'
import { asRefusal, fateOfWrite, requireNone, sessionOnly } from './refusals'

type Input = ParsedInput<'apiKeys.update'>

/** @throws AppError as `ApiKeyService` says */
export async function carryOutEdit(deps: ApiKeyServiceDeps, names: OrganizationNames, active: ActiveConnection, input: Input, run: Pick<ForRun, 'beforeSending'>): Promise<KeyChangeOutcome> {
  const { keyId, organizationId } = input
  const [now, circumstances] = await Promise.all([readKey(active, keyId), readCircumstances(active, organizationId)])
  names.remember(active, circumstances.organization)
  if (now === null) return { outcome: 'drifted', now: null }
  const before = stateOf(now, organizationId)
  const change = effectiveChange(before, input.change)
  if (Object.keys(change).length === 0) return { outcome: 'alreadySo' }
  if (hasDrifted(input, before, now)) return { outcome: 'drifted', now: before }
  if (now.roles === null && (change.roles !== undefined || change.mayCreateOrganizations !== undefined)) throw sessionOnly('What a key may do is changed by its person, signed in with a session; an API key cannot.')
  judge(deps, now, before, change, circumstances)
  const bindings = change.roles === undefined ? null : [...keptRoles(now.roles ?? [], organizationId).map(sameAgain), ...wishesOf(change.roles, organizationId)]
  const entry = { kind: 'keyEdited', connection: active.connection, organization: circumstances.organization, key: { id: keyId, name: before.name }, changes: changesOf(before, change, organizationId) } as const
  return journalled(deps.journal, entry, () => sendAndReadBack({ deps, active, input, before, change, bindings, run }), wordOfChange)
}

/** What differs from what is there; the rest need not be sent. */
function effectiveChange(now: KeyState, wished: KeyChange): KeyChange {
  return {
    ...(wished.name === undefined || wished.name === now.name ? {} : { name: wished.name }),
    ...(wished.expiresAt === undefined || sameMoment(wished.expiresAt, now.expiresAt) ? {} : { expiresAt: wished.expiresAt }),
    ...(wished.roles === undefined || sameKeyRoles(wished.roles, now.roles) ? {} : { roles: wished.roles }),
    ...(wished.mayCreateOrganizations === undefined || wished.mayCreateOrganizations === now.mayCreateOrganizations ? {} : { mayCreateOrganizations: wished.mayCreateOrganizations })
  }
}

/** Decided on something that is no longer so; what was not to change counts as well, for the decision may rest on it. */
function hasDrifted({ name, base }: Input, before: KeyState, { roles }: KeyReading): boolean {
  const sameRoles = roles === null || sameKeyRoles(base.roles, before.roles)
  return name !== before.name || base.name !== before.name || !sameMoment(base.expiresAt, before.expiresAt) || base.mayCreateOrganizations !== before.mayCreateOrganizations || !sameRoles
}

/** @throws AppError `policyViolation` */
function judge(deps: ApiKeyServiceDeps, now: KeyReading, before: KeyState, change: KeyChange, { organization, policy, policiesElsewhere, notAdministered, giver, clockSkewMs }: KeyCircumstances): void {
  const kept = now.roles === null ? null : bindingsOf(keptRoles(now.roles, organization.id))
  const reaches = new Set((kept ?? []).map(({ organizationId }) => organizationId))
  const kind = now.row.is_hashed_key == null ? 'unknown' : now.row.is_hashed_key ? 'secure' : 'plain'
  // To an API key its roles are not shown: the open organization's policy is the one that is known to concern it.
  const blind = now.roles === null
  requireNone(
    judgeKeyChange(blind ? { ...before, roles: { organizationRole: '', apps: [] } } : before, change, {
      organizationId: organization.id,
      policy,
      policiesElsewhere: policiesElsewhere.filter(({ organizationId }) => reaches.has(organizationId)),
      notAdministered,
      giver,
      apps: null,
      kind,
      kept,
      nowMs: deps.now() + (clockSkewMs ?? 0)
    })
  )
}

function changesOf(before: KeyState, change: KeyChange, organizationId: string): JournalChange[] {
  const roles = (state: KeyState['roles']): string[] => rolesInWords(wishesOf(state, organizationId))
  return [
    ...(change.name === undefined ? [] : [{ field: 'name', before: before.name, after: change.name }]),
    ...(change.expiresAt === undefined ? [] : [{ field: 'expiresAt', before: before.expiresAt, after: change.expiresAt }]),
    ...(change.roles === undefined ? [] : [{ field: 'roles', before: roles(before.roles), after: roles(change.roles) }]),
    ...(change.mayCreateOrganizations === undefined ? [] : [{ field: 'mayCreateOrganizations', before: before.mayCreateOrganizations, after: change.mayCreateOrganizations }])
  ]
}

interface Edit {
  deps: ApiKeyServiceDeps
  active: ActiveConnection
  input: Input
  before: KeyState
  change: KeyChange
  /** In place of all the key has; null: they stay. */
  bindings: readonly BindingWish[] | null
  run: Pick<ForRun, 'beforeSending'>
}

async function sendAndReadBack({ deps, active, input: { keyId, organizationId }, before, change, bindings, run }: Edit): Promise<KeyChangeOutcome> {
  const wanted = changedKey(before, change)
  const isAsAsked = (found: KeyReading | null): boolean => found !== null && sameState(stateOf(found, organizationId), wanted) && (bindings === null || hasExactly(found.roles ?? [], bindings))
  const look = async (): Promise<KeyReading> => required(await readKey(active, keyId))
  await run.beforeSending?.(null)
  try {
    await editKey(active.requester, keyId, editOf(change, bindings))
  } catch (thrown) {
    const error = asAppError(thrown)
    const fate = fateOfWrite(error)
    if (fate === 'notSent') throw notApplied(error)
    if (fate === 'refused') throw asRefusal(error)
    await deps.escrow.edited(active, keyId)
    const found = await lookTwice(look, isAsAsked, deps.secondLookMs)
    if (isAsAsked(found)) return { outcome: 'done', confirmed: 'byReading' }
    // The server undid it all, and says why (Capgo backend: a second role in one place).
    if (error.data.details?.backendCode === 'binding_update_failed' && found !== null && sameState(stateOf(found, organizationId), before)) throw new AppError({ ...error.data, code: 'conflict', retryable: false })
    throw outcomeUnknown(error, 'The answer was lost, and whether the key was changed is not known.', found === null ? 'unreadable' : 'unchangedSoFar')
  }
  // What the key's time of change would say of a regeneration whose answer was lost, this edit has overwritten.
  await deps.escrow.edited(active, keyId)
  const found = await look().catch(() => null)
  if (found === null) return { outcome: 'done', confirmed: 'unread' }
  return isAsAsked(found) ? { outcome: 'done', confirmed: 'readBack' } : { outcome: 'readBackDiffers', now: stateOf(found, organizationId) }
}

function editOf({ name, expiresAt, mayCreateOrganizations }: KeyChange, bindings: readonly BindingWish[] | null): KeyEdit {
  return {
    ...(name === undefined ? {} : { name }),
    ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    ...(bindings === null ? {} : { bindings }),
    ...(mayCreateOrganizations === undefined ? {} : { global_permissions: mayCreateOrganizations ? ['org.create'] : [] })
  }
}

function sameState(one: KeyState, other: KeyState): boolean {
  return one.name === other.name && sameMoment(one.expiresAt, other.expiresAt) && sameKeyRoles(one.roles, other.roles) && one.mayCreateOrganizations === other.mayCreateOrganizations
}

function required(reading: KeyReading | null): KeyReading {
  if (reading !== null) return reading
  throw new AppError({ code: 'notFound', message: 'The key is gone.', retryable: false })
}
