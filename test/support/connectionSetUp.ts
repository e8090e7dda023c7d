import type { ConnectionOutline, ConnectionState, CredentialKind } from '#shared/domain/connection'
import { createHttpClient } from '../../electron/main/capgo/httpClient'
import { startSandbox, totp, type SandboxOptions } from '../../electron/main/sandbox'
import { nothingRemembered, secretOf, type Remembered } from '../../electron/main/services/connection/connectionRecord'
import type { ConnectionRepository } from '../../electron/main/services/connection/connectionRepository'
import { createConnectionService, type ConnectionServiceDeps } from '../../electron/main/services/connection/connectionService'
import { createDemoOrganization } from '../../electron/main/services/connection/demoOrganization'
import { createMemoryVault } from '../../electron/main/vault/memoryVault'
import type { SecretVault } from '../../electron/main/vault/secretVault'
import { quietLog } from './quietLog'

/** A vault that outlives the service, as the keychain outlives a run. */
export function keychainLike(): SecretVault {
  const memory = createMemoryVault('refused')
  return { ...memory, storage: () => 'keychain', state: () => 'ready' }
}

/** A server, a file and a keychain, and the service as often as it is started on them. @param open servers for the test to close */
export async function connectionSetUp(open: { close(): Promise<void> }[], options: SandboxOptions = {}) {
  const sandbox = await startSandbox(options)
  open.push(sandbox)
  const store = { remembered: nothingRemembered }
  const repository: ConnectionRepository = {
    read: () => Promise.resolve(store.remembered),
    write: (remembered: Remembered) => {
      store.remembered = remembered
      return Promise.resolve()
    }
  }
  const vault = keychainLike()
  const states: ConnectionState[] = []
  const lists: ConnectionOutline[][] = []
  let now = Date.now
  const demos = { started: 0, running: 0 }
  const start = (given: SecretVault = vault, other: Partial<ConnectionServiceDeps> = {}) =>
    createConnectionService({
      http: createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now }),
      vault: given,
      repository,
      demo: createDemoOrganization(async () => {
        const embedded = await startSandbox()
        demos.started++
        demos.running++
        const close = async () => {
          demos.running--
          await embedded.close()
        }
        return { api: embedded.api, demo: embedded.demo, totpCode: () => totp(embedded.demo.totpSecret ?? '', Date.now()), close }
      }),
      log: quietLog(),
      now: () => now(),
      uptime: () => performance.now(),
      onChange: (state) => states.push(state),
      onConnectionsChange: (connections) => lists.push(connections),
      ...other
    })
  const signInByEmail = async (service: ReturnType<typeof start>, connectionId: string | null = null, server: string = sandbox.api) => {
    const { email, password, totpSecret } = sandbox.demo
    const step = await service.signInWithPassword({ email, password, server, connectionId })
    if (step.step !== 'codeNeeded') return step
    return service.verifyCode({ attemptId: step.attemptId, code: totp(totpSecret ?? '', Date.now()) })
  }
  /** What the next start opens. */
  const current = () => store.remembered.connections.find(({ id }) => id === store.remembered.currentId) ?? null
  /** Where the vault has a secret of what the next start opens. */
  const secretId = (kind: CredentialKind): string => {
    const record = current()
    return (record && secretOf(record, kind)?.id) ?? 'nothing is kept'
  }
  return { sandbox, store, vault, repository, demos, states, lists, current, secretId, start, signInByEmail, at: (clock: () => number) => (now = clock) }
}
