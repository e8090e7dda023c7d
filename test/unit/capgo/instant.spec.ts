import { describe, expect, it } from 'vitest'
import { parseInstant } from '../../../electron/main/capgo/instant'

describe('moments as the backend writes them', () => {
  const moment = Date.UTC(2026, 10, 20, 18, 29, 41, 310)

  it.each(['2026-11-20T18:29:41.310236+00:00', '2026-11-20T18:29:41.310Z', '2026-11-20 18:29:41.31+00', '2026-11-20 20:29:41.31+02', '2026-11-20T13:59:41.31-04:30'])('%s is one and the same moment', (text) => {
    expect(parseInstant(text)).toBe(moment)
  })

  it.each(['2026-11-20T18:29:41.310', '2026-11-20', '20/11/2026 18:29', '', 'now', '2026-13-45T99:99:99Z'])('%j is not guessed', (text) => {
    expect(parseInstant(text)).toBeNull()
  })
})
