import type { Duplex } from 'node:stream'
import type { ConnectionState } from '#shared/domain/connection'
import { createHttpClient, type HttpClientDeps } from './capgo/httpClient'
import { createServerProbe } from './capgo/serverProbe'
import { diagnosticsHandlers } from './ipc/handlers/diagnostics'
import { pageHealthHandlers } from './ipc/handlers/pageHealth'
import type { ConnectionService } from './services/connection/connectionService'
import { checkServer } from './services/diagnostics/checkServer'
import { createDiagnostics } from './services/diagnostics/diagnosticsService'
import { answerAboutProgram, type ProgramAnswersDeps } from './programAnswers'
import type { Network } from './services/network/createNetwork'
import type { PolicyRepository } from './settings/policyRepository'
import type { SettingsRepository } from './settings/settingsRepository'
import { readBytes } from './storage/readBytes'
import type { SecretVault } from './vault/secretVault'

export interface HelpAnswersDeps extends Pick<ProgramAnswersDeps, 'events' | 'inUserData' | 'settingsNow' | 'leaving' | 'version' | 'packaged'> {
  asClient: HttpClientDeps
  network: Network
  dial(host: string, port: number): Promise<Duplex>
  settings: SettingsRepository
  policy: PolicyRepository
  vault: Promise<SecretVault>
  connections: Promise<Pick<ConnectionService, 'list' | 'current'>>
  /** As the window shows it: a snapshot in the connection's place. */
  shown(state: ConnectionState): ConnectionState
  program(): Record<string, unknown>
  /** When the page had ended by itself, told once. */
  takeCrash(): string | null
  logPath: string
  home: string
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  now(): number
}

const mostLogBytes = 4 * 1024 * 1024

/** What the window asks for when something is wrong. */
export function answerAboutHelp(deps: HelpAnswersDeps) {
  const { asClient, network, dial, settings, vault, connections, now } = deps
  const doors = { isOnline: network.conditions.isOnline, routeTo: network.routeTo, probe: createServerProbe({ network: network.conditions }), dial, http: createHttpClient({ ...asClient, timeoutMs: 10_000, repetition: { retries: 0 } }), now }
  const diagnostics = createDiagnostics({
    program: () => ({ ...deps.program(), ...process.versions, platform: process.platform, arch: process.arch, upSeconds: Math.round(process.uptime()) }),
    settings: settings.read,
    policy: deps.policy.current,
    vaultState: async () => (await vault).state(),
    state: async () => deps.shown((await connections).current()),
    connections: async () => (await connections).list(),
    certificates: network.certificates.list,
    check: (origin, path) => checkServer(origin, path, doors),
    async readLog() {
      const bytes = await readBytes(deps.logPath, mostLogBytes)
      return Buffer.isBuffer(bytes) ? bytes.toString('utf8') : bytes
    },
    home: deps.home,
    save: deps.save,
    now
  })
  const program = answerAboutProgram({ ...deps, conditions: network.conditions, log: asClient.log })
  return { ...program, ...diagnosticsHandlers(diagnostics), ...pageHealthHandlers({ takeCrash: deps.takeCrash, log: asClient.log, now }) }
}
