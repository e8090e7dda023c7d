import { managedSettingsSchema, noPolicy, policyFileSchema, settingNameSchema, updatePolicySchema, type ManagedSettings, type Policy, type PolicyProblem, type SettingName } from '../domain/policy'
import { repeatedFields } from './repeatedFields'

/** What was found where the policy is: its text, nothing, or something that is no text. */
export type FoundPolicy = { text: string } | 'none' | 'unreadable' | 'tooLarge'

/** What the file said last in this run, for each field that it has named since and said rightly once; the others are not in it. */
export interface SaidByPolicy {
  settings?: ManagedSettings
  idleLockMaximumMinutes?: number
  servers?: string[]
  demo?: boolean
  updates?: { enabled?: boolean; feed?: string | null }
}

export interface PolicyReading {
  policy: Policy
  said: SaidByPolicy
}

const mostProblems = 100
const mostServers = 100

/**
 * The policy that a file says. What can be read holds. What stands there and cannot be read is on the safe side: as the file last
 * said of that field in this run (`former`), otherwise held, refused or off; nothing that an administrator decided is loosened by a
 * slip. Of a field that stands there twice nobody knows which was meant, so it is not as before either.
 */
export function readPolicy(path: string, found: FoundPolicy, former: SaidByPolicy): PolicyReading {
  if (found === 'none') return { policy: noPolicy(path), said: {} }
  const text = typeof found === 'string' ? null : found.text.replace(/^\u{feff}/u, '') // Windows' own editor writes a mark before the text.
  const file = text === null ? null : asRecord(parsed(text))
  if (text === null || file === null) return unknownPolicy(path, typeof found === 'string' ? found : 'notJson', former)

  const problems: PolicyProblem[] = []
  const note = (field: string, problem: PolicyProblem['problem']): void => {
    const name = field.slice(0, 200)
    if (problems.length < mostProblems && !problems.some((one) => one.field === name)) problems.push({ field: name, problem })
  }
  const twice = new Set(repeatedFields(text).map(([first = '', ...rest]) => (first === 'settings' || first === 'updates' ? [first, ...rest.slice(0, 1)] : [first]).join('.')))
  for (const field of twice) note(field, field === 'version' ? 'version' : 'wrong')
  if (!policyFileSchema.shape.version.safeParse(file['version']).success) note('version', 'version')
  const reading = policyOf(path, file, { former, twice, note })
  for (const name of Object.keys(file)) if (!Object.hasOwn(policyFileSchema.shape, name)) note(name, 'unknown')
  return { ...reading, policy: { ...reading.policy, problems } }
}

/** What stands in a file, and how what is wrong with it is taken. */
interface Judging {
  former: SaidByPolicy
  /** Fields that stand there more than once. */
  twice: ReadonlySet<string>
  note(field: string, problem: PolicyProblem['problem']): void
}

function policyOf(path: string, file: Record<string, unknown>, judging: Judging): PolicyReading {
  const { former, twice, note } = judging
  const { shape } = policyFileSchema
  const policy: Policy = { ...noPolicy(path), present: true }
  const said: SaidByPolicy = {}
  /** Its value, or what it said before; undefined: neither is known. */
  function valueOf<T>(field: string, schema: { safeParse(value: unknown): { success: boolean; data?: T | undefined } }, before: T | undefined): T | undefined {
    const read = schema.safeParse(file[field])
    if (read.success && !twice.has(field)) return read.data
    note(field, 'wrong')
    return twice.has(field) ? undefined : before
  }

  if ('settings' in file) said.settings = readSettings(file['settings'], policy, judging)
  if ('idleLockMaximumMinutes' in file) {
    const most = valueOf('idleLockMaximumMinutes', shape.idleLockMaximumMinutes.unwrap(), former.idleLockMaximumMinutes)
    if (most !== undefined) said.idleLockMaximumMinutes = most
    else if (!policy.held.includes('idleLockMinutes')) policy.held.push('idleLockMinutes')
    // Of two the last is at least one that was meant.
    policy.idleLockMaximumMinutes = most ?? shape.idleLockMaximumMinutes.safeParse(file['idleLockMaximumMinutes']).data ?? null
  }
  if ('servers' in file) {
    const servers = valueOf('servers', { safeParse: (value) => readServers(value, note) }, former.servers)
    if (servers !== undefined) said.servers = servers
    policy.servers = servers ?? []
  }
  if ('demo' in file) {
    const demo = valueOf('demo', shape.demo.unwrap(), former.demo)
    if (demo !== undefined) said.demo = demo
    policy.demo = demo ?? false
  }
  if ('updates' in file) {
    said.updates = readUpdates(file['updates'], judging)
    policy.updates = updatesOf(said.updates)
  }
  return { policy, said }
}

