import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildKeySecretsProcess } from '../../support/keySecretsProcess/build'
import type { Heard, Said, Start } from '../../support/keySecretsProcess/child'
import { createComputer } from '../../support/keySecretsSetUp'
import { signedInToSandbox } from '../../support/signedInToSandbox'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-secret-heap-'))
  await buildKeySecretsProcess(folder)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

it('once it is locked the memory of main holds no secret that was made, shown or copied', async () => {
  const { sandbox, credentials, server, active } = await signedInToSandbox()
  const computer = await createComputer()
  const child = fork(join(folder, 'child.mjs'), { stdio: 'ignore', execArgv: ['--expose-gc'] })
  const over = once(child, 'exit')
  try {
    const credential = await credentials.current()
    const { api, supabase, anonKey } = server
    const start: Start = { folder: computer.folder, server: { api, supabase, anonKey }, accessToken: credential.kind === 'session' ? credential.accessToken : '', connection: active.connection, organizationId: sandbox.demo.organizationId, keyName: 'in memory' }
    const secrets = new Set<string>()
    const seen: string[][] = []
    const answer = async (said: Said): Promise<Start | Heard | null> => {
      const { number } = said
      if ('keychain' in said) {
        const { keychain } = computer
        const secret = /"secret":"([^"]+)"/u.exec(said.value)?.[1]
        if (secret !== undefined) secrets.add(secret)
        if (said.keychain === 'set') await keychain.setPassword('Gatehouse', said.account, said.value)
        const value = said.keychain === 'get' ? await keychain.getPassword('Gatehouse', said.account) : said.keychain === 'delete' && (await keychain.deletePassword('Gatehouse', said.account))
        return { number, value }
      }
      if (said.at === 'ready') return start
      const path = join(folder, `${String(seen.length)}.heapsnapshot`)
      if (said.at === 'rotated') return { number, value: path }
      if (said.at !== 'snapshot') return { number, value: null }
      const heap = await readFile(path, 'utf8')
      await rm(path)
      // What the search has to find: the token is in use until the end.
      expect(heap.includes(start.accessToken)).toBe(true)
      seen.push([...secrets].filter((secret) => heap.includes(secret)))
      // An answer of the server is let go of a moment after it was read.
      return seen.at(-1)?.length === 0 || seen.length > 20 ? null : { number, value: join(folder, `${String(seen.length)}.heapsnapshot`) }
    }
    child.on('message', (said: Said) => {
      void answer(said).then(
        (heard) => (heard ? child.send(heard) : child.kill('SIGKILL')),
        () => child.kill('SIGKILL')
      )
    })
    await over
    expect(secrets.size).toBe(2)
    expect(seen.at(-1)).toEqual([])
  } finally {
    child.kill('SIGKILL')
    await sandbox.close()
    await computer.remove()
  }
}, 120_000)
