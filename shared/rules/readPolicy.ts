import { managedSettingsSchema, noPolicy, policyFileSchema, settingNameSchema, updatePolicySchema, type Policy, type PolicyProblem, type SettingName } from '../domain/policy'

/** What was found where the policy is: its text, nothing, or something that is no text. */
export type FoundPolicy = { text: string } | 'none' | 'unreadable' | 'tooLarge'

const mostProblems = 100

/**
 * The policy that a file says. What can be read holds. What stands there and cannot be read is on the safe side: as the file last
 * said in this run (`former`), otherwise held, refused or off; nothing that an administrator decided is loosened by a slip.
 */
export function readPolicy(path: string, found: FoundPolicy, former: Policy | null): Policy {
  if (found === 'none') return noPolicy(path)
  if (typeof found === 'string') return unknownPolicy(path, found, former)
  const file = asRecord(parsed(found.text))
  return file === null ? unknownPolicy(path, 'notJson', former) : policyOf(path, file, former?.present === true ? former : null)
}

function policyOf(path: string, file: Record<string, unknown>, former: Policy | null): Policy {
  const policy: Policy = { ...noPolicy(path), present: true }
  const problems: PolicyProblem[] = []
  const wrong = (field: string): void => void problems.push({ field, problem: 'wrong' })
  const { shape } = policyFileSchema

  if (!shape.version.safeParse(file['version']).success) problems.push({ field: 'version', problem: 'version' })
  readSettings(file['settings'], policy, former, problems)
  if ('idleLockMaximumMinutes' in file) {
    const read = shape.idleLockMaximumMinutes.unwrap().safeParse(file['idleLockMaximumMinutes'])
    if (!read.success) wrong('idleLockMaximumMinutes')
    if (!read.success && former === null && !policy.held.includes('idleLockMinutes')) policy.held.push('idleLockMinutes')
    policy.idleLockMaximumMinutes = read.success ? read.data : (former?.idleLockMaximumMinutes ?? null)
  }
  if ('servers' in file) policy.servers = readServers(file['servers'], former, wrong)
  if ('demo' in file) {
    const read = shape.demo.unwrap().safeParse(file['demo'])
    if (!read.success) wrong('demo')
    policy.demo = read.success ? read.data : (former?.demo ?? false)
  }
  if ('updates' in file) policy.updates = readUpdates(file['updates'], former, problems)
  for (const name of Object.keys(file)) if (!Object.hasOwn(shape, name)) problems.push({ field: name.slice(0, 200), problem: 'unknown' })
  return { ...policy, problems: problems.slice(0, mostProblems) }
}

function readSettings(found: unknown, policy: Policy, former: Policy | null, problems: PolicyProblem[]): void {
  if (found === undefined) return
  const settings = asRecord(found)
  const hold = (name: SettingName): void => {
    if (former !== null && name in former.settings) Object.assign(policy.settings, { [name]: former.settings[name] })
    else policy.held.push(name)
  }
  if (settings === null) {
    problems.push({ field: 'settings', problem: 'wrong' })
    settingNameSchema.options.forEach(hold)
    return
  }
  for (const [name, value] of Object.entries(settings)) {
    const known = settingNameSchema.safeParse(name)
    if (!known.success) {
      problems.push({ field: `settings.${name}`.slice(0, 200), problem: 'unknown' })
      continue
    }
    const read = managedSettingsSchema.shape[known.data].unwrap().safeParse(value)
    if (read.success) Object.assign(policy.settings, { [known.data]: read.data })
    else {
      problems.push({ field: `settings.${name}`, problem: 'wrong' })
      hold(known.data)
    }
  }
}

/** Those that could be read; where it is no list at all, none. */
function readServers(found: unknown, former: Policy | null, wrong: (field: string) => void): string[] {
  const { element } = policyFileSchema.shape.servers.unwrap()
  if (!Array.isArray(found)) {
    wrong('servers')
    return former?.servers ?? []
  }
  return found.slice(0, mostProblems).flatMap((entry: unknown, index) => {
    const read = element.safeParse(entry)
    if (read.success) return [read.data]
    wrong(`servers.${index}`)
    return []
  })
}

function readUpdates(found: unknown, former: Policy | null, problems: PolicyProblem[]): Policy['updates'] {
  const safe = former?.updates ?? { enabled: false, feed: null }
  const updates = asRecord(found)
  if (updates === null) {
    problems.push({ field: 'updates', problem: 'wrong' })
    return safe
  }
  for (const name of Object.keys(updates)) if (!Object.hasOwn(updatePolicySchema.shape, name)) problems.push({ field: `updates.${name}`.slice(0, 200), problem: 'unknown' })
  const read = updatePolicySchema.partial().safeParse({ enabled: updates['enabled'], feed: updates['feed'] })
  if (read.success) return { enabled: read.data.enabled ?? true, feed: read.data.feed ?? null }
  for (const issue of read.error.issues) problems.push({ field: `updates.${issue.path.join('.')}`, problem: 'wrong' })
  return safe
}

/** A file is there and tells nothing: everything it may manage is taken for managed. */
function unknownPolicy(path: string, problem: PolicyProblem['problem'], former: Policy | null): Policy {
  const problems: PolicyProblem[] = [{ field: '', problem }]
  if (former?.present === true) return { ...former, problems }
  return { ...noPolicy(path), present: true, held: [...settingNameSchema.options], servers: [], demo: false, updates: { enabled: false, feed: null }, problems }
}

/** Windows' own editor writes a mark before the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ''))
  } catch {
    return null
  }
}

const asRecord = (value: unknown): Record<string, unknown> | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null)
