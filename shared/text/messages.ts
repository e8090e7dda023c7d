import { firstEnglish } from './firstEnglish'
import { firstFrench } from './firstFrench'
import type { Language } from './language'
import { laterEnglish } from './laterEnglish'
import { laterFrench } from './laterFrench'

const en = { ...firstEnglish, ...laterEnglish }
export type Messages = typeof en

const fr: Messages = { ...firstFrench, ...laterFrench }

/** Every sentence of the window, by language. A text that one language lacks does not compile. The page loads what it speaks (renderer/text). */
export const messages: Record<Language, Messages> = { en, fr }
