import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { defaultSettings, settingsSchema, type Settings } from '#shared/domain/settings'
import type { Logger } from '../log/logger'
import { createJsonFile } from '../storage/jsonFile'

export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined }

export interface SettingsRepository {
  /** Never fails: when the file cannot be read the defaults hold, and the log says why. */
  read(): Promise<Settings>
  /** @throws AppError `storageFailed`; nothing is changed then. */
  update(change: SettingsChange): Promise<Settings>
  /** Called after every change that was stored; returns the unsubscribe function. */
  onChange(listener: (settings: Settings) => void): () => void
}

/** A setting that an older version did not know is missing, not wrong. */
const storedSchema = settingsSchema.partial()
type StoredSettings = z.infer<typeof storedSchema>

export function createSettingsRepository({ path, log }: { path: string; log: Logger }): SettingsRepository {
  const listeners = new Set<(settings: Settings) => void>()
  const file = createJsonFile<StoredSettings>({
    path,
    version: 1,
    schema: storedSchema,
    migrations: {},
    empty: () => ({}),
    salvage: salvageSettings,
    onSetAside: ({ reason }) => log.warn('settings.setAside', { reason })
  })

  return {
    async read() {
      try {
        return withDefaults((await file.read()).value)
      } catch (error) {
        log.error('settings.unreadable', { error })
        return { ...defaultSettings }
      }
    },
    async update(change) {
      let before: Settings = defaultSettings
      const after = withDefaults(
        await file.update((stored) => {
          before = withDefaults(stored)
          return { ...stored, ...present(change) }
        })
      )
      if (!sameSettings(before, after)) for (const listener of [...listeners]) listener(after)
      return after
    },
    onChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    }
  }
}

/** Field by field, so that one bad value does not reset the others. */
export function salvageSettings(data: unknown): StoredSettings | null {
  if (typeof data !== 'object' || data === null) return null
  const kept: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const field = schema.safeParse((data as Record<string, unknown>)[name])
    if (field.success) kept[name] = field.data
  }
  return storedSchema.parse(kept)
}

function withDefaults(stored: StoredSettings): Settings {
  return { ...defaultSettings, ...present(stored) }
}

function present(change: SettingsChange): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function sameSettings(one: Settings, other: Settings): boolean {
  return isDeepStrictEqual(one, other)
}
