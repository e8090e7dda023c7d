import type { KeyApp, KeyFact, KeyInventory } from '../domain/keyInventory'
import { complianceOf, dayMs, findingsOf, isLegacy, type KeyCompliance, type KeyFinding, type KeyFindingKind, type KeySurroundings, type OwnerTwoFactor } from './keyFindings'
import { compareRoles } from './roleOrder'

/** A key's role on one app; `app` is null where the server does not show that app. */
export interface RoleOnApp {
  appId: string
  app: KeyApp | null
  role: string
}

/** `refused`: plain where secure keys are enforced. `unknown`: it may be. `withoutRoles`: it is accepted and sees nothing. */
export type KeyState = 'usable' | 'expired' | 'refused' | 'withoutRoles' | 'unknown'

/** A key as a list shows it, made once per reading. */
export interface ListedKey {
  key: KeyFact
  /** What a search looks through, in lower case. */
  text: string
  /** Its role in the open organization, by the server's name: null: none; undefined: not known. */
  role: string | null | undefined
  /** Its roles on apps of the open organization; null: not known. */
  apps: readonly RoleOnApp[] | null
  /** Whether it has roles in other organizations too; null: not known. */
  elsewhere: boolean | null
  /** It has roles, and none of them here. */
  onlyElsewhere: boolean
  ownerTwoFactor: OwnerTwoFactor
  findings: readonly KeyFinding[]
  compliance: KeyCompliance
  state: KeyState
}

/** Every key of a reading, with what is found of each. @param ownerEmail of owners whose address the list of keys does not tell */
export function listKeys(inventory: KeyInventory, surroundings: KeySurroundings, ownerEmail: (ownerId: string) => string | null = () => null): ListedKey[] {
  const apps = new Map(inventory.apps.known ? inventory.apps.value.map((app) => [app.id, app]) : [])
  return inventory.keys.map((given) => {
    const key = given.ownerEmail === null ? { ...given, ownerEmail: ownerEmail(given.ownerId) } : given
    const findings = findingsOf(key, surroundings)
    const { bindings } = key
    const here = bindings.known ? bindings.value.filter(({ organizationId }) => organizationId === surroundings.organizationId) : null
    const onApps = here?.filter(({ scope, appId }) => scope === 'app' && appId !== null).map(({ appId, role }) => ({ appId: appId ?? '', app: apps.get(appId ?? '') ?? null, role })) ?? null
    return {
      key,
      text: [key.name, key.ownerEmail ?? '', String(key.id), key.rbacId ?? '', ...(onApps ?? []).flatMap(({ app, appId }) => [app?.name ?? '', app?.appId ?? '', appId])].join('\n').toLowerCase(),
      role: here === null ? undefined : (here.find(({ scope }) => scope === 'org')?.role ?? null),
      apps: onApps,
      elsewhere: bindings.known ? bindings.value.length > (here?.length ?? 0) : null,
      onlyElsewhere: bindings.known && bindings.value.length > 0 && here?.length === 0,
      ownerTwoFactor: surroundings.twoFactorOf(key.ownerId),
      findings,
      compliance: complianceOf(findings, surroundings.policies),
      state: stateOf(key, findings)
    }
  })
}

function stateOf(key: KeyFact, findings: readonly KeyFinding[]): KeyState {
  const has = (kind: KeyFindingKind): KeyFinding | undefined => findings.find((finding) => finding.kind === kind)
  if (has('expired')) return 'expired'
  if (isLegacy(key)) return 'withoutRoles'
  const refused = has('plainRefused')
  return refused === undefined ? 'usable' : refused.certain ? 'refused' : 'unknown'
}

export interface KeyFilter {
  searched: string
  kind: KeyFact['kind'] | 'all'
  state: KeyState | 'all'
  /** Days within which it expires, what has expired not counted; `never`: no expiry. */
  expiry: 1 | 7 | 30 | 90 | 'never' | 'all'
  finding: KeyFindingKind | 'all'
  owner: 'all' | 'withoutTwoFactor' | 'unknownTwoFactor'
}

