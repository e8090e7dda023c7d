import { AppError } from '#shared/errors/appError'
import { proxyText, type Way } from './networkConditions'
import type { ProxyFault } from './proxyFault'
import { faultOf } from './transportError'

/** A proxy that could not be used is asked last for a while, so that not every request waits for it anew. */
const rememberedForMs = 5 * 60_000

export interface WayFinder {
  /**
   * One way after the other until a proxy opens; what a proxy refuses is not done past it.
   * @param go throws a ProxyFault, or an error with one among its causes, when the way did not open
   */
  through<T>(ways: readonly Way[], go: (way: Way) => Promise<T>, signal: AbortSignal, onNext: (fault: ProxyFault) => void): Promise<T>
}

export function createWayFinder(now: () => number): WayFinder {
  const failingUntil = new Map<string, number>()
  const fails = (way: Way): boolean => way !== null && (failingUntil.get(proxyText(way)) ?? 0) > now()

  return {
    async through(ways, go, signal, onNext) {
      const inOrder = [...ways.filter((way) => !fails(way)), ...ways.filter(fails)]
      for (const [index, way] of inOrder.entries()) {
        try {
          return await go(way)
        } catch (thrown) {
          const fault = faultOf(thrown)
          if (!fault || fault.reason === 'refused') throw thrown
          if (way !== null) failingUntil.set(proxyText(way), now() + rememberedForMs)
          if (index === inOrder.length - 1 || signal.aborted) throw thrown
          onNext(fault)
        }
      }
      throw new AppError({ code: 'proxyFailed', message: 'The system names no way to the server.', retryable: true })
    }
  }
}
