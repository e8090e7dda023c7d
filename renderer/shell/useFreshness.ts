import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import type { AppErrorData } from '#shared/errors/appError'
import { useConnectionStore } from '../stores/connection'
import { useNetworkStore } from '../stores/network'
import { useSettingsStore } from '../stores/settings'

/** What the open page shows, and how to read it again without a word. */
export interface FreshnessTarget {
  /** ISO 8601; null while there is nothing of the page's own to keep fresh. */
  readAt: Readonly<Ref<string | null>>
  refreshing: Readonly<Ref<boolean>>
  /** What failed of the latest reading, part by part. */
  failures: Readonly<Ref<readonly AppErrorData[]>>
  refresh: () => Promise<unknown>
}

/** Who comes back to the window wants to see how things stand, unless they only just left. In milliseconds. */
const staleMs = 60_000
/** How long a block for too many requests lasts where the server does not say. */
const blockMs = 5 * 60_000
const lookMs = 15_000

/**
 * Reads the open page again: when somebody comes back to the window and it is older than a minute, and every five minutes
 * (`settings.refreshMinutes`) while it is in sight. Not while it is locked or offline, not under a dialog that shows what is being decided on, and not
 * before a block for too many requests is over: with an API key every call prolongs it (Capgo backend: each restarts the
 * window).
 */
export function useFreshness({ readAt, refreshing, failures, refresh }: FreshnessTarget): void {
  const connection = useConnectionStore()
  const network = useNetworkStore()
  const settings = useSettingsStore()
  /** The last attempt, by whomever: one that failed is not repeated at once either. */
  let triedAt = 0
  watch(refreshing, (now) => (triedAt = now ? Date.now() : triedAt), { flush: 'sync', immediate: true })

  /** As the person chose; never where they chose so. */
  const everyMs = (): number => (settings.current.refreshMinutes ?? Infinity) * 60_000

  function look(olderThanMs: number): void {
    if (settings.current.refreshMinutes === null || readAt.value === null || refreshing.value || !mayAsk()) return
    const now = Date.now()
    // A clock that was put back makes the last reading one to come, which says nothing.
    const last = Math.max(0, ...[triedAt, Date.parse(readAt.value)].filter((at) => at <= now))
    if (now - last < olderThanMs) return
    triedAt = now
    void refresh()
  }

  function mayAsk(): boolean {
    if (document.visibilityState !== 'visible' || connection.connection === null || connection.locked !== null) return false
    // The demonstration needs no network.
    if (network.online === false && !connection.connection.demo) return false
    return document.querySelector('dialog[open]') === null && !isBlocked()
  }

  /** Until the end that the server named, otherwise for the usual five minutes. */
  function isBlocked(): boolean {
    return failures.value
      .filter(({ code }) => code === 'rateLimited')
      .some(({ details }) => {
        const until = Date.parse(details?.until ?? '')
        return Date.now() < (Number.isNaN(until) ? triedAt + blockMs : until)
      })
  }

  const back = () => look(staleMs)
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    window.addEventListener('focus', back)
    document.addEventListener('visibilitychange', back)
    timer = setInterval(() => look(everyMs()), lookMs)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('focus', back)
    document.removeEventListener('visibilitychange', back)
    clearInterval(timer)
  })
}
