import { describe, expect, it } from 'vitest'
import type { KeyFact } from '#shared/domain/keyInventory'
import { expiryBounds, expiryProblem, mostInBatch, planBatch, sameTermExpiry } from '#shared/rules/batchPlan'
import { credentialReportCsv, credentialReportJson, type CredentialReportWords } from '#shared/rules/credentialReport'
import { dayMs } from '#shared/rules/keyFindings'
import { listKeys } from '#shared/rules/keyListing'
import { shifted, weeksOf } from '#shared/rules/monthDays'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { organizationId } from '../../support/organizationSecurityFixtures'

const nowMs = Date.parse('2027-03-12T10:00:00.000Z')
const iso = (days: number): string => new Date(nowMs + days * dayMs).toISOString()
const policies = (given: Partial<{ requiresKeyExpiration: boolean; maxKeyExpirationDays: number | null }> = {}) => ({ known: true as const, value: { enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, ...given } })
const unknown = { known: false as const, why: { code: 'forbidden' as const, message: '', retryable: false } }
const listed = (keys: KeyFact[], known: Parameters<typeof listKeys>[1]['policies'] = policies()) => listKeys(inventory(keys), { organizationId, policies: known, twoFactorOf: () => 'unknown', nowMs })

describe('the plan of a run', () => {
  const rows = listed([key(1), key(2, { inUse: 'yes' }), key(3, { inUse: 'unknown' }), othersKey(4), key(5, { expiresAt: iso(-1) })])

  it('leaves out what must not be touched, each with its reason', () => {
    const { does, skips } = planBatch('rotate', rows)
    expect(does.map(({ key: { id } }) => id)).toEqual([1])
    expect(skips.map(({ row, why }) => [row.key.id, why])).toEqual([[2, 'inUse'], [3, 'mayBeInUse'], [4, 'notOwn'], [5, 'expired']])
  })

  it('deletes an expired key all the same', () => {
    expect(planBatch('delete', rows).does.map(({ key: { id } }) => id)).toEqual([1, 5])
  })

  it('says how many are beyond what a run takes', () => {
    const many = listed(Array.from({ length: mostInBatch + 3 }, (_, index) => key(index + 1)))
    const plan = planBatch('rotate', many)
    expect([plan.does.length, plan.beyond]).toEqual([mostInBatch, 3])
  })
})

describe('the bounds of an expiry', () => {
  it('are the policy’s, counted from the server’s time, with some minutes to spare', () => {
    const bounds = expiryBounds(policies({ maxKeyExpirationDays: 30, requiresKeyExpiration: true }), nowMs)
    expect(expiryProblem(null, bounds)).toBe('required')
    expect(expiryProblem(iso(-1), bounds)).toBe('past')
    expect(expiryProblem(iso(30), bounds)).toBe('beyond')
    expect(expiryProblem(iso(29.9), bounds)).toBeNull()
  })

  it('let the server judge where the policies are not known', () => {
    const bounds = expiryBounds(unknown, nowMs)
    expect([expiryProblem(null, bounds), expiryProblem(iso(4000), bounds)]).toEqual([null, null])
  })

  it('give a copy the term of the old key, cut to the policy; none where it had none', () => {
    const free = expiryBounds(policies(), nowMs)
    expect(sameTermExpiry({ createdAt: iso(-10), expiresAt: iso(50) }, free, nowMs)).toBe(iso(60))
    expect(sameTermExpiry({ createdAt: iso(-10), expiresAt: null }, free, nowMs)).toBeNull()
    const strict = expiryBounds(policies({ maxKeyExpirationDays: 30, requiresKeyExpiration: true }), nowMs)
    for (const expiresAt of [iso(50), null]) expect(expiryProblem(sameTermExpiry({ createdAt: iso(-10), expiresAt }, strict, nowMs), strict)).toBeNull()
  })
})

