import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeySecrets, SecretInClipboard } from '#shared/domain/heldSecret'
import type { OwnKeyNow } from '#shared/rules/lostAttempt'
import { AppError, asAppError } from '#shared/errors/appError'
import type { ActiveConnection } from '../../electron/main/services/connection/connectionService'
import type { AttemptAbout } from '../../electron/main/services/keySecrets/keyEscrow'
import { createKeySecrets, type KeySecretsDeps } from '../../electron/main/services/keySecrets/keySecrets'
import { createSecretRecords } from '../../electron/main/services/keySecrets/secretRecords'
import { createKeytarVault } from '../../electron/main/vault/keytarVault'
import type { Keychain } from '../../electron/main/vault/keychain'
import { FakeKeychain } from './fakeKeychain'
import { quietLog } from './quietLog'

export const organization = { id: '0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d', name: 'Example Ltd' }

/** A person at a server; nothing is asked of it. */
export function personAt(server: string, userId: string, more: { demo?: boolean; connectionId?: string } = {}): ActiveConnection {
  return {
    connection: {
      id: more.connectionId ?? '11111111-1111-4111-8111-111111111111',
      name: 'Test',
      demo: more.demo ?? false,
      server,
      userId,
      credential: { kind: 'session', storage: 'keychain', email: 'somebody@example.com', level: 'aal2' },
      has: { apiKey: false, session: true },
      lastOrganizationId: null
    },
    requester: { send: () => Promise.reject(new Error('nothing is asked here')) },
    signal: new AbortController().signal
  }
}

/** The code that a task fails with. */
export const fails = async (task: Promise<unknown>): Promise<string> =>
  task.then(
    () => 'did not fail',
    (thrown: unknown) => asAppError(thrown).code
  )

/** A clipboard that other programs write to as well. */
export class FakeClipboard {
  text = ''
  written = 0
  write(secret: string): Promise<{ keptOutOfHistory: boolean }> {
    this.text = secret
    this.written++
    return Promise.resolve({ keptOutOfHistory: true })
  }
  read(): Promise<string> {
    return Promise.resolve(this.text)
  }
  clear(): Promise<void> {
    this.text = ''
    return Promise.resolve()
  }
}

export interface Computer {
  folder: string
  keychain: FakeKeychain
  /** Which files below the user data hold the text. */
  filesWith(text: string): Promise<string[]>
  remove(): Promise<void>
}

/** User data and a keychain that outlive a run. */
export async function createComputer(): Promise<Computer> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-secrets-'))
  await mkdir(join(folder, 'key-secrets'))
  return {
    folder,
    keychain: new FakeKeychain(),
    async filesWith(text) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')))
      return files.filter((_, index) => contents[index]?.includes(text))
    },
    remove: () => rm(folder, { recursive: true, force: true })
  }
}

export const vaultOf = (keychain: Keychain) => createKeytarVault({ keychain, surroundings: { platform: 'linux', sessionBusPresent: true }, log: quietLog() })

/** The service of one run of the program on that computer. */
export function startRun(computer: Pick<Computer, 'folder' | 'keychain'>, more: Partial<KeySecretsDeps> = {}) {
  const here = {
    person: personAt('api.example.com', 'anna') as ActiveConnection | null,
    locked: false,
    present: true,
    protected: false,
    ownKeys: [] as OwnKeyNow[],
    lists: [] as KeySecrets[],
    /** What the window was told of what was copied. */
    fromClipboard: [] as SecretInClipboard[],
    clipboard: new FakeClipboard(),
    uptime: 0,
    files: new Map<string, string>()
  }
  const service = createKeySecrets({
    vault: vaultOf(computer.keychain),
    records: createSecretRecords((name) => join(computer.folder, 'key-secrets', name ?? ''), quietLog()),
    active() {
      if (here.locked) throw new AppError({ code: 'locked', message: 'locked', retryable: false })
      if (!here.person) throw new AppError({ code: 'unauthorized', message: 'nobody', retryable: false })
      return here.person
    },
    insist: () => (here.present ? Promise.resolve() : Promise.reject(new AppError({ code: 'presenceNeeded', message: 'who?', retryable: true }))),
    listOwnKeys: () => Promise.resolve({ keys: here.ownKeys, clockSkewMs: 0 }),
    clipboard: here.clipboard,
    clipboardKeepsMs: () => 30_000,
    protect: (on) => void (here.protected = on),
    hiddenFromCapture: true,
    save: () => Promise.resolve(null),
    fileText: () => ({ title: 'Keys', note: 'Note', key: 'Key:', organization: 'Organization:', fingerprint: 'Fingerprint:', secret: 'Secret:' }),
    onChange: (list) => here.lists.push(list),
    onClipboard: (what) => here.fromClipboard.push(what),
    now: () => Date.now(),
    uptime: () => here.uptime,
    log: quietLog(),
    ...more
  })
  const about = (more: Partial<AttemptAbout> = {}): AttemptAbout => ({
    active: here.person ?? personAt('nobody', 'nobody'),
    cause: 'create',
    organization,
    keyName: 'deploy',
    secure: true,
    batchId: null,
    before: { cause: 'create', keyIds: [] },
    ...more
  })
  /** As a change does it, with what the server answered. */
  const obtain = async (secret: string, keyId: number, more: Partial<AttemptAbout> = {}): Promise<string> => {
    const attempt = await service.escrow.prepare(about(more))
    await attempt.keep(secret, keyId)
    return attempt.id
  }
  /** A list that is asked for now, or was at that moment of `uptime`. */
  const reading = (begunAt = here.uptime) => ({ begunAt, clockSkewMs: 0 })
  return { ...service, here, about, obtain, reading }
}
