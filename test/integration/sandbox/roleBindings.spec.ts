import { get } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

interface Listed {
  id: string
  principal_id: string
  principal_type: string
  role_name: string
}

interface RawAnswer {
  headers: Record<string, string | string[] | undefined>
  bytes: Buffer
}

let client: SandboxClient
let headers: Record<string, string>
const starting = async (sandbox: Sandbox) => {
  client = new SandboxClient(sandbox)
  headers = bearer(await client.signInFully(sandbox.demo))
}
afterEach(() => client.sandbox.close())

const path = (id = '') => `/functions/v1/private/role_bindings${id && `/${id}`}`

/** The list as it travels; `fetch` would ask for compression and unpack it unasked. */
function read(acceptEncoding?: string): Promise<RawAnswer> {
  const { supabase, anonKey, demo } = client.sandbox
  return new Promise((resolve, reject) => {
    const asked = { headers: { ...headers, apikey: anonKey, ...(acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding }) } }
    get(supabase + path(demo.organizationId), asked, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
      answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(chunks) }))
    }).on('error', reject)
  })
}

const listIn = async ({ headers: { 'content-encoding': encoding }, bytes }: RawAnswer) =>
  JSON.parse(String(encoding === 'gzip' ? await promisify(gunzip)(bytes) : bytes)) as Listed[]
const encodingOf = async (acceptEncoding?: string) => (await read(acceptEncoding)).headers['content-encoding']
const packed = () => expect.poll(() => encodingOf('gzip'), { timeout: 10_000 }).toBe('gzip')

describe('a large list of role bindings', () => {
  beforeEach(async () => {
    await starting(await startSandbox({ members: 3000 }))
    await packed()
  })

  it('says the same compressed and plain', async () => {
    const [gzip, plain] = [await read('gzip'), await read()]
    expect(gzip.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json', 'content-length': String(gzip.bytes.length) })
    expect(plain.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': String(plain.bytes.length) })
    expect(plain.headers).not.toHaveProperty('content-encoding')
    for (const answer of [gzip, plain]) expect(answer.headers['vary']).toMatch(/\baccept-encoding\b/iu)
    expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 4)
    expect(plain.bytes.equals(await promisify(gunzip)(gzip.bytes))).toBe(true)
  })

  it('is compressed for those who take that, and for nobody else', async () => {
    for (const takes of ['gzip', 'GZip', 'x-gzip', '*', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8, *;q=0.1', 'gzip; q=0.001', 'identity;q=0.5, gzip']) {
      expect([takes, await encodingOf(takes)]).toEqual([takes, 'gzip'])
    }
    for (const refuses of [undefined, '', 'identity', 'br, deflate', 'gzip;q=0', 'gzip;q=0, *', '*;q=0', 'gzip; Q=0.000', 'gzip;q=none', 'identity, gzip;q=0.5']) {
      expect([refuses, await encodingOf(refuses)]).toEqual([refuses, undefined])
    }
  })

  it('shows every change to the next reader, whatever that one takes', async () => {
    const before = await listIn(await read())
    const { demo } = client.sandbox
    client.sandbox.arrange([{ do: 'add-member', org_id: demo.organizationId, email: 'new.hand@meridian.example' }])
    const grown = await listIn(await read('gzip'))
    expect(grown.slice(0, -1)).toEqual(before)
    expect(grown.at(-1)).toMatchObject({ principal_type: 'user', role_name: 'org_member' })

    const [changed, removed] = grown.filter((one) => one.role_name === 'org_member').slice(1000, 1002)
    if (!changed || !removed) throw new Error('the sample has too few members')
    expect((await client.call(path(changed.id), { method: 'PATCH', headers, body: { role_name: 'org_billing_admin' } })).status).toBe(200)
    expect((await client.call(path(removed.id), { method: 'DELETE', headers })).status).toBe(200)
    const after = await listIn(await read('gzip'))
    const roleOf = (list: readonly Listed[], { id }: Listed) => list.find((one) => one.id === id)?.role_name
    expect(roleOf(after, changed)).toBe('org_billing_admin')
    expect(after.filter(({ id }) => id !== changed.id)).toEqual(grown.filter(({ id }) => id !== changed.id && id !== removed.id))
    expect(after.findIndex(({ id }) => id === changed.id)).toBe(grown.findIndex(({ id }) => id === changed.id))

    await packed()
    expect(await listIn(await read('gzip'))).toEqual(after)
    expect(await listIn(await read())).toEqual(after)
  })

  it('stays compressed while another organization changes', async () => {
    const organizations = (await client.rpc('get_orgs_v7', {}, headers)).body as { gid: string }[]
    const other = organizations.find(({ gid }) => gid !== client.sandbox.demo.organizationId)
    const before = await read('gzip')
    client.sandbox.arrange([{ do: 'add-member', org_id: other?.gid, email: 'new.hand@elsewhere.example' }])
    const after = await read('gzip')
    expect(after.headers['content-encoding']).toBe('gzip')
    expect(after.bytes.equals(before.bytes)).toBe(true)
  })

  it('is plain where a fault rewrites it', async () => {
    client.sandbox.arrange([{ do: 'fault', route: `GET ${path()}`, kind: 'wrong-types' }])
    expect((await listIn(await read('gzip'))).every(({ id }) => typeof id === 'number')).toBe(true)
    client.sandbox.arrange([{ do: 'fault', route: `GET ${path()}`, kind: 'wrong-json' }])
    expect(String((await read('gzip')).bytes)).toMatch(/^<html>\[\{"id":/u)
  })
})

describe('a small list of role bindings', () => {
  beforeEach(async () => starting(await startSandbox()))

  it('is never compressed', async () => {
    const { headers: answered } = await read('gzip')
    expect(answered['vary']).toMatch(/\baccept-encoding\b/iu)
    expect(answered).not.toHaveProperty('content-encoding')
    expect(await encodingOf('gzip')).toBeUndefined()
  })

  it('shows a role that is given, and that it is taken back', async () => {
    const member = (await listIn(await read())).find(({ role_name, principal_type }) => principal_type === 'user' && role_name === 'org_member')
    for (const role_name of ['org_billing_admin', 'org_member']) {
      expect((await client.call(path(member?.id), { method: 'PATCH', headers, body: { role_name } })).status).toBe(200)
      expect((await listIn(await read())).find(({ id }) => id === member?.id)?.role_name).toBe(role_name)
    }
  })
})

describe('the list of the largest organization', () => {
  it('is whole when somebody reads and changes it while it is being written', async () => {
    await starting(await startSandbox({ members: 6000 }))
    const first = await listIn(await read())
    client.sandbox.arrange([{ do: 'add-member', org_id: client.sandbox.demo.organizationId, email: 'new.hand@meridian.example' }])
    const second = await listIn(await read('gzip'))
    expect(second.slice(0, -1)).toEqual(first)
    expect(new Set(second.map(({ id }) => id)).size).toBe(second.length)
    await packed()
    expect(await listIn(await read('gzip'))).toEqual(second)
  })
})