describe('the credential report', () => {
  const words: CredentialReportWords = {
    column: new Proxy({} as CredentialReportWords['column'], { get: (_, name) => String(name) }),
    kind: ({ key: { kind } }) => kind,
    owner: ({ key: { ownerEmail } }) => ownerEmail ?? '?',
    twoFactor: (status) => status,
    role: ({ role }) => (role === undefined ? 'unknown' : (role ?? 'none')),
    app: ({ appId, role }) => `${appId} ${role}`,
    allApps: 'all apps',
    compliance: ({ compliance }) => compliance,
    finding: ({ kind, certain }) => `${kind}${certain ? '' : '?'}`,
    yesNo: (answer) => answer,
    completeness: ({ state }) => state,
    policies: (known) => (known ? 'known' : 'unknown'),
    unknown: 'unknown',
    never: 'never',
    expired: 'expired',
    none: 'none'
  }
  const failed = { state: 'failed' as const, why: unknown.why }
  const keys = [
    key(1, { name: '=HYPERLINK("x")', createdAt: iso(-400.5), expiresAt: iso(-2), ownerEmail: 'ada@meridian.example' }),
    othersKey(2, { createdAt: null, expiresAt: null, kind: 'unknown', bindings: unknown })
  ]
  const report = { organizationName: 'Meridian Parcel', inventory: inventory(keys, { organizationKeys: failed }), keys: listed(keys, unknown), policies: unknown, nowMs }

  it('says on every line how complete the reading was, and what is not known', () => {
    const lines = credentialReportCsv(report, words).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    for (const line of lines.slice(1)) expect(line).toContain(`"Meridian Parcel","${report.inventory.readAt}","failed","complete","unknown"`)
    expect(lines[1]).toContain('"400"')
    expect(lines[1]).toContain('"expired"')
    expect(lines[2]).toContain('"unknown","unknown","unknown","never","never","unknown","unknown"')
  })

  it('holds no formula of a hostile name', () => {
    expect(credentialReportCsv(report, words)).toContain(`"'=HYPERLINK(""x"")"`)
  })

  it('tells programs the same, with unknown as a word and not left out', () => {
    const json = JSON.parse(credentialReportJson(report)) as { complete: unknown; keys: Record<string, unknown>[] }
    expect(json.complete).toEqual({ organizationKeys: 'failed', ownKeys: 'complete', apps: 'complete', policies: 'failed' })
    expect(json.keys[1]).toMatchObject({ id: 2, ageInDays: null, daysLeft: null, role: 'unknown', apps: 'unknown', kind: 'unknown' })
    expect(json.keys[0]).toMatchObject({ ageInDays: 400, daysLeft: -2, state: 'expired' })
  })
})

describe('the report of an administrator’s key', () => {
  const binding = { organizationId, scope: 'org', appId: null, role: 'org_super_admin' }
  const admin = key(3, { expiresAt: new Date(nowMs + 90 * dayMs - 1000).toISOString(), bindings: { known: true, value: [binding] } })

  it('says that it reaches all apps, and counts the days as the lists do', () => {
    const json = JSON.parse(credentialReportJson({ organizationName: 'Meridian Parcel', inventory: inventory([admin]), keys: listed([admin]), policies: policies(), nowMs })) as { keys: Record<string, unknown>[] }
    expect(json.keys[0]).toMatchObject({ allApps: true, apps: null, daysLeft: 90, credentialOfGatehouse: 'no' })
    expect(json.keys[0]).not.toHaveProperty('inUse')
  })
})

describe('a month', () => {
  it('stands in weeks from Monday', () => {
    const weeks = weeksOf(2027, 3)
    expect(weeks[0]).toEqual(['2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04', '2027-03-05', '2027-03-06', '2027-03-07'])
    expect(weeks.at(-1)).toEqual(['2027-03-29', '2027-03-30', '2027-03-31', null, null, null, null])
    expect(weeksOf(2028, 2).flat().filter((day) => day !== null)).toHaveLength(29)
  })

  it('is left and entered by days, and by months to the last day of a shorter one', () => {
    expect(shifted('2027-12-31', { days: 1 })).toBe('2028-01-01')
    expect(shifted('2027-03-01', { days: -1 })).toBe('2027-02-28')
    expect(shifted('2027-01-31', { months: 1 })).toBe('2027-02-28')
    expect(shifted('2027-01-15', { months: -1 })).toBe('2026-12-15')
  })
})
