import { parseArgs } from 'node:util'
import type { SandboxOptions } from './index'

export interface CliOptions extends SandboxOptions {
  /** path of a seed file, still to be read */
  worldFile?: string
}

/** A command line that cannot be followed; the message names the flag and the way out. */
export class UsageError extends Error {}

export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h')
}

export const USAGE = `Usage: npm run sandbox -- [options]

  --port P        port of the API host (default: any free one)
  --host-split    API host and Supabase host on ports of their own
  --members N     direct members of the sample organization, 1 to 100000
  --keys N        API keys of the sample organization, 1 to 10000
  --orgs N        organizations of the sample person, 1 to 1000
  --world FILE    seed from a file instead of the samples
  --max-rows N    rows that one answer holds at most (default 1000)
  --arrange       offer the test-only routes under /_sandbox
  --captcha       demand a captcha at sign-in; a page that has one is at /login
  --latency MS    delay before every answer, in milliseconds`

const LIMITS = { port: [0, 65_535], members: [1, 100_000], keys: [1, 10_000], orgs: [1, 1000], 'max-rows': [1, 1_000_000], latency: [0, 60_000] } as const
type NumberFlag = keyof typeof LIMITS

/** @throws UsageError */
export function readOptions(args: readonly string[]): CliOptions {
  const values = parse(args)
  const number = (flag: NumberFlag): number | undefined => {
    const text = values[flag]
    if (text === undefined) return undefined
    const [least, most] = LIMITS[flag]
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most) throw new UsageError(`--${flag} must be a whole number from ${least} to ${most}, not "${text}"`)
    return value
  }
  if (values.world !== undefined && (values.members ?? values.keys ?? values.orgs) !== undefined) {
    throw new UsageError('--world brings its own members, keys and organizations: leave out --members, --keys and --orgs')
  }
  const numbers = { port: number('port'), members: number('members'), keys: number('keys'), orgs: number('orgs'), maxRows: number('max-rows'), latencyMs: number('latency') }
  return {
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    hostSplit: values['host-split'] ?? false,
    arrange: values.arrange ?? false,
    captcha: values.captcha ?? false,
    ...(values.world === undefined ? {} : { worldFile: values.world })
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...args],
      options: { port: text, 'host-split': flag, members: text, keys: text, orgs: text, world: text, 'max-rows': text, arrange: flag, captcha: flag, latency: text }
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
