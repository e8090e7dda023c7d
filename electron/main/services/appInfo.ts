import type { AppInfo } from '#shared/domain/appInfo'
import { compareVersions } from '#shared/rules/versions'
import type { SettingsRepository } from '../settings/settingsRepository'

/** What the window may know of the program and the system it runs on. */
export function describeApp(version: string, systemLanguage: string, updatedFrom: string | null): AppInfo {
  const { platform } = process
  return {
    version,
    platform: platform === 'darwin' || platform === 'win32' || platform === 'linux' ? platform : 'other',
    electron: process.versions['electron'] ?? null,
    updatedFrom,
    systemLanguage
  }
}

/**
 * Remembers that this version was started.
 * @returns the one before it where that is lower: the program was updated. null at the very first start, and after a way back
 */
export async function noteVersion(settings: Pick<SettingsRepository, 'read' | 'update'>, version: string): Promise<string | null> {
  const { lastVersion } = await settings.read()
  // What is not kept is told again the next time.
  if (lastVersion !== version) await settings.update({ lastVersion: version }).catch(() => undefined)
  return lastVersion !== null && (compareVersions(version, lastVersion) ?? 0) > 0 ? lastVersion : null
}
