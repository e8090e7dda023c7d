import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'
import type { ConnectionState } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { createRequester } from '../../../electron/main/capgo/requester'
import { createJournal } from '../../../electron/main/journal/journal'
import { createApiKeyService } from '../../../electron/main/services/apiKeys/apiKeys'
import type { ActiveConnection } from '../../../electron/main/services/connection/connectionService'
import { createKeySecrets } from '../../../electron/main/services/keySecrets/keySecrets'
import { createSecretRecords } from '../../../electron/main/services/keySecrets/secretRecords'
import { createLineFile } from '../../../electron/main/storage/lineFile'
import { createTextFile } from '../../../electron/main/storage/textFile'
import type { Keychain } from '../../../electron/main/vault/keychain'
import { createKeytarVault } from '../../../electron/main/vault/keytarVault'

// A process that makes a key and regenerates it as main does, for the test to kill. At every step it says where it is and
// waits; its keychain is in the test's process, as the real one is in another.

export interface Start {
  folder: string
  server: { api: string; supabase: string; anonKey: string }
  accessToken: string
  connection: ActiveConnection['connection']
  organizationId: string
  keyName: string
}

/** `at`: where it stands; `keychain`: what is asked of it. Each is answered by its number. */
export type Said = { number: number } & ({ at: string } | { keychain: 'get' | 'set' | 'delete'; account: string; value: string })
export interface Heard {
  number: number
  value: string | boolean | null
}

const waiting = new Map<number, (value: Heard['value']) => void>()
let said = 0
function ask(what: { at: string } | { keychain: 'get' | 'set' | 'delete'; account: string; value: string }): Promise<Heard['value']> {
  const number = said++
  return new Promise((resolve) => {
    waiting.set(number, resolve)
    process.send?.({ number, ...what })
  })
}
async function at(step: string): Promise<void> {
  await ask({ at: step })
}
const around = async <T>(step: string, task: () => Promise<T>): Promise<T> => {
  await at(`before ${step}`)
  const done = await task()
  await at(`after ${step}`)
  return done
}

const keychain: Keychain = {
  getPassword: async (_service, account) => (await ask({ keychain: 'get', account, value: '' })) as string | null,
  async setPassword(_service, account, value) {
    await ask({ keychain: 'set', account, value })
  },
  deletePassword: async (_service, account) => (await ask({ keychain: 'delete', account, value: '' })) === true
}

async function run({ folder, server, accessToken, connection, organizationId, keyName }: Start): Promise<void> {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  let locked = false
  const requester = createRequester({
    http: createHttpClient({ log, userAgent: 'Gatehouse/test', now: Date.now }),
    server,
    credentials: { current: () => Promise.resolve({ kind: 'session', accessToken }), rejected: () => false }
  })
  const active: ActiveConnection = {
    connection,
    requester: { send: (request) => (request.method === 'GET' ? requester.send(request) : around(`${request.method} ${request.path}`, () => requester.send(request))) },
    signal: new AbortController().signal
  }
  const files = createSecretRecords((name) => join(folder, 'key-secrets', name ?? ''), log)
  const secrets = createKeySecrets({
    vault: createKeytarVault({ keychain, surroundings: { platform: 'linux', sessionBusPresent: true }, log }),
    records: { ...files, write: (record) => around(`record ${record.stage}`, () => files.write(record)), remove: (id) => around('record gone', () => files.remove(id)) },
    active() {
      if (locked) throw new AppError({ code: 'locked', message: 'locked', retryable: false })
      return active
    },
    insist: () => Promise.resolve(),
    listOwnKeys: () => Promise.resolve({ keys: [], clockSkewMs: null }),
    clipboard: { write: () => Promise.resolve({ keptOutOfHistory: false }), read: () => Promise.resolve(''), clear: () => Promise.resolve() },
    clipboardKeepsMs: () => 30_000,
    protect: () => undefined,
    hiddenFromCapture: false,
    save: () => Promise.resolve(null),
    fileText: () => ({ title: '', note: '', key: '', organization: '', fingerprint: '', secret: '' }),
    onChange: () => undefined,
    onClipboard: () => undefined,
    now: Date.now,
    uptime: () => performance.now(),
    log
  })
  const journal = createJournal({
    file: createLineFile({ path: join(folder, 'journal.jsonl') }),
    checkpoint: createTextFile(join(folder, 'journal.checkpoint.json')),
    keys: { storage: () => Promise.resolve('memory'), read: () => Promise.resolve({ found: null }), save: () => Promise.resolve() },
    log,
    now: Date.now
  })
  const keys = createApiKeyService({ active: () => Promise.resolve(active), now: Date.now, uptime: () => performance.now(), log, journal, escrow: secrets.escrow })
  const release = async (id: string): Promise<void> => {
    await secrets.reveal(id)
    await at(`releasing ${id}`)
    await secrets.release([id], true)
    await at('released')
  }

  const created = await keys.create({ organizationId, wish: { name: keyName, secure: false, expiresAt: null, organizationRole: 'org_member', apps: [], mayCreateOrganizations: false } })
  if (created.outcome !== 'held') throw new Error('the answer was lost')
  await at('created')
  const rotated = await keys.regenerate({ organizationId, keyId: created.keyId, name: keyName })
  if (rotated.outcome !== 'held') throw new Error('the answer was lost')
  const snapshot = await ask({ at: 'rotated' })
  if (typeof snapshot === 'string') {
    await secrets.reveal(created.secretId)
    await secrets.copy(rotated.secretId)
    locked = true
    secrets.follow({ status: 'locked' } as ConnectionState)
    for (let path: Heard['value'] = snapshot; typeof path === 'string'; ) {
      for (let round = 0; round < 5; round++) {
        ;(globalThis as unknown as { gc(): void }).gc()
        await new Promise((resolve) => setImmediate(resolve))
      }
      writeHeapSnapshot(path)
      path = await ask({ at: 'snapshot' })
    }
    return
  }
  await release(created.secretId)
  await release(rotated.secretId)
  await at('end')
}

process.on('message', (message: Start | Heard) => {
  if ('number' in message) {
    waiting.get(message.number)?.(message.value)
    // Who has been answered holds the answer, which may be a secret.
    waiting.delete(message.number)
  } else run(message).catch((error: unknown) => process.send?.({ number: -1, at: `failed: ${String(error)}` }))
})
process.send?.({ number: -1, at: 'ready' })
