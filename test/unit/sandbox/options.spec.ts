import { describe, expect, it } from 'vitest'
import { asksForHelp, readOptions, USAGE, UsageError } from '../../../electron/main/sandbox/options'

describe('the flags of npm run sandbox', () => {
  it('are all optional', () => {
    expect(readOptions([])).toEqual({ hostSplit: false, arrange: false, captcha: false })
  })

  it('become options of the server', () => {
    expect(readOptions(['--port', '8787', '--host-split', '--members', '1003', '--keys', '20', '--orgs', '3', '--max-rows', '50', '--arrange', '--latency', '200'])).toEqual({
      port: 8787,
      hostSplit: true,
      captcha: false,
      members: 1003,
      keys: 20,
      orgs: 3,
      maxRows: 50,
      arrange: true,
      latencyMs: 200
    })
    expect(readOptions(['--world', 'seed.json'])).toMatchObject({ worldFile: 'seed.json' })
  })

  it.each([
    [['--members', 'many'], '--members must be a whole number from 1 to 100000, not "many"'],
    [['--members', '0'], '--members must be'],
    [['--members', '100001'], '--members must be'],
    [['--members=-1'], '--members must be'],
    [['--port', '65536'], '--port must be'],
    [['--latency', '1e3'], '--latency must be'],
    [['--max-rows', ''], '--max-rows must be'],
    [['--member', '3'], '--member'],
    [['--port'], '--port'],
    [['8787'], '8787'],
    [['--world', 'seed.json', '--keys', '2'], 'leave out --members, --keys and --orgs']
  ])('%j is refused by name', (args, message) => {
    expect(() => readOptions(args)).toThrow(UsageError)
    expect(() => readOptions(args)).toThrow(message)
  })

  it('are all in the help', () => {
    for (const flag of ['port', 'host-split', 'members', 'keys', 'orgs', 'world', 'max-rows', 'arrange', 'latency']) expect(USAGE).toContain(`--${flag}`)
    expect(asksForHelp(['--help'])).toBe(true)
    expect(asksForHelp(['-h'])).toBe(true)
    expect(asksForHelp(['--port', '1'])).toBe(false)
  })
})
