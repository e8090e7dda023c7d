import type { Duplex } from 'node:stream'
import type { CheckStep } from '#shared/domain/diagnostics'
import { isLoopback, type HttpClient } from '../../capgo/httpClient'
import type { ServerProbe } from '../../capgo/serverProbe'
import { describeError } from '../../log/describeError'
import { redact } from '../../log/redact'
import { redactText } from '../../log/redactText'
import type { RouteTo } from '../network/conditions'

export interface CheckServerDeps {
  isOnline(): boolean
  routeTo: RouteTo
  probe: ServerProbe
  dial(host: string, port: number): Promise<Duplex>
  /** Without a credential. */
  http: HttpClient
  now(): number
}

/**
 * The way to one server, step by step: the first that fails is why the rest cannot be. Of the server nothing is asked but,
 * at the end, `GET path` (Capgo backend: `/ok` answers everybody), and no credential is sent.
 * @param path null: nothing is asked
 */
export async function checkServer(origin: string, path: string | null, deps: CheckServerDeps): Promise<CheckStep[]> {
  const { hostname, host, port, protocol } = new URL(origin)
  const [name, secure, local] = [hostname.replace(/^\[|\]$/gu, ''), protocol === 'https:', isLoopback(origin)]
  const steps: CheckStep[] = []
  const failed = (): boolean => steps.some(({ outcome }) => outcome === 'failed')

  /** `run` answers with what was found, or with null where there is nothing to try, for the reason given. */
  async function step(step: CheckStep['step'], run: () => Promise<string>, needless: string | null = null): Promise<void> {
    const why = failed() ? 'A step before it failed.' : needless
    if (why !== null) return void steps.push({ host, step, outcome: 'skipped', tookMs: 0, detail: why })
    const began = deps.now()
    const [outcome, detail] = await run().then((found) => ['good', found] as const, (error: unknown) => ['failed', whyOf(error)] as const)
    steps.push({ host, step, outcome, tookMs: Math.max(0, Math.round(deps.now() - began)), detail: redactText(detail).slice(0, 2000) })
  }

  let ways: string[] = []
  let connection: Duplex | undefined
  await step('network', () => (deps.isOnline() ? Promise.resolve('The system says that there is a network.') : Promise.reject(new Error('The system says that there is no network.'))), local ? 'It is on this computer.' : null)
  await step('way', async () => {
    ways = (await deps.routeTo(origin)).ways
    return ways.join(', ')
  })
  const proxied = ways.length > 0 && !ways.includes('direct')
  await step('name', async () => (await deps.probe.resolve(name)).join(', '), proxied ? 'The proxy looks it up.' : null)
  await step('connection', async () => {
    connection = await deps.dial(name, Number(port) || (secure ? 443 : 80))
    return 'Opened.'
  })
  await step('certificate', async () => {
    if (connection === undefined) throw new Error('There is no connection.')
    const { protocol: spoken, chain } = await deps.probe.secure(connection, name)
    return [spoken, ...chain.map(({ subject, issuer, validTo }) => `${subject}, issued by ${issuer}, valid to ${validTo}`)].join('; ')
  }, secure ? null : 'No TLS is spoken with it.')
  connection?.destroy()
  await step('answer', async () => {
    const { status, clockSkewMs } = await deps.http.send({ method: 'GET', url: `${origin}${path ?? ''}` })
    return `Status ${String(status)}; ${clocks(clockSkewMs)}.`
  }, path === null ? 'It is asked with a sign-in only.' : null)
  return steps
}

/** A server tells its time in whole seconds (HTTP `Date`), and the answer takes a moment: below two seconds nothing can be said but that they agree. */
function clocks(skewMs: number | null): string {
  if (skewMs === null) return 'it does not tell its time'
  if (Math.abs(skewMs) < 2000) return 'its clock and this one agree'
  return `its clock is ${String(Math.round(Math.abs(skewMs) / 1000))} s ${skewMs > 0 ? 'ahead of' : 'behind'} this one`
}

/** Name, code and words of what was thrown, without credentials. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'It failed without saying why.'
  const { name, code, message } = describeError(error, redact)
  return [name, code, message].filter((part) => part !== undefined && part !== '').join(': ')
}
