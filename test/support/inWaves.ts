import type { CapgoRequester } from '../../electron/main/capgo/requester'

export interface Waves {
  requester: CapgoRequester
  /** How many requests each wave had: what is asked before any answer of it was handed out is one wave. */
  readonly counts: number[]
}

/** Hands out answers only when everything that was asked has its answer, so that waves can be counted without a clock. */
export function inWaves(requester: CapgoRequester): Waves {
  const counts: number[] = []
  let waiting: (() => void)[] = []
  let underWay = 0
  let wave = -1
  return {
    counts,
    requester: {
      async send(request) {
        if (underWay === 0 && waiting.length === 0) wave = counts.push(0) - 1
        counts[wave] = (counts[wave] ?? 0) + 1
        underWay++
        try {
          return await requester.send(request)
        } finally {
          underWay--
          await new Promise<void>((resolve) => {
            waiting.push(resolve)
            if (underWay > 0) return
            const released = waiting
            waiting = []
            for (const release of released) release()
          })
        }
      }
    }
  }
}
