import { serve, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { Sessions } from './auth/sessions'
import { buildApp, type HostPart } from './http/app'
import { bindingList } from './functions/bindingLists'
import { Faults } from './http/faults'
import { RequestLog, type LoggedRequest } from './http/requestLog'
import { arrange, type Knobs, type Step } from './http/steps'
import { bindingsInIndexOrder } from './postgrest/bindingOrder'
import { laterMemberPages, prepareMemberPages } from './postgrest/rpc/organizationRpcs'
import { MemberLists } from './rules/members'
import { RateLimits } from './rules/rateLimits'
import { exportState, importState, type SandboxState } from './world/savedState'
import type { OrgRow } from './store/rows'
import type { Store } from './store/store'
import { demoWorld, type DemoWishes } from './world/demoWorld'
import { loadWorld } from './world/loadWorld'
import { signInOf, type SampleSignIn } from './world/sampleSignIn'
import type { World } from './world/world'

export { totp } from './totp'
export { asState, type SandboxState } from './world/savedState'
export { asWorld, type World } from './world/world'
export type { SampleAccount, SampleSignIn } from './world/sampleSignIn'
export type { LoggedRequest } from './http/requestLog'
export type { Step } from './http/steps'
export type { Fault } from './http/faults'

/** Only this machine can reach the server: it holds sample data and grants no protection that a network would need. */
const LOOPBACK = '127.0.0.1'

/** Members from which on an organization's lists are built before the server says that it is ready. */
const LARGE = 5000

export interface SandboxOptions {
  /** default: any free port */
  port?: number
  /** API host and Supabase host on ports of their own (the second is any free one), as in production */
  hostSplit?: boolean
  /** direct members of the sample organization (default 42, at most 100,000) */
  members?: number
  /** organizations of the sample person (default 5) */
  orgs?: number
  /** API keys of the sample organization (default: a dozen, at most 10,000) */
  keys?: number
  /** seed data in place of the samples */
  world?: World
  /** what `state()` of an earlier server returned: continue from there; `members`, `orgs` and `keys` are then its own */
  state?: SandboxState
  /** called after every request that changed anything, so that the state can be written */
  onChange?: () => void
  /** rows that one answer of the Supabase host holds at most (default 1,000) */
  maxRows?: number
  /** offer the test-only routes under `/_sandbox` */
  arrange?: boolean
  /** signing in demands a captcha, as Capgo's own servers may; the console's sign-in page that has one is at `/login` of the API host */
  captcha?: boolean
  /** refuse every request that a web page makes: for the program that started the server, and nobody else (default: pages may ask, as of Capgo) */
  ownUseOnly?: boolean
  /** delay before every answer, in milliseconds */
  latencyMs?: number
  /** milliseconds since 1970 (default: the machine's clock) */
  clock?: () => number
}

export interface Sandbox {
  /** address of the API host */
  api: string
  /** address of the Supabase host; the same as `api` without `hostSplit` */
  supabase: string
  anonKey: string
  demo: SampleSignIn
  requestLog: () => LoggedRequest[]
  clearRequestLog: () => void
  /** The same steps as `POST /_sandbox/arrange`, also where that route does not exist. @throws Error for an unknown step */
  arrange: (steps: readonly Step[]) => void
  /** Everything that the server knows, as plain JSON. Holds no password, refresh token or text of a hashed key. */
  state: () => SandboxState
  /** Ends the server and its open connections. */
  close: () => Promise<void>
}

/**
 * Starts the Capgo-compatible server on loopback.
 * @throws Error (code EADDRINUSE, EACCES) when the port cannot be had
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const knobs: Knobs = { maxRows: options.maxRows ?? 1000, latencyMs: options.latencyMs ?? 0, clockOffsetMs: 0 }
  const machineClock = options.clock ?? Date.now
  const clock = () => machineClock() + knobs.clockOffsetMs
  const { samples, world, store } = await seeded(options, clock)
  const context = { store, lists: new MemberLists(store), limits: new RateLimits(clock), faults: new Faults(), log: new RequestLog(), knobs }
  prepareLarge(store, context.lists)
  const address = { supabase: '' }
  const dependencies = { ...context, canArrange: options.arrange ?? false, captcha: options.captcha ?? false, ownUseOnly: options.ownUseOnly ?? false, onChange: options.onChange ?? (() => undefined), supabaseUrl: () => address.supabase }
  const sessions = new Sessions(store)
  const listen = (parts: readonly HostPart[], port: number) => listening(buildApp(dependencies, sessions, parts).fetch, port)

  const first = await listen(options.hostSplit ? ['api'] : ['api', 'supabase'], options.port ?? 0)
  const second = options.hostSplit ? await listen(['supabase'], 0) : undefined
  const api = urlOf(first)
  address.supabase = second ? urlOf(second) : api
  return {
    api,
    supabase: address.supabase,
    anonKey: store.anonKey,
    demo: signInOf(world),
    requestLog: () => context.log.all(),
    clearRequestLog: () => context.log.clear(),
    arrange: (steps) => arrange(steps, context),
    state: () => exportState(store, samples),
    close: async () => {
      await Promise.all([closed(first), second && closed(second)])
    }
  }
}

/** What a large organization's first questions would wait for is done before the server says that it is ready. */
function prepareLarge(store: Store, lists: MemberLists): void {
  const large = store.orgs.all().filter(({ id }) => store.orgUsers.where('org_id', id).length >= LARGE)
  for (const { id } of large) prepareMemberPages(lists, id)
  if (large.length === 0) return
  bindingsInIndexOrder(store)
  setImmediate(() => void prepareLater(store, lists, large))
}

/** What would hold up the start, or one answer, is done between the first answers: the one list without pages takes a second to write and one to compress. */
async function prepareLater(store: Store, lists: MemberLists, large: readonly OrgRow[]): Promise<void> {
  await store.prepare()
  for (const org of large) {
    for (const prepare of laterMemberPages) {
      prepare(lists, org)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await bindingList(store, org.id).prepare()
  }
}

interface Seed {
  /** how the samples were asked for; null with a world of the caller's */
  samples: DemoWishes | null
  world: World
  store: Store
}

/** The samples are the same for the same wishes, so a saved state needs no password to say how to sign in. */
async function seeded({ world, state, members = 42, orgs = 5, keys = 12 }: SandboxOptions, clock: () => number): Promise<Seed> {
  const samples = world ? null : (state?.samples ?? { members, orgs, keys, nowMs: clock() })
  const origin = world ?? (samples && demoWorld(samples))
  if (!origin) throw new Error('a state that was seeded from a world needs that world to continue')
  const store = state ? importState(state, clock) : await loadWorld(origin, clock)
  // No answer changes them, so they are not part of the state.
  for (const bundle of origin.bundles ?? []) store.bundles.insert(bundle)
  return { samples, world: origin, store }
}

function listening(fetch: ReturnType<typeof buildApp>['fetch'], port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: fetch, hostname: LOOPBACK, port }, () => resolve(server))
    server.once('error', reject)
  })
}

function urlOf(server: ServerType): string {
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`
}

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
