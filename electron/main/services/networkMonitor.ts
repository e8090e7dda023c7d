export interface NetworkMonitor {
  isOnline(): boolean
  stop(): void
}

/** Electron tells main whether there is a network, but not when that changes: it is asked every few seconds. */
export function watchNetwork(deps: { isOnline: () => boolean; onChange: (online: boolean) => void; everyMs?: number }): NetworkMonitor {
  let online = deps.isOnline()
  const timer = setInterval(() => {
    const now = deps.isOnline()
    if (now === online) return
    online = now
    deps.onChange(now)
  }, deps.everyMs ?? 3000)
  timer.unref()
  return { isOnline: () => online, stop: () => clearInterval(timer) }
}
