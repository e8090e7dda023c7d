import { describe, expect, it } from 'vitest'
import { connectionRecordSchema, nothingRemembered, rememberedSchema, sameSecret, secretOf, secretsOf, type ConnectionRecord, type Remembered, type SecretRef } from '../../../electron/main/services/connection/connectionRecord'
import type { ConnectionRepository } from '../../../electron/main/services/connection/connectionRepository'
import { createKeptConnections } from '../../../electron/main/services/connection/keptConnections'
import type { Secret } from '../../../electron/main/services/connection/openedCredential'
import { secretIdOf } from '../../../electron/main/services/connection/secretId'
import type { SecretVault, StoredSession } from '../../../electron/main/vault/secretVault'
import { quietLog } from '../../support/quietLog'

const connection = (number: number, userId: string): ConnectionRecord => ({
  id: `00000000-0000-4000-8000-00000000000${String(number)}`,
  name: 'Example',
  server: { api: 'https://api.example.com', supabase: 'https://sb.example.com', anonKey: 'anonymous' },
  address: { by: 'discovery', typed: 'https://api.example.com' },
  apiKey: { userId, fingerprint: '0123456789ab' },
  session: null,
  uses: 'apiKey',
  lastPerson: { userId, email: null },
  lastOrganizationId: null
})
/** Two people's keys for one connection. */
const [former, next] = [connection(1, 'former'), connection(1, 'next')]
const beside = connection(2, 'former')
const key = (text: string): Secret => ({ kind: 'apiKey', key: text })
const refOf = (record: ConnectionRecord): SecretRef => secretOf(record, record.uses ?? 'apiKey') ?? { id: 'none', kind: 'apiKey' }
const nameOf = ({ id, kind }: SecretRef): string => `${kind}/${id}`
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
  const remove = (name: string) =>
    done('forget', () => {
      if (here.storage === 'keychain') keychain.delete(name)
    })
  const vault: SecretVault = {
    state: () => 'ready',
    storage: () => here.storage,
    onStateChange: () => () => undefined,
    saveApiKey: (id, text) => done('save', () => void keychain.set(nameOf({ id, kind: 'apiKey' }), text)),
    readApiKey: (id) => done('look', () => ({ found: keychain.get(nameOf({ id, kind: 'apiKey' })) ?? null })),
    saveSession: (id, { refreshToken }) => done('save', () => void keychain.set(nameOf({ id, kind: 'session' }), refreshToken)),
    readSession: (id) => done('look', () => {
        const refreshToken = keychain.get(nameOf({ id, kind: 'session' }))
        return { found: refreshToken === undefined ? null : { ...session, refreshToken } }
      }),
    savePasswordCheck: () => Promise.resolve(),
    forgetPasswordCheck: () => Promise.resolve(),
    readPasswordCheck: () => Promise.resolve({ found: null }),
    saveJournalKey: () => Promise.reject(new Error('no journal here')),
    readJournalKey: () => Promise.reject(new Error('no journal here')),
    saveSnapshotKey: () => Promise.reject(new Error('no snapshots here')),
    readSnapshotKey: () => Promise.reject(new Error('no snapshots here')),
    proveKeySecret: () => Promise.reject(new Error('no keys here')),
    saveKeySecret: () => Promise.reject(new Error('no keys here')),
    readKeySecret: () => Promise.reject(new Error('no keys here')),
    forgetKeySecret: () => Promise.reject(new Error('no keys here')),
    saveSigningKey: () => Promise.reject(new Error('nothing is signed here')),
    readSigningKey: () => Promise.reject(new Error('nothing is signed here')),
    forgetApiKey: (id) => remove(nameOf({ id, kind: 'apiKey' })),
    forgetSession: (id) => remove(nameOf({ id, kind: 'session' })),
    forgetConnection: () => Promise.reject(new Error('a credential is forgotten by itself'))
  }
  const start = () => {
    const kept = createKeptConnections({ vault, repository, log: quietLog() })
    /** As at the start of the program. */
    const recall = async () => {
      await kept.tidy()
      const record = await kept.current()
      return record?.uses ? kept.recall(record, record.uses) : null
    }
    return { ...kept, recallCurrent: recall }
  }
  const known = (): string[] => [...here.remembered.toForget, ...here.remembered.connections.flatMap(secretsOf)].map(nameOf)
  const orphans = () => [...keychain.keys()].filter((name) => !known().includes(name))
  return { here, start, orphans }
}

async function withFormer() {
  const set = machine()
  await set.start().keep(former, key('former'))
  return set
}

const refuse = (step: string): never => {
  throw new Error(`${step} refused`)
}

