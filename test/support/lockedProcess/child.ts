import { readFileSync, writeFileSync } from 'node:fs'
import { writeHeapSnapshot } from 'node:v8'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { nothingRemembered, type Remembered } from '../../../electron/main/services/connection/connectionRecord'
import { createConnectionService, type ConnectionService } from '../../../electron/main/services/connection/connectionService'
import { createDemoOrganization } from '../../../electron/main/services/connection/demoOrganization'
import { createLock, type Lock } from '../../../electron/main/services/lock/createLock'
import { createLockRecords } from '../../../electron/main/services/lock/lockRecord'
import type { Keychain } from '../../../electron/main/vault/keychain'
import { createKeytarVault } from '../../../electron/main/vault/keytarVault'

// A process of its own that signs in and locks, with nothing in it but what main has for that: whatever secret is still in
// its heap afterwards, Gatehouse has kept. Its keychain is a file, as the real one is another process.

export type Task = { do: 'signIn'; server: string; email: string; password: string } | { do: 'code'; code: string } | { do: 'apiKey'; server: string; apiKey: string } | { do: 'lock' } | { do: 'snapshot'; path: string }

const [keychainPath = ''] = process.argv.slice(2)
const items = (): Record<string, string> => {
  try {
    return JSON.parse(readFileSync(keychainPath, 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
const keychain: Keychain = {
  getPassword: (service, account) => Promise.resolve(items()[`${service} ${account}`] ?? null),
  setPassword(service, account, password) {
    writeFileSync(keychainPath, JSON.stringify({ ...items(), [`${service} ${account}`]: password }))
    return Promise.resolve()
  },
  deletePassword(service, account) {
    const others = Object.entries(items()).filter(([name]) => name !== `${service} ${account}`)
    writeFileSync(keychainPath, JSON.stringify(Object.fromEntries(others)))
    return Promise.resolve(true)
  }
}
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const vault = createKeytarVault({ keychain, surroundings: { platform: 'linux', hasBus: true } as never, log })
let remembered = nothingRemembered
const lock: Lock = createLock({
  vault,
  records: createLockRecords({ path: null, log }),
  system: { available: () => false, ask: () => Promise.reject(new Error('none')) },
  activity: { idleSeconds: () => 0, screenLocked: () => false },
  idleMinutes: () => 5,
  connections: () => service,
  now: Date.now,
  log
})
const service: ConnectionService = createConnectionService({
  http: createHttpClient({ log, userAgent: 'Gatehouse/test', now: Date.now }),
  vault,
  repository: {
    read: () => Promise.resolve(remembered),
    write(next: Remembered) {
      remembered = next
      return Promise.resolve()
    }
  },
  demo: createDemoOrganization(() => Promise.reject(new Error('no demo here'))),
  log,
  now: Date.now,
  uptime: () => performance.now(),
  proofOf: lock.proofOfOpen,
  passwords: lock.passwords,
  locks: lock,
  onSignedIn: lock.signedIn,
  onChange: (state) => lock.follow(state),
  onConnectionsChange: () => undefined
})
let attemptId = ''

async function carryOut(task: Task): Promise<string> {
  switch (task.do) {
    case 'signIn': {
      const step = await service.signInWithPassword({ email: task.email, password: task.password, server: task.server, connectionId: null })
      if (step.step === 'codeNeeded') attemptId = step.attemptId
      return step.step
    }
    case 'code':
      return (await service.verifyCode({ attemptId, code: task.code })).step
    case 'apiKey':
      return (await service.signInWithApiKey({ apiKey: task.apiKey, server: task.server, connectionId: null })).step
    case 'lock':
      return (await lock.lock('person')).status
    case 'snapshot':
      for (let round = 0; round < 5; round++) {
        ;(globalThis as unknown as { gc(): void }).gc()
        await new Promise((resolve) => setImmediate(resolve))
      }
      return writeHeapSnapshot(task.path)
  }
}

process.on('message', (task: Task) => {
  void carryOut(task).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) })
  )
})
