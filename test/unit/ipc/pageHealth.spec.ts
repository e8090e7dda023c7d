import { describe, expect, it } from 'vitest'
import { pageHealthHandlers } from '../../../electron/main/ipc/handlers/pageHealth'
import { createLogger } from '../../../electron/main/log/logger'

function written() {
  const lines: string[] = []
  const clock = { now: 1_000_000 }
  const log = createLogger({ sinks: [{ write: (line) => void lines.push(line) }], level: 'debug' })
  const handlers = pageHealthHandlers({ takeCrash: () => null, log, now: () => clock.now })
  const report = (message: string) => handlers['app.pageError']({ kind: 'component', name: 'TypeError', message, stack: '    at setup (app://bundle/assets/x.js:1:2)' })
  return { lines, clock, report }
}

describe('errors of the page', () => {
  it('stand in the log without the credential that somebody put into their words', () => {
    const { lines, report } = written()
    report('cannot use capgkey: 3f0c2c1e-7a4b-4c52-9d1e-c0ffee000001')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('cannot use')
    expect(lines[0]).toContain('at setup')
    expect(lines[0]).not.toContain('c0ffee')
  })

  it('fill no log: twenty a minute, with a line that there were more', () => {
    const { lines, clock, report } = written()
    for (let count = 0; count < 200; count += 1) report(`number ${String(count)}`)
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toContain('page.moreErrors')
    clock.now += 60_000
    report('later')
    expect(lines.at(-1)).toContain('later')
  })
})
