import { onScopeDispose, ref } from 'vue'
import { useI18n } from 'vue-i18n'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export interface RelativeTime {
  /** "3 minutes ago", from ISO 8601; after a week the date itself. Changes by itself as time passes. */
  ago: (iso: string) => string
  /** The moment itself, with its time zone. */
  exactly: (iso: string) => string
  /** The time of day; on another day than today with the date. */
  clock: (iso: string) => string
  /** The same, rounded up to the minute: who comes at the time that is shown does not come too early. */
  clockAfter: (iso: string) => string
}

/** How long ago something was, in the person's language. */
export function useRelativeTime(): RelativeTime {
  const { t, d, locale } = useI18n()
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 15_000)
  onScopeDispose(() => clearInterval(timer))

  function ago(iso: string): string {
    const then = new Date(iso)
    // Something read after the last tick is not in the future.
    const passed = Math.max(0, now.value - then.getTime())
    const format = new Intl.RelativeTimeFormat(locale.value, { numeric: 'always' })
    if (passed < minute) return t('app.justNow')
    if (passed < hour) return format.format(-Math.floor(passed / minute), 'minute')
    if (passed < day) return format.format(-Math.floor(passed / hour), 'hour')
    if (passed < 7 * day) return format.format(-Math.floor(passed / day), 'day')
    return d(then, 'date')
  }

  function clock(iso: string): string {
    const then = new Date(iso)
    return d(then, then.toDateString() === new Date(now.value).toDateString() ? 'time' : 'dayAndTime')
  }

  const clockAfter = (iso: string): string => clock(new Date(Math.ceil(Date.parse(iso) / minute) * minute).toISOString())

  return { ago, exactly: (iso) => d(new Date(iso), 'moment'), clock, clockAfter }
}
