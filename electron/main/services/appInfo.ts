import type { AppInfo } from '#shared/domain/appInfo'

/** What the window may know of the program and the system it runs on. */
export function describeApp(version: string, systemLanguage: string): AppInfo {
  const { platform } = process
  return {
    version,
    platform: platform === 'darwin' || platform === 'win32' || platform === 'linux' ? platform : 'other',
    electron: process.versions['electron'] ?? null,
    systemLanguage
  }
}
