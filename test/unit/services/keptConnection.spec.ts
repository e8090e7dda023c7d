import { describe, expect, it } from 'vitest'
import { nothingRemembered, rememberedConnectionSchema, type ConnectionRepository, type Remembered, type RememberedConnection } from '../../../electron/main/services/connection/connectionRepository'
import { createKeptConnection, type Secret } from '../../../electron/main/services/connection/keptConnection'
import { secretIdOf } from '../../../electron/main/services/connection/secretId'
import type { SecretVault, StoredSession } from '../../../electron/main/vault/secretVault'
import { quietLog } from '../../support/quietLog'

const connection = (number: number): RememberedConnection => ({
  id: `00000000-0000-4000-8000-00000000000${String(number)}`,
  demo: false,
  server: { api: 'https://api.example.com', supabase: 'https://sb.example.com', anonKey: 'anonymous' },
  userId: 'person',
  credential: 'apiKey',
  email: null,
  lastOrganizationId: null
})
const [former, next] = [connection(1), connection(2)]
const key = (text: string): Secret => ({ kind: 'apiKey', key: text })
const session: StoredSession = { accessToken: 'a', refreshToken: 'r', expiresAt: 1 }

/** A file and a keychain that outlive a run; `may` is asked before every change and every look. */
function machine(storage: 'keychain' | 'memory' = 'keychain') {
  const keychain = new Map<string, string>()
  const willing: (step: string) => void = () => undefined
  const here = { remembered: nothingRemembered, keychain, may: willing, storage }
  const done = async <T>(step: string, work: () => T): Promise<T> => {
    await Promise.resolve()
    here.may(step)
    return work()
  }
  const repository: ConnectionRepository = {
    read: () => done('read', () => here.remembered),
    write: (remembered: Remembered) => done('write', () => void (here.remembered = remembered))
  }
  const vault: SecretVault = {
    state: () => 'ready',
    storage: () => here.storage,
    onStateChange: () => () => undefined,
    saveApiKey: (id, text) => done('save', () => void keychain.set(id, text)),
    readApiKey: (id) => done('look', () => ({ found: keychain.get(id) ?? null })),
    saveSession: (id) => done('save', () => void keychain.set(id, 'session')),
    readSession: (id) => done('look', () => ({ found: keychain.has(id) ? session : null })),
    savePasswordCheck: () => Promise.resolve(),
    readPasswordCheck: () => Promise.resolve({ found: null }),
    forgetApiKey: () => Promise.resolve(),
    forgetSession: () => Promise.resolve(),
    forgetConnection: (id) => done('forget', () => {
        if (here.storage === 'keychain') keychain.delete(id)
      })
  }
  const start = () => createKeptConnection({ vault, repository, log: quietLog() })
  const known = (): string[] => [...here.remembered.toForget, ...(here.remembered.current ? [secretIdOf(here.remembered.current)] : [])]
  return { here, start, orphans: () => [...keychain.keys()].filter((id) => !known().includes(id)) }
}

async function withFormer() {
  const set = machine()
  await set.start().keep(former, key('former'), null)
  return set
}

const refuse = (step: string): never => {
  throw new Error(`${step} refused`)
}

