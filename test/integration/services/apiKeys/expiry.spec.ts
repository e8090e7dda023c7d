import { afterEach, describe, expect, it } from 'vitest'
import { expiryBounds, expiryMarginMs } from '#shared/rules/apiKeyPolicy'
import { listOwnKeys } from '../../../../electron/main/capgo/endpoints/apiKeys'
import { createKey } from '../../../../electron/main/capgo/endpoints/apiKeyChanges'
import type { Sandbox } from '../../../../electron/main/sandbox'
import { readCircumstances } from '../../../../electron/main/services/apiKeys/keyCircumstances'
import { apiKeyServiceSetUp, refusalOf, wish } from '../../../support/apiKeyServiceSetUp'

const open: Sandbox[] = []
const zone = process.env['TZ']
afterEach(async () => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

const dayMs = 864e5
const running = (from: string) => {
  const began = Date.now()
  return () => Date.parse(from) + Date.now() - began
}

/** Where this computer stands, and what the server's clock says. */
const clocks: [string, string, () => number][] = [
  ['the same clock', 'UTC', Date.now],
  ['a server 48 hours ahead', 'UTC', () => Date.now() + 48 * 3_600_000],
  ['a server 48 hours behind', 'UTC', () => Date.now() - 48 * 3_600_000],
  ['clocks put forward on the way', 'America/New_York', running('2027-03-13T12:00:00Z')],
  ['clocks put back on the way', 'Europe/Paris', running('2027-10-30T22:30:00Z')],
  ['a leap day on the way', 'UTC', running('2028-02-28T23:58:00Z')],
  ['a leap day', 'Pacific/Kiritimati', running('2028-02-29T11:00:00Z')],
  ['the turn of a year', 'Pacific/Apia', running('2027-12-31T23:59:30Z')]
]

describe('the expiry of a key, by the server’s clock', () => {
  it.each(clocks)('is within the policy and never refused with %s', async (_, timeZone, clock) => {
    process.env['TZ'] = timeZone
    const set = await apiKeyServiceSetUp(open, { clock })
    set.sandbox.arrange([{ do: 'set-organization', id: set.organizationId, fields: { require_apikey_expiration: true, max_apikey_expiration_days: 30 } }])
    const { policy, clockSkewMs } = await readCircumstances(set.active, set.organizationId)
    const bounds = expiryBounds([policy], Date.now() + (clockSkewMs ?? 0))
    const { earliestMs, latestMs } = { ...bounds, latestMs: bounds.latestMs ?? 0 }
    const at = (moment: number): string => new Date(moment).toISOString()
    // A person takes a while between the form and the button.
    for (const [name, moment] of [['soon', earliestMs + 60_000], ['late', latestMs], ['between', earliestMs + 15 * dayMs]] as const) {
      expect(await set.service.create({ organizationId: set.organizationId, wish: wish({ name, expiresAt: at(moment) }) })).toMatchObject({ outcome: 'held' })
    }
    const serverNow = clock()
    for (const row of (await listOwnKeys(set.active.requester)).filter(({ name }) => ['soon', 'late', 'between'].includes(name ?? ''))) {
      const expires = Date.parse(row.expires_at ?? '')
      expect([expires > serverNow, expires <= serverNow + 30 * dayMs]).toEqual([true, true])
    }
    for (const [moment, problem] of [[latestMs + expiryMarginMs, 'expiryTooLate'], [earliestMs - expiryMarginMs, 'expiryTooSoon']] as const) {
      expect((await refusalOf(set.service.create({ organizationId: set.organizationId, wish: wish({ name: 'beyond', expiresAt: at(moment) }) }))).data.fieldErrors).toEqual({ expiresAt: problem })
    }
    expect(set.writes()).toEqual(['POST', 'POST', 'POST'])
  })

  it('is the server’s to refuse, in its own words and with the field', async () => {
    const set = await apiKeyServiceSetUp(open)
    set.sandbox.arrange([{ do: 'set-organization', id: set.organizationId, fields: { require_apikey_expiration: true, max_apikey_expiration_days: 30 } }])
    const asked = { name: 'x', bindings: [{ role_name: 'org_member', scope_type: 'org', org_id: set.organizationId } as const], hashed: true, global_permissions: [] }
    const refused = async (fields: object) => {
      const { code, fieldErrors } = (await refusalOf(createKey(set.active.requester, { ...asked, expires_at: null, ...fields }))).data
      return [code, fieldErrors]
    }
    const in40 = new Date(Date.now() + 40 * dayMs).toISOString()
    expect(await refused({})).toEqual(['policyViolation', { expiresAt: 'expiration_required' }])
    expect(await refused({ expires_at: in40 })).toEqual(['policyViolation', { expiresAt: 'expiration_exceeds_max' }])
    expect(await refused({ expires_at: 'tomorrow' })).toEqual(['invalidInput', { expiresAt: 'invalid_expiration_date' }])
    expect(await refused({ name: '' })).toEqual(['invalidInput', { name: 'name_is_required' }])
    expect(await refused({ bindings: [] })).toEqual(['invalidInput', { organizationRole: 'bindings_required' }])
    expect(await refused({ expires_at: new Date(Date.now() + dayMs).toISOString(), global_permissions: ['org.create'] })).toEqual(['policyViolation', { mayCreateOrganizations: 'invalid_global_permissions' }])
    expect(await refused({ expires_at: new Date(Date.now() + dayMs).toISOString(), bindings: [{ ...asked.bindings[0], org_id: '00000000-0000-4000-8000-000000000000' }] })).toEqual(['forbidden', { organizationRole: 'forbidden_binding' }])
    expect(await refused({ expires_at: new Date(Date.now() + dayMs).toISOString(), bindings: [{ ...asked.bindings[0], role_name: 'apikey_org_reader' }] })).toEqual(['forbidden', { organizationRole: 'binding_failed' }])
  })
})
