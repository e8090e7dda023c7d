export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** The language to speak: the chosen one, or the system's where Gatehouse has it, or English. */
export function resolveLanguage(chosen: 'system' | Language, systemLanguage: string): Language {
  if (chosen !== 'system') return chosen
  return systemLanguage.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
