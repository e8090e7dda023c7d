import { createI18n } from 'vue-i18n'
import type { firstEnglish } from '#shared/text/firstEnglish'
import type { Language } from '#shared/text/language'

const day = { day: 'numeric', month: 'long', year: 'numeric' } as const
const dates = {
  /** 12 March 2027 */
  date: day,
  /** 12 Mar, where the year is plain */
  shortDay: { day: 'numeric', month: 'short' },
  /** 14:05 or 2:05 PM */
  time: { hour: 'numeric', minute: '2-digit' },
  /** 12 March 2027 at 14:05 */
  dayAndTime: { ...day, hour: 'numeric', minute: '2-digit' },
  /** 12 March 2027 at 14:05:09 GMT+1 */
  moment: { ...day, hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }
} as const

// English is spoken with either clock: the system's own. French has one.
const { hour12 } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()
const clock = hour12 === false ? ({ hourCycle: 'h23' } as const) : ({} as const)
const englishDates = { date: day, shortDay: dates.shortDay, time: { ...dates.time, ...clock }, dayAndTime: { ...dates.dayAndTime, ...clock }, moment: { ...dates.moment, ...clock } }

/** In French zero takes the singular, as in Intl.PluralRules. */
const frenchPlural = (count: number, forms: number): number => (forms < 2 || Math.abs(count) < 2 ? 0 : 1)

export type Texts = ReturnType<typeof createTexts>

/** With what is said first in the given language, or more; the rest is added when it is loaded, another language when it is spoken. */
export function createTexts(language: Language, messages: Partial<Record<Language, typeof firstEnglish>>) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'en',
    messages,
    pluralRules: { fr: frenchPlural },
    numberFormats: { en: { decimal: { style: 'decimal' } }, fr: { decimal: { style: 'decimal' } } },
    datetimeFormats: { en: englishDates, fr: dates }
  })
}
