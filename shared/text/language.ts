export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/**
 * What the system's language is called for whoever develops the window and wants to see it run from right to left
 * (`--mirrored`, never in an installed program). It is English otherwise.
 */
export const mirroredLanguage = 'en-XB'

/** The language to speak: the chosen one, or the system's where Gatehouse has it, or English. */
export function resolveLanguage(chosen: 'system' | Language, systemLanguage: string): Language {
  if (chosen !== 'system') return chosen
  return systemLanguage.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