describe('another person’s credential in the place of the former', () => {
  it('is found at the next start, and the former one is gone', async () => {
    const { here, start, orphans } = await withFormer()
    expect(await start().keep(next, key('next'))).toBe('keychain')
    expect(await start().recallCurrent()).toMatchObject({ record: { id: next.id }, secret: { key: 'next' } })
    expect([...here.keychain.keys()]).toEqual([nameOf(refOf(next))])
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
      const storage = await run.keep(next, key('next'))
      here.may = () => undefined
      expect(orphans(), `${kind} ${String(failing)}`).toEqual([])
      expect(await start().recallCurrent(), `${kind} ${String(failing)}`).toMatchObject(storage === 'keychain' ? { secret: { key: 'next' } } : { secret: { key: 'former' } })
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
      await start().keep(next, key('next'))
      if (taken <= end) steps = end
      here.may = () => undefined
      expect(orphans(), `after ${String(end)} steps`).toEqual([])
      expect(await start().recallCurrent(), `after ${String(end)} steps`).toMatchObject({ secret: { key: expect.stringMatching(/^(former|next)$/u) as string } })
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
    expect(await run.keep(next, key('next'))).toBe('memory')
    // What could not be kept does not come into the keychain by being renewed.
    await run.renew({ ...next, session: { userId: 'next', email: '' } }, session)
    expect([...here.keychain.keys()]).toEqual([nameOf(refOf(former))])
    expect(await start().recallCurrent()).toMatchObject({ secret: { key: 'former' } })
  })
})

describe('the same person’s credential', () => {
  it('takes the place of the former one in the vault, and is not removed as the former one', async () => {
    const { here, start } = await withFormer()
    expect(await start().keep(former, key('newer'))).toBe('keychain')
    expect(here.remembered.toForget).toEqual([])
    expect(await start().recallCurrent()).toMatchObject({ secret: { key: 'newer' } })
  })

  it.each(['write', 'save', 'forget', 'read'])('is one of the two, and never none, when any %s fails', async (kind) => {
    for (let failing = 1; failing <= 3; failing++) {
      const { here, start, orphans } = await withFormer()
      let seen = 0
      here.may = (step) => {
        if (step === kind && ++seen === failing) refuse(step)
      }
      await start().keep(former, key('newer'))
      here.may = () => undefined
      expect(orphans(), `${kind} ${String(failing)}`).toEqual([])
      expect(await start().recallCurrent(), `${kind} ${String(failing)}`).toMatchObject({ secret: { key: expect.stringMatching(/^(former|newer)$/u) as string } })
    }
  })

  it('is kept although the one before it still waits to be removed', async () => {
    const { here, start } = await withFormer()
    here.may = (step) => {
      if (step === 'forget') refuse(step)
    }
    await start().forgetCredential(former, 'apiKey')
    expect(here.remembered.toForget).toEqual([refOf(former)])
    here.may = () => undefined
    await start().keep(former, key('again'))
    expect(here.remembered.toForget).toEqual([])
    expect(await start().recallCurrent()).toMatchObject({ secret: { key: 'again' } })
  })
})

describe('a connection beside another', () => {
  it('leaves the other as it is, secret included', async () => {
    const { here, start } = await withFormer()
    await start().keep(beside, key('beside'))
    expect(here.keychain.size).toBe(2)
    expect(await start().list()).toEqual([former, beside])
    expect(await start().recallCurrent()).toMatchObject({ secret: { key: 'beside' } })
    expect(await start().recall(former, 'apiKey')).toMatchObject({ secret: { key: 'former' } })
  })

  it.each(['write', 'save', 'forget', 'read'])('leaves no secret that nobody knows of, and the other one, when any %s fails', async (kind) => {
    for (let failing = 1; failing <= 4; failing++) {
      const { here, start, orphans } = await withFormer()
      let seen = 0
      here.may = (step) => {
        if (step === kind && ++seen === failing) refuse(step)
      }
      const run = start()
      const storage = await run.keep(beside, key('beside'))
      // In this run it works in any case.
      here.may = () => undefined
      expect(await run.recall(beside, 'apiKey'), `${kind} ${String(failing)}`).toMatchObject({ storage, secret: { key: 'beside' } })
      expect(await run.list()).toEqual([former, beside])
      expect(orphans(), `${kind} ${String(failing)}`).toEqual([])
      expect(await start().recall(former, 'apiKey')).toMatchObject({ secret: { key: 'former' } })
    }
  })

  it('is removed alone, with everything that is kept of it', async () => {
    const { here, start } = await withFormer()
    const run = start()
    await run.keep({ ...beside, lastPerson: { userId: 'former', email: 'her@example.com' }, address: { by: 'discovery', typed: 'https://elsewhere.example.com' } }, key('beside'))
    here.remembered = { ...here.remembered, lastEmail: 'her@example.com' }
    await run.remove((await run.list())[1] ?? beside)
    expect(here.remembered).toEqual({ ...nothingRemembered, connections: [former] })
    expect([...here.keychain.keys()]).toEqual([nameOf(refOf(former))])
  })
})