describe('a connection that takes the place of another', () => {
  it('is found at the next start, and the former one is gone', async () => {
    const { here, start, orphans } = await withFormer()
    expect(await start().keep(next, key('next'), null)).toBe('keychain')
    expect(await start().recall()).toMatchObject({ remembered: { id: next.id }, secret: { key: 'next' } })
    expect([...here.keychain.keys()]).toEqual([secretIdOf(next)])
    expect(here.remembered.toForget).toEqual([])
    expect(orphans()).toEqual([])
  })

  it.each(['write', 'save', 'forget', 'read'])('leaves one of the two, and no secret that nobody knows of, when any %s fails', async (kind) => {
    for (let failing = 1; failing <= 4; failing++) {
      const { here, start, orphans } = await withFormer()
      let seen = 0
      here.may = (step) => {
        if (step === kind && ++seen === failing) refuse(step)
      }
      const run = start()
      const storage = await run.keep(next, key('next'), null)
      here.may = () => undefined
      expect(orphans(), `${kind} ${String(failing)}`).toEqual([])
      expect(await start().recall(), `${kind} ${String(failing)}`).toMatchObject(storage === 'keychain' ? { secret: { key: 'next' } } : { secret: { key: 'former' } })
      // That start has tidied.
      expect(here.remembered.toForget).toEqual([])
      expect(here.keychain.size).toBe(1)
    }
  })

  it('survives the end of the process at every step', async () => {
    let steps = Number.POSITIVE_INFINITY
    for (let end = 0; end < steps; end++) {
      const { here, start, orphans } = await withFormer()
      let taken = 0
      here.may = (step) => {
        if (taken++ >= end) refuse(step)
      }
      await start().keep(next, key('next'), null)
      if (taken <= end) steps = end
      here.may = () => undefined
      expect(orphans(), `after ${String(end)} steps`).toEqual([])
      expect(await start().recall(), `after ${String(end)} steps`).toMatchObject({ secret: { key: expect.stringMatching(/^(former|next)$/u) as string } })
      expect(here.keychain.size).toBe(1)
      expect(here.remembered.toForget).toEqual([])
    }
    expect(steps).toBeGreaterThan(4)
  })

  it('leaves the former one for the next start while the disk is full', async () => {
    const { here, start } = await withFormer()
    here.may = (step) => {
      if (step === 'write') refuse(step)
    }
    const run = start()
    expect(await run.keep(next, key('next'), null)).toBe('memory')
    // What could not be kept does not come into the keychain by being renewed.
    await run.renew(next, session)
    expect([...here.keychain.keys()]).toEqual([secretIdOf(former)])
    expect(await start().recall()).toMatchObject({ secret: { key: 'former' } })
  })
})

describe('forgetting', () => {
  it('leaves no secret behind, whatever fails once', async () => {
    for (const kind of ['write', 'read']) {
      for (let failing = 1; failing <= 2; failing++) {
        const { here, start } = await withFormer()
        let seen = 0
        here.may = (step) => {
          if (step === kind && ++seen === failing) refuse(step)
        }
        await start().forget(former).catch(() => undefined)
        here.may = () => undefined
        expect(here.keychain.size, `${kind} ${String(failing)}`).toBe(0)
        expect(await start().recall()).toBeNull()
      }
    }
  })

  it('is made up for at the first start with the keychain', async () => {
    const { here, start } = await withFormer()
    here.storage = 'memory'
    await start().forget(former)
    expect(here.keychain.size).toBe(1)
    expect(here.remembered).toMatchObject({ current: null, toForget: [secretIdOf(former)] })
    here.storage = 'keychain'
    expect(await start().recall()).toBeNull()
    expect(here.keychain.size).toBe(0)
    expect(here.remembered.toForget).toEqual([])
  })

  it('comes after a renewal that is being kept', async () => {
    const { here, start } = await withFormer()
    const run = start()
    await run.recall()
    await Promise.all([run.renew(former, session), run.forget(former)])
    await run.renew(former, session)
    expect(here.keychain.size).toBe(0)
  })
})

describe('what the file may say', () => {
  it.each(['http://api.example.com', 'https://api.example.com/', 'https://user:pw@api.example.com', 'file:///etc', 'https://api.example.com/path', ''])('is not %j as an address', (address) => {
    expect(rememberedConnectionSchema.safeParse({ ...former, server: { ...former.server, api: address } }).success).toBe(false)
    expect(rememberedConnectionSchema.safeParse({ ...former, server: { ...former.server, supabase: address } }).success).toBe(false)
  })

  it('is an https origin, or plain http on this computer', () => {
    expect(rememberedConnectionSchema.safeParse({ ...former, server: { ...former.server, api: 'http://127.0.0.1:9', supabase: 'http://localhost:9' } }).success).toBe(true)
    expect(rememberedConnectionSchema.safeParse(former).success).toBe(true)
  })

  it('opens no secret once the person in it is another', () => {
    expect(secretIdOf({ ...former, userId: 'somebody else' })).not.toBe(secretIdOf(former))
  })
})
