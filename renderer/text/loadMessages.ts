import type { firstEnglish } from '#shared/text/firstEnglish'
import type { laterEnglish } from '#shared/text/laterEnglish'
import type { Language } from '#shared/text/language'

/** What is said until the first page is there, in the language that is spoken. */
export async function loadFirstMessages(language: Language): Promise<typeof firstEnglish> {
  return language === 'fr' ? (await import('#shared/text/firstFrench')).firstFrench : (await import('#shared/text/firstEnglish')).firstEnglish
}

/** What the other pages say; they wait for it. It goes over the former, which has some of it already. */
export async function loadLaterMessages(language: Language): Promise<typeof laterEnglish> {
  return language === 'fr' ? (await import('#shared/text/laterFrench')).laterFrench : (await import('#shared/text/laterEnglish')).laterEnglish
}
