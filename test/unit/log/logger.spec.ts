import { expect, it } from 'vitest'
import { createLogger } from '../../../electron/main/log/logger'

const apiKey = '3f1c9a52-7be4-4d0a-9c1e-5b8d2f60a713'

function collect(level: 'debug' | 'warn') {
  const lines: string[] = []
  const log = createLogger({ sinks: [{ write: (line) => lines.push(line) }], level, now: () => new Date(0) })
  return { log, lines }
}

it('writes one JSON object per line', () => {
  const { log, lines } = collect('debug')
  log.info('app.started', { version: '1.0.0' })
  log.error('odd\nname')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'app.started', fields: { version: '1.0.0' } },
    { time: '1970-01-01T00:00:00.000Z', level: 'error', event: 'odd\nname' }
  ])
  expect(lines.join('')).not.toContain('\n')
})

it('leaves out what is below its level', () => {
  const { log, lines } = collect('warn')
  log.debug('a')
  log.info('b')
  log.warn('c')
  log.error('d')
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['c', 'd'])
})

it('lets no credential through, not even in the name of the event', () => {
  const { log, lines } = collect('debug')
  log.info(`event ${apiKey}`, { headers: { capgkey: apiKey }, cause: new Error(apiKey), text: `x ${apiKey}` })
  expect(lines.join('')).not.toContain(apiKey)
})