/** Puts what is said and what is held into the policy. @returns what is said */
function readSettings(found: unknown, policy: Policy, { former, twice, note }: Judging): ManagedSettings {
  const settings = twice.has('settings') ? null : asRecord(found)
  if (settings === null) note('settings', 'wrong')
  const names = settings === null ? settingNameSchema.options : Object.keys(settings)
  for (const name of names) {
    const known = settingNameSchema.safeParse(name)
    const field = `settings.${name}`
    if (!known.success) {
      note(field, 'unknown')
      continue
    }
    const read = managedSettingsSchema.shape[known.data].unwrap().safeParse(settings?.[name])
    const [repeated, before] = [twice.has('settings') || twice.has(field), former.settings ?? {}]
    if (read.success && !repeated) Object.assign(policy.settings, { [name]: read.data })
    else if (name in before && !repeated) Object.assign(policy.settings, { [name]: before[name as SettingName] })
    else policy.held.push(known.data)
    if (settings !== null && !read.success) note(field, 'wrong')
  }
  return { ...policy.settings }
}

/** Those that could be read, of the first hundred. Not a success where it is no list at all. */
function readServers(found: unknown, note: Judging['note']): { success: boolean; data?: string[] } {
  const { element } = policyFileSchema.shape.servers.unwrap()
  if (!Array.isArray(found)) return { success: false }
  if (found.length > mostServers) note('servers', 'wrong')
  const data = found.slice(0, mostServers).flatMap((entry: unknown, index) => {
    const read = element.safeParse(entry)
    if (read.success) return [read.data]
    note(`servers.${index}`, 'wrong')
    return []
  })
  return { success: true, data }
}

type SaidOfUpdates = NonNullable<SaidByPolicy['updates']>

/**
 * Each field by itself: that they are off holds whatever is wrong with the feed. Without a place to look that is known they are off,
 * for the package's own is not what was decided.
 */
function readUpdates(found: unknown, { former, twice, note }: Judging): SaidOfUpdates {
  const updates = twice.has('updates') ? null : asRecord(found)
  const before = former.updates ?? {}
  if (updates === null) {
    note('updates', 'wrong')
    return twice.has('updates') ? { enabled: false } : { enabled: before.enabled ?? false, ...(before.feed === undefined ? {} : { feed: before.feed }) }
  }
  for (const name of Object.keys(updates)) if (!Object.hasOwn(updatePolicySchema.shape, name)) note(`updates.${name}`, 'unknown')

  const said: SaidOfUpdates = {}
  const { enabled, feed } = updatePolicySchema.shape
  if ('enabled' in updates) {
    const read = enabled.safeParse(updates['enabled'])
    const repeated = twice.has('updates.enabled')
    if (!read.success) note('updates.enabled', 'wrong')
    said.enabled = !repeated && (read.success ? read.data : (before.enabled ?? false))
  }
  if ('feed' in updates) {
    const read = feed.safeParse(updates['feed'])
    const known = twice.has('updates.feed') ? undefined : read.success ? read.data : before.feed
    if (!read.success) note('updates.feed', 'wrong')
    if (known === undefined) said.enabled = false
    else said.feed = known
  }
  return said
}

const updatesOf = ({ enabled, feed }: SaidOfUpdates): Policy['updates'] => ({ enabled: enabled ?? true, feed: feed ?? null })

/** A file is there and tells nothing: everything it may manage is taken for managed, as it was said last or on the safe side. */
function unknownPolicy(path: string, problem: PolicyProblem['problem'], former: SaidByPolicy): PolicyReading {
  const settings = { ...former.settings }
  const policy: Policy = {
    path,
    present: true,
    settings,
    held: settingNameSchema.options.filter((name) => !(name in settings)),
    idleLockMaximumMinutes: former.idleLockMaximumMinutes ?? null,
    servers: former.servers ?? [],
    demo: former.demo ?? false,
    updates: { enabled: former.updates?.enabled ?? false, feed: former.updates?.feed ?? null },
    problems: [{ field: '', problem }]
  }
  return { policy, said: former }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const asRecord = (value: unknown): Record<string, unknown> | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null)
