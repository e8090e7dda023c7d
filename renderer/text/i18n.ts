import { createI18n } from 'vue-i18n'
import type { Language } from '#shared/text/language'
import { messages } from '#shared/text/messages'

const dates = {
  /** 12 March 2027 */
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  /** 14:05 */
  time: { hour: '2-digit', minute: '2-digit' },
  /** 12 March 2027 at 14:05:09 GMT+1 */
  moment: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }
} as const

/** In French zero takes the singular, as in Intl.PluralRules. */
const frenchPlural = (count: number, forms: number): number => (forms < 2 || Math.abs(count) < 2 ? 0 : 1)

export type Texts = ReturnType<typeof createTexts>

export function createTexts(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'en',
    messages,
    pluralRules: { fr: frenchPlural },
    numberFormats: { en: { decimal: { style: 'decimal' } }, fr: { decimal: { style: 'decimal' } } },
    datetimeFormats: { en: dates, fr: dates }
  })
}
