export interface NetworkMonitor {
  /** As the system says at this moment. */
  isOnline(): boolean
  /** Aborted when the network is found gone: what is under way then need not wait for its time limit. */
  untilLost(): AbortSignal
  stop(): void
}

/** Electron tells main whether there is a network, but not when that changes: it is asked every few seconds, and whenever somebody wants to know. */
export function watchNetwork(deps: { isOnline: () => boolean; onChange: (online: boolean) => void; everyMs?: number }): NetworkMonitor {
  let online = deps.isOnline()
  let lost = new AbortController()
  if (!online) lost.abort()

  const look = (): boolean => {
    const now = deps.isOnline()
    if (now === online) return now
    online = now
    if (now) lost = new AbortController()
    else lost.abort()
    deps.onChange(now)
    return now
  }
  const timer = setInterval(look, deps.everyMs ?? 3000)
  timer.unref()
  return { isOnline: look, untilLost: () => lost.signal, stop: () => clearInterval(timer) }
}