export const noKeyFilter: KeyFilter = { searched: '', kind: 'all', state: 'all', expiry: 'all', finding: 'all', owner: 'all' }

/** The keys that pass every part of the filter, in the given order. @param nowMs the server's time, milliseconds since 1970 */
export function filterKeys(keys: readonly ListedKey[], filter: KeyFilter, nowMs: number): readonly ListedKey[] {
  const tests: ((row: ListedKey) => boolean)[] = []
  const { kind, state, expiry, finding, owner } = filter
  const wanted = filter.searched.trim().toLowerCase()
  if (wanted !== '') tests.push(({ text }) => text.includes(wanted))
  if (kind !== 'all') tests.push(({ key }) => key.kind === kind)
  if (state !== 'all') tests.push((row) => row.state === state)
  if (expiry === 'never') tests.push(({ key }) => key.expiresAt === null)
  else if (expiry !== 'all') tests.push(({ key: { expiresAt } }) => expiresAt !== null && Date.parse(expiresAt) > nowMs && Date.parse(expiresAt) - nowMs <= expiry * dayMs)
  if (finding !== 'all') tests.push(({ findings }) => findings.some((one) => one.kind === finding && one.certain))
  if (owner === 'withoutTwoFactor') tests.push((row) => row.ownerTwoFactor === 'notEnabled')
  if (owner === 'unknownTwoFactor') tests.push((row) => row.ownerTwoFactor === 'unknown' || row.ownerTwoFactor === 'notListed')
  return tests.length === 0 ? keys : keys.filter((row) => tests.every((passes) => passes(row)))
}

export const keyColumns = ['name', 'kind', 'role', 'apps', 'created', 'updated', 'expires', 'owner', 'twoFactor', 'compliance'] as const
export type KeyColumn = (typeof keyColumns)[number]

export interface KeyOrder {
  by: KeyColumn
  direction: 'ascending' | 'descending'
}

const kinds = ['plain', 'secure']
const compliances: readonly KeyCompliance[] = ['nonCompliant', 'unknown', 'compliant', 'notAsked']
const statuses: readonly OwnerTwoFactor[] = ['notEnabled', 'notListed', 'unknown', 'pending', 'enabled']

/** What a column sorts by; null, what is not known or not there, stands last in either direction. */
const values: Record<KeyColumn, (row: ListedKey) => string | number | null> = {
  name: ({ key }) => key.name.trim().toLowerCase() || null,
  kind: ({ key }) => orNull(kinds.indexOf(key.kind)),
  role: ({ role }) => role ?? null,
  apps: ({ apps }) => (apps === null ? null : apps.length),
  created: ({ key }) => moment(key.createdAt),
  updated: ({ key }) => moment(key.updatedAt),
  expires: ({ key }) => moment(key.expiresAt),
  owner: ({ key }) => key.ownerEmail?.toLowerCase() || null,
  twoFactor: ({ ownerTwoFactor }) => statuses.indexOf(ownerTwoFactor),
  compliance: ({ compliance }) => compliances.indexOf(compliance)
}

/** Sorted by one column; keys that are the same there stand by name, then by id, so that an order lasts. */
export function sortKeys(rows: readonly ListedKey[], { by, direction }: KeyOrder): readonly ListedKey[] {
  const way = direction === 'ascending' ? 1 : -1
  const prepared = rows.map((row) => ({ row, value: values[by](row), name: row.key.name.toLowerCase() }))
  const compare = (one: string | number, other: string | number): number =>
    by === 'role' ? compareRoles(String(one), String(other)) : one < other ? -1 : one > other ? 1 : 0
  return prepared
    .sort((one, other) => {
      if (one.value === null || other.value === null) {
        if (one.value !== other.value) return one.value === null ? 1 : -1
      } else {
        const difference = compare(one.value, other.value)
        if (difference !== 0) return way * difference
      }
      return one.name < other.name ? -1 : one.name > other.name ? 1 : one.row.key.id - other.row.key.id
    })
    .map(({ row }) => row)
}

function orNull(place: number): number | null {
  return place === -1 ? null : place
}

function moment(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso)
}
