import { z } from 'zod'
import { defaultPackChoice, packChoiceSchema } from './evidenceStandards'
import { proxyChoiceSchema } from './network'
import { ownPresetSchema } from './policyPreset'
import { versionSchema } from '../rules/versions'

export const languageSchema = z.enum(['system', 'en', 'fr'])
export const themeSchema = z.enum(['system', 'light', 'dark', 'contrast'])
export const motionSchema = z.enum(['system', 'reduced', 'full'])
/** Minutes between two readings of the open page by itself. */
export const refreshMinutesSchema = z.literal([1, 5, 15])
export const emailSeparatorSchema = z.enum(['comma', 'semicolon', 'newline'])
export type EmailSeparator = z.infer<typeof emailSeparatorSchema>

export const settingsSchema = z.strictObject({
  language: languageSchema,
  theme: themeSchema,
  /** Whether things move on the screen. */
  motion: motionSchema,
  emailSeparator: emailSeparatorSchema,
  /** The page that was open last; the window opens there again. */
  lastPage: z.string().max(200).nullable(),
  /** The rail shows icons only. */
  railCollapsed: z.boolean(),
  /** Minutes without input after which Gatehouse locks; null: never by itself. */
  idleLockMinutes: z.int().min(1).max(240).nullable(),
  /** Seconds for which a copied secret stays in the clipboard. */
  clipboardSeconds: z.int().min(10).max(120),
  /** null: the page is read again only when somebody asks. */
  refreshMinutes: refreshMinutesSchema.nullable(),
  /** A notification of the system before API keys run out. */
  expiryNotices: z.boolean(),
  /** A notification of the system when a run over many keys has ended and the window is out of sight. */
  batchNotices: z.boolean(),
  /** That the system starts Gatehouse when the person signs in to it. What it does of it only the system knows (`background`). */
  startAtLogin: z.boolean(),
  /** An icon beside the clock; closing the window then leaves Gatehouse running. */
  tray: z.boolean(),
  /** It was said once that Gatehouse goes on when its window is closed. */
  trayTold: z.boolean(),
  /** A newer version is looked for once a day, where there is a feed; otherwise only when somebody asks. */
  lookForUpdates: z.boolean(),
  /** The version that was started last, by which the next one knows what is new; null: none before. */
  lastVersion: versionSchema.nullable(),
  proxy: proxyChoiceSchema,
  /** The person's own presets of security settings. */
  policyPresets: z.array(ownPresetSchema).max(50),
  /** What an evidence pack was last made of. */
  evidencePack: packChoiceSchema
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = { language: 'system', theme: 'system', motion: 'system', emailSeparator: 'comma', lastPage: null, railCollapsed: false, idleLockMinutes: 5, clipboardSeconds: 30, refreshMinutes: 5, expiryNotices: true, batchNotices: true, startAtLogin: false, tray: false, trayTold: false, lookForUpdates: true, lastVersion: null, proxy: { mode: 'system' }, policyPresets: [], evidencePack: defaultPackChoice }
