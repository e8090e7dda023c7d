import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

interface Entry { user_id: string; '2fa_enabled': boolean }

async function open(members: number): Promise<{ client: SandboxClient; headers: Record<string, string>; org: string }> {
  const client = new SandboxClient(await startSandbox({ members }))
  return { client, headers: bearer(await client.signInFully(client.sandbox.demo)), org: client.sandbox.demo.organizationId }
}

describe.each([999, 1000, 1001, 2500])('an organization of %i members', (members) => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open(members)
  })
  afterAll(() => opened.client.sandbox.close())

  it('is cut at 1,000 rows without an error', async () => {
    const { client, headers, org } = opened
    const answer = await client.rpc('check_org_members_2fa_enabled', { org_id: org }, headers)
    const shown = Math.min(members, 1000)
    expect(answer.status).toBe(200)
    expect(answer.body).toHaveLength(shown)
    expect(answer.headers.get('content-range')).toBe(`0-${shown - 1}/*`)
  })

  it('says how many there are when asked to count', async () => {
    const { client, headers, org } = opened
    const answer = await client.rpc('check_org_members_2fa_enabled', { org_id: org }, { ...headers, prefer: 'count=exact' })
    expect(answer.status).toBe(members > 1000 ? 206 : 200)
    expect(answer.headers.get('content-range')).toBe(`0-${Math.min(members, 1000) - 1}/${members}`)
  })

  it('can be read whole in pages, each person once', async () => {
    const { client, headers, org } = opened
    const seen: string[] = []
    for (let offset = 0; offset < members; offset += 1000) {
      const page = await client.rpc('check_org_members_2fa_enabled', { org_id: org }, headers, `?order=user_id&offset=${offset}&limit=1000`)
      seen.push(...(page.body as Entry[]).map(({ user_id }) => user_id))
    }
    expect(seen).toHaveLength(members)
    expect(new Set(seen).size).toBe(members)
    expect([...seen].sort()).toEqual(seen)
  })
})

describe('pages', () => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open(42)
  })
  afterAll(() => opened.client.sandbox.close())

  const members = (query: string, extra: Record<string, string> = {}) => opened.client.rpc('get_org_members', { guild_id: opened.org }, { ...opened.headers, ...extra }, query)

  it('can be asked for with a Range header', async () => {
    const answer = await members('?order=email', { range: '10-19', 'range-unit': 'items' })
    expect(answer.body).toHaveLength(10)
    expect(answer.headers.get('content-range')).toBe('10-19/*')
  })

  it('behind the end are refused where a count was asked for, and empty where not', async () => {
    expect(await members('?offset=46', { prefer: 'count=exact' })).toMatchObject({ status: 416, body: { code: 'PGRST103' } })
    const quiet = await members('?offset=46')
    expect(quiet).toMatchObject({ status: 200, body: [] })
    expect(quiet.headers.get('content-range')).toBe('*/*')
  })

  it('are smaller where the server allows fewer rows, whatever limit is asked for', async () => {
    opened.client.sandbox.arrange([{ do: 'set-max-rows', rows: 7 }])
    const answer = await members('?limit=40', { prefer: 'count=exact' })
    opened.client.sandbox.arrange([{ do: 'set-max-rows', rows: 1000 }])
    expect(answer.body).toHaveLength(7)
    expect(answer.headers.get('content-range')).toBe('0-6/45')
  })

  it('hold only the columns asked for, filtered and in order', async () => {
    const answer = await members('?select=email,role&role=eq.org_super_admin&order=email.desc&limit=2')
    expect(answer.body).toEqual([
      { email: 'mei.chen@meridian.example', role: 'org_super_admin' },
      { email: 'jonas.lindqvist@meridian.example', role: 'org_super_admin' }
    ])
  })

  it('know nothing of columns that do not exist', async () => {
    expect(await members('?order=shoe_size')).toMatchObject({ status: 400, body: { code: '42703' } })
    expect(await members('?select=shoe_size')).toMatchObject({ status: 400, body: { code: '42703' } })
    expect(await members('?shoe_size=eq.42')).toMatchObject({ status: 400, body: { code: '42703' } })
  })

  it('of one row answer an object on demand, and refuse to for more', async () => {
    const accept = { ...opened.headers, accept: 'application/vnd.pgrst.object+json' }
    const one = await opened.client.call(`/rest/v1/orgs?select=id,enforcing_2fa&id=eq.${opened.org}`, { headers: accept })
    expect(one.body).toEqual({ id: opened.org, enforcing_2fa: false })
    expect(one.headers.get('content-type')).toContain('application/vnd.pgrst.object+json')
    expect(await opened.client.call('/rest/v1/orgs', { headers: accept })).toMatchObject({ status: 406, body: { code: 'PGRST116', details: 'The result contains 3 rows' } })
  })
})
