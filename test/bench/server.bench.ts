import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { totp } from '../../electron/main/sandbox/totp'
import { test, type Sandbox } from '../e2e/support/app'
import { demoPerson } from '../e2e/support/signIn'
import { median, p95, record } from './figures'

test('the embedded server with 100,000 members and 10,000 keys', async ({ startSandbox }) => {
  // A busy machine makes the figures worse, and that is all that it may do.
  test.setTimeout(240_000)
  const start = performance.now()
  const sandbox = await startSandbox({ members: 100_000, args: ['--keys', '10000'] })
  const name = (what: string): string => `embedded server, 100,000 members, 10,000 keys: ${what}`
  await record(name('start'), performance.now() - start, 'ms')
  const { organizationId } = demoPerson(sandbox)
  const headers = { apikey: sandbox.anonKey, authorization: `Bearer ${await accessToken(sandbox)}`, 'content-type': 'application/json', prefer: 'count=exact' }
  const rpc = (path: string, body: object): Exchange => ({ url: `${sandbox.supabase}/rest/v1/rpc/${path}`, method: 'POST', headers, body: JSON.stringify(body) })
  const get = (path: string, encoding = 'identity'): Exchange => ({ url: sandbox.supabase + path, headers: { ...headers, 'accept-encoding': encoding } })
  const bindings = `/functions/v1/private/role_bindings/${organizationId}`
  // {run} is the number of the run: each makes somebody else a member.
  const change = (round: string): Exchange => ({
    url: `${sandbox.api}/_sandbox/arrange`, method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ steps: [{ do: 'add-member', org_id: organizationId, email: `bench-${round}-{run}@new.example` }] })
  })
  const reads: [string, Exchange][] = [
    ['organizations', rpc('get_orgs_v7', {})],
    ['members by id, a page in the middle', rpc('get_org_members?order=uid.asc&offset=50000&limit=1000', { guild_id: organizationId })],
    ['members by e-mail', rpc('get_org_members?order=email.asc&limit=1000', { guild_id: organizationId })],
    ['2FA statuses, a page in the middle', rpc('check_org_members_2fa_enabled?order=user_id.asc&offset=50000&limit=1000', { org_id: organizationId })],
    ['password statuses', rpc('check_org_members_password_policy?order=user_id.asc&limit=1000', { org_id: organizationId })],
    ['keys of the organization', rpc('get_org_apikeys?order=id.asc&limit=1000', { p_org_id: organizationId })],
    ['own keys', get('/functions/v1/apikey')],
    ['audit', get(`/functions/v1/organization/audit?orgId=${organizationId}`)],
    ['role bindings of keys', get(`/rest/v1/role_bindings?select=id,principal_id,roles(name)&org_id=eq.${organizationId}&principal_type=eq.apikey&limit=1000`)]
  ]
  const client = loadClient()
  const figures = async (what: string, exchanges: readonly Timed[], encoding = 'identity'): Promise<void> => {
    // A label must not say what was not measured.
    if (!exchanges.every((exchange) => exchange.encoding === encoding)) throw new Error(`${what}: not every answer was ${encoding}`)
    await record(name(`${what}, begins, p95 of ${exchanges.length}`), p95(sorted(exchanges.map(({ begin }) => begin))), 'ms')
    await record(name(`${what}, whole, p95 of ${exchanges.length}`), p95(sorted(exchanges.map(({ whole }) => whole))), 'ms')
  }
  try {
    // Writing the list of all bindings goes on after the start; this read is what it can disturb.
    await figures('organizations, right after the start', await client.ask({ runs: 20, read: rpc('get_orgs_v7', {}) }))
    for (const [what, read] of reads) await figures(what, await client.ask({ runs: 20, read }))
    const [plain, packed] = [get(bindings), get(bindings, 'gzip')]
    const all = 'all role bindings, no pages'
    const [first] = await client.ask({ runs: 1, read: plain })
    await record(name(`${all}: size, plain`), (first?.bytes ?? Number.NaN) / 1024, 'kB')
    await figures(`${all}, plain`, await client.ask({ runs: 20, read: plain }))
    await figures(`${all}, plain, each after a change`, await client.ask({ runs: 20, read: plain, before: change('plain') }))
    await figures(`${all}, gzip accepted, each after a change (answered plain)`, await client.ask({ runs: 20, read: packed, before: change('packed') }))
    const again = performance.now()
    let size: number | undefined
    while (size === undefined) size = (await client.ask({ runs: 1, read: packed })).find(({ encoding }) => encoding === 'gzip')?.bytes
    await record(name(`${all}: until gzip is answered again after the changes, asked without pause`), performance.now() - again, 'ms')
    await record(name(`${all}: size, gzip`), size / 1024, 'kB')
    await figures(`${all}, gzip`, await client.ask({ runs: 20, read: packed }), 'gzip')
    const read = 'fetched and parsed by a program in Node (its own work included)'
    await figures(`${all}, plain, ${read}`, await client.ask({ runs: 5, read: plain, parse: true }))
    await figures(`${all}, gzip, ${read}`, await client.ask({ runs: 5, read: packed, parse: true }), 'gzip')
  } finally {
    client.stop()
  }
})

