import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test } from '../e2e/support/app'
import { demoPerson } from '../e2e/support/signIn'
import { median, p95, record, timed } from './figures'

test('the embedded server with 100,000 members', async ({ startSandbox }) => {
  const start = performance.now()
  const sandbox = await startSandbox({ members: 100_000 })
  await record('embedded server, 100,000 members: start', performance.now() - start, 'ms')
  const { organizationId, apiKey } = demoPerson(sandbox)
  const headers = { apikey: sandbox.anonKey, capgkey: apiKey, 'content-type': 'application/json', prefer: 'count=exact' }
  const reads: [string, string, object][] = [
    ['members, a page in the middle', 'get_org_members?order=uid.asc&offset=50000&limit=1000', { guild_id: organizationId }],
    ['2FA statuses, a page in the middle', 'check_org_members_2fa_enabled?order=user_id.asc&offset=50000&limit=1000', { org_id: organizationId }],
    ['organizations', 'get_orgs_v7', {}]
  ]
  for (const [name, path, body] of reads) {
    const times = await timed(20, async () => (await fetch(`${sandbox.supabase}/rest/v1/rpc/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).text())
    await record(`embedded server, 100,000 members: ${name}, p95 of 20`, p95(times), 'ms')
  }
})

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