describe('two credentials of one connection', () => {
  const email = { userId: 'former', email: 'her@example.com' }
  const both: ConnectionRecord = { ...former, session: email, uses: 'session' }
  const secret: Secret = { kind: 'session', session }

  it('are kept and forgotten each by itself, also where one person has both', async () => {
    const { here, start } = await withFormer()
    await start().keep(both, secret)
    expect(here.keychain.size).toBe(2)
    await start().forgetCredential(both, 'session')
    expect([...here.keychain.keys()]).toEqual([nameOf(refOf(former))])
    expect(here.remembered).toMatchObject({ connections: [{ session: null, uses: 'apiKey' }], currentId: null, toForget: [] })
  })

  it('may be kept by half: what the keychain refused is in this run only, and the file does not promise it', async () => {
    const { here, start } = await withFormer()
    here.may = (step) => {
      if (step === 'save') refuse(step)
    }
    const run = start()
    expect(await run.keep(both, secret)).toBe('memory')
    here.may = () => undefined
    expect(await run.list()).toEqual([both])
    expect(await run.recall(both, 'session')).toMatchObject({ storage: 'memory' })
    expect(await run.recall(both, 'apiKey')).toMatchObject({ storage: 'keychain' })
    // A new key is kept, the session still is not.
    await run.keep({ ...both, uses: 'apiKey' }, key('newer'))
    expect(here.remembered.connections).toEqual([former])
    await run.dropFromMemory()
    expect(await run.recall(both, 'session')).toBeNull()
    expect(await run.list()).toEqual([former])
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
        await start().forgetCredential(former, 'apiKey').catch(() => undefined)
        here.may = () => undefined
        expect(here.keychain.size, `${kind} ${String(failing)}`).toBe(0)
        expect(await start().recallCurrent()).toBeNull()
      }
    }
  })

  it('is made up for at the first start with the keychain', async () => {
    const { here, start } = await withFormer()
    here.storage = 'memory'
    await start().forgetCredential(former, 'apiKey')
    expect(here.keychain.size).toBe(1)
    expect(here.remembered).toMatchObject({ currentId: null, connections: [{ apiKey: null, uses: null }], toForget: [refOf(former)] })
    here.storage = 'keychain'
    expect(await start().recallCurrent()).toBeNull()
    expect(here.keychain.size).toBe(0)
    expect(here.remembered.toForget).toEqual([])
  })

  it('comes after a renewal that is being kept', async () => {
    const person = { userId: 'former', email: '' }
    const signedIn: ConnectionRecord = { ...former, apiKey: null, session: person, uses: 'session' }
    const { here, start } = machine()
    const run = start()
    await run.keep(signedIn, { kind: 'session', session })
    await Promise.all([run.renew(signedIn, { ...session, refreshToken: 'renewed' }), run.forgetCredential(signedIn, 'session')])
    await run.renew(signedIn, session)
    expect(here.keychain.size).toBe(0)
  })
})

describe('what the file may say', () => {
  it.each(['http://api.example.com', 'https://api.example.com/', 'https://user:pw@api.example.com', 'file:///etc', 'https://api.example.com/path', ''])('is not %j as an address', (address) => {
    expect(connectionRecordSchema.safeParse({ ...former, server: { ...former.server, api: address } }).success).toBe(false)
    expect(connectionRecordSchema.safeParse({ ...former, server: { ...former.server, supabase: address } }).success).toBe(false)
  })

  it('is an https origin, or plain http on this computer', () => {
    expect(connectionRecordSchema.safeParse({ ...former, server: { ...former.server, api: 'http://127.0.0.1:9', supabase: 'http://localhost:9' } }).success).toBe(true)
    expect(connectionRecordSchema.safeParse(former).success).toBe(true)
  })

  it('opens no secret once the person, the server or the connection in it is another', () => {
    const stolen = [
      { ...former, apiKey: { userId: 'somebody else', fingerprint: '0123456789ab' } },
      { ...former, server: { ...former.server, api: 'https://thief.example.com' } },
      { ...former, server: { ...former.server, supabase: 'https://thief.example.com' } },
      { ...former, id: beside.id }
    ]
    for (const record of stolen) expect(sameSecret(refOf(record), refOf(former))).toBe(false)
    expect(refOf(former).id).toBe(secretIdOf({ id: former.id, server: former.server, userId: 'former' }))
  })

  it('is nothing that contradicts itself', () => {
    const file = (changes: Partial<Remembered>) => rememberedSchema.safeParse({ ...nothingRemembered, connections: [former], ...changes }).success
    expect(file({})).toBe(true)
    expect(file({ connections: [former, next] })).toBe(false)
    expect(file({ connections: [{ ...former, uses: 'session' }] })).toBe(false)
    expect(file({ connections: [{ ...former, uses: null }] })).toBe(false)
    expect(file({ connections: [{ ...former, apiKey: null, uses: null }] })).toBe(true)
  })
})