interface Exchange {
  url: string
  method?: 'POST'
  headers: Record<string, string>
  body?: string
}

interface Timed {
  begin: number
  whole: number
  bytes: number
  encoding: string
}

/** The process that asks and measures; see loadClient.mjs for what it counts. */
function loadClient(): { ask(task: { runs: number; read: Exchange; before?: Exchange; parse?: true }): Promise<readonly Timed[]>; stop(): void } {
  const child = fork(resolve(import.meta.dirname, 'loadClient.mjs'))
  return {
    async ask(task) {
      const answered = once(child, 'message') as Promise<[{ exchanges: Timed[] } | { error: string }]>
      child.send(task)
      const [answer] = await answered
      if ('error' in answer) throw new Error(answer.error)
      return answer.exchanges
    },
    stop: () => void child.kill()
  }
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

/** A session of the demo person at level aal2. */
async function accessToken(sandbox: Sandbox): Promise<string> {
  const { email, password, totpSecret } = demoPerson(sandbox)
  const ask = async (path: string, body: object, token?: string): Promise<{ access_token: string; id: string; user: { factors: { id: string }[] } }> => {
    const headers = { apikey: sandbox.anonKey, 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
    return (await fetch(`${sandbox.supabase}/auth/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<never>
  }
  const first = await ask('token?grant_type=password', { email, password })
  const factor = `factors/${first.user.factors[0]?.id ?? ''}`
  const challenge = await ask(`${factor}/challenge`, {}, first.access_token)
  return (await ask(`${factor}/verify`, { challenge_id: challenge.id, code: totp(totpSecret, Date.now()) }, first.access_token)).access_token
}

test('the built app', async () => {
  const out = resolve(import.meta.dirname, '../../out')
  for (const part of ['main', 'preload', 'renderer']) {
    let bytes = 0
    for (const entry of await readdir(join(out, part), { recursive: true, withFileTypes: true })) if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
    await record(`built ${part}`, bytes / 1024, 'kB')
  }
})

test('reading an organization', async ({ launch, startSandbox }) => {
  for (const members of [42, 1000, 10_000, 100_000]) {
    const sandbox = await startSandbox({ members })
    const { page, close } = await launch()
    const { apiKey, organizationId } = demoPerson(sandbox)
    // Through the bridge, as the page does, without the page's own work.
    const times = await page.evaluate(
      async ([key, server, organization]) => {
        const bridge = (globalThis as unknown as { gatehouse: Record<string, Record<string, (input: object) => Promise<{ ok: boolean }>>> }).gatehouse
        await bridge['connection']?.['signInWithApiKey']?.({ apiKey: key, server })
        const all: number[] = []
        for (let run = 0; run < 5; run++) {
          const start = performance.now()
          await bridge['organizationSecurity']?.['read']?.({ organizationId: organization })
          all.push(performance.now() - start)
        }
        return all.sort((a, b) => a - b)
      },
      [apiKey, sandbox.api, organizationId] as const
    )
    await record(`security of ${members.toLocaleString('en')} members, page to page, median of 5`, median(times), 'ms')
    await close()
    await sandbox.stop()
  }
})
