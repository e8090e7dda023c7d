import { randomUUID } from 'node:crypto'
import type { ConnectionOutline, ConnectionState } from '#shared/domain/connection'
import type { CheckStep, Diagnostics } from '#shared/domain/diagnostics'
import type { ExtraCertificate } from '#shared/domain/network'
import type { Policy } from '#shared/domain/policy'
import type { Settings } from '#shared/domain/settings'
import { AppError } from '#shared/errors/appError'
import { productionApi } from '../../capgo/capgoServer'
import { isLoopback } from '../../capgo/httpClient'
import { redact } from '../../log/redact'
import { redactText } from '../../log/redactText'
import { whyOf } from './checkServer'
import { withoutPeople } from './withoutPeople'

export interface DiagnosticsDeps {
  /** Versions and system. */
  program(): Record<string, unknown>
  settings(): Promise<Settings>
  /** What an administrator decides on this computer: also where requests may go. */
  policy(): Policy
  vaultState(): Promise<string>
  state(): Promise<ConnectionState>
  connections(): Promise<ConnectionOutline[]>
  certificates(): Promise<ExtraCertificate[]>
  /** @param path what is asked of it at the end; null: nothing */
  check(origin: string, path: string | null): Promise<CheckStep[]>
  /** The log as it lies on the disk; null: there is none. */
  readLog(): Promise<string | null>
  /** The person's folder, whose name is often theirs. */
  home: string
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  now(): number
}

export interface DiagnosticsService {
  /**
   * Gathers the report and looks at the way to the server of the open connection; without one to those that the policy names, or to
   * Capgo's own. Kept in memory until the next.
   */
  prepare(): Promise<Diagnostics>
  /**
   * Asks where, and saves exactly what was shown. null: the person closed the dialog.
   * @throws AppError `conflict` where another report was made since; `storageFailed`
   */
  save(reportId: string): Promise<{ path: string } | null>
}

const keptLines = 400
/** Of a policy that names many. */
const mostServers = 4

export function createDiagnostics(deps: DiagnosticsDeps): DiagnosticsService {
  let shown: { reportId: string; text: string; day: string } | null = null
  const anonymous = (text: string): string => withoutPeople(text, deps.home)

  async function prepare(): Promise<Diagnostics> {
    const at = new Date(deps.now()).toISOString()
    const [state, connections] = await Promise.all([deps.state(), deps.connections().catch(() => null)])
    const checks = await checksOf(state, connections)
    const report = {
      about: 'Gatehouse diagnostics. It was shown to the person who saved it. Credentials, e-mail addresses and names of connections are left out.',
      made: at,
      program: redact(deps.program()),
      settings: await part(async () => outlineOfSettings(await deps.settings())),
      policy: redact(outlineOfPolicy(deps.policy())),
      keychain: await part(deps.vaultState),
      certificates: await part(async () => (await deps.certificates()).map(({ validTo }) => ({ validTo }))),
      open: redact(outlineOfState(state)),
      connections: connections?.map(outlineOfConnection) ?? 'could not be read',
      checks
    }
    const lines = await lastLines(deps.readLog)
    const text = `${anonymous([JSON.stringify(report, null, 2), '', `The last lines of the log (${String(lines.length)}):`, ...lines].join('\n'))}\n`
    const reportId = randomUUID()
    shown = { reportId, text, day: at.slice(0, 10) }
    return { reportId, checks, text }
  }

  async function checksOf(state: ConnectionState, connections: ConnectionOutline[] | null): Promise<CheckStep[]> {
    // With a snapshot open nothing is asked of a server.
    if ('connection' in state && state.connection.snapshot !== undefined) return []
    const open = connections?.find(({ current }) => current)
    const allowed = deps.policy().servers
    const api = open === undefined ? (allowed ?? [productionApi]) : [new URL(open.server.api).origin]
    const others = open === undefined ? [] : [new URL(open.server.supabase).origin].filter((origin) => !api.includes(origin))
    const steps: CheckStep[] = []
    for (const origin of [...api, ...others].slice(0, mostServers)) steps.push(...(await checkOne(origin, others.includes(origin) ? null : '/ok', allowed)))
    return steps
  }

  /** A server that cannot even be tried is a finding, and takes no other with it. A policy may name Supabase hosts, which answer with 404: an answer, too. */
  async function checkOne(origin: string, path: string | null, allowed: readonly string[] | null): Promise<CheckStep[]> {
    try {
      const mayGo = allowed === null || allowed.includes(origin) || isLoopback(origin)
      return mayGo ? await deps.check(origin, path) : [failedWay(origin, 'The policy of this computer lets no request go there.')]
    } catch (error) {
      return [failedWay(origin, whyOf(error))]
    }
  }

  return {
    prepare,
    save(reportId) {
      if (shown?.reportId !== reportId) throw new AppError({ code: 'conflict', message: 'Another report was made since this one was shown.', retryable: false })
      return deps.save(`Gatehouse diagnostics ${shown.day}.txt`, shown.text)
    }
  }
}

const failedWay = (origin: string, why: string): CheckStep => ({ host: origin.replace(/^\w+:\/\//u, '').slice(0, 300), step: 'way', outcome: 'failed', tookMs: 0, detail: redactText(why).slice(0, 2000) })

/** What cannot be read is said so and takes nothing else with it. */
async function part(read: () => Promise<unknown>): Promise<unknown> {
  try {
    return redact(await read())
  } catch (error) {
    return { couldNotBeRead: redact(error) }
  }
}

/** Names of one's own stay out: presets, and which page was open. */
function outlineOfSettings({ policyPresets, lastPage, ...settings }: Settings): unknown {
  return { ...settings, policyPresets: policyPresets.length, lastPage: lastPage === null ? null : lastPage.split('/').slice(0, 2).join('/') }
}

/** What follows the path of an address may be a key to it. */
function outlineOfPolicy({ updates, ...policy }: Policy): unknown {
  return { ...policy, updates: { ...updates, feed: updates.feed?.replace(/[?#].*$/su, '') ?? null } }
}

function outlineOfState(state: ConnectionState): unknown {
  if (!('connection' in state)) return { status: state.status }
  const { credential, demo, snapshot } = state.connection
  const how = credential.kind === 'session' ? { kind: 'session', level: credential.level } : { kind: 'apiKey' }
  return { status: state.status, demo, snapshot: snapshot !== undefined, ...how, storedIn: credential.storage }
}

function outlineOfConnection({ demo, server, apiKey, session, uses, current }: ConnectionOutline, index: number): unknown {
  return { connection: index + 1, demo, hosts: [...new Set([server.api, server.supabase].map((address) => new URL(address).host))], apiKey: apiKey !== null, session: session !== null, uses, current }
}

/** Lines are redacted when they are written; here once more, for those of an earlier version. */
async function lastLines(readLog: () => Promise<string | null>): Promise<string[]> {
  const log = await readLog().catch((error: unknown) => JSON.stringify({ event: 'log.couldNotBeRead', fields: redact({ error }) }))
  const lines = (log ?? '').split('\n').filter((line) => line !== '')
  return lines.slice(-keptLines).map((line) => {
    try {
      return JSON.stringify(redact(JSON.parse(line)))
    } catch {
      return redactText(line)
    }
  })
}
