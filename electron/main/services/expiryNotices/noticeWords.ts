import { visibleName } from '#shared/rules/visibleText'
import { expiryNotices as expiryNoticesEn } from '#shared/text/en/expiryNotices'
import { expiryNotices as expiryNoticesFr } from '#shared/text/fr/expiryNotices'
import type { Language } from '#shared/text/language'
import type { ExpiryNotice } from './expiryNotices'

/** A notification of the system before API keys run out, in words. */
export function noticeWords({ count, days, organizationName }: ExpiryNotice, language: Language): { title: string; body: string } {
  const words = { en: expiryNoticesEn, fr: expiryNoticesFr }[language]
  const sentence = count === 1 ? words.one[days] : words.many[days]
  return { title: words.title, body: sentence.replace('{count}', () => count.toLocaleString(language)).replace('{organization}', () => visibleName(organizationName)) }
}
