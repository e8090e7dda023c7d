import type { App } from 'electron'
import type { LoginItem } from '#shared/domain/background'

/** By this a start with the system is told from one by a person, on Windows and Linux. */
export const atLoginSwitch = 'at-login'

/**
 * Starting with the system on macOS and Windows, by Electron (https://www.electronjs.org/docs/latest/api/app,
 * `app.setLoginItemSettings`). macOS asks the person itself and says so; Windows keeps beside the entry whether Task Manager or
 * its settings have switched it off.
 */
export function systemLoginItem(app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>, platform: 'darwin' | 'win32') {
  const args = [`--${atLoginSwitch}`]
  const set = (openAtLogin: boolean): Promise<void> => {
    app.setLoginItemSettings(platform === 'win32' ? { openAtLogin, args, enabled: openAtLogin } : { openAtLogin })
    return Promise.resolve()
  }

  return {
    read(): Promise<LoginItem> {
      if (platform === 'win32') {
        const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args })
        return Promise.resolve(openAtLogin ? (executableWillLaunchAtLogin ? 'on' : 'switchedOff') : 'off')
      }
      const { status, openAtLogin } = app.getLoginItemSettings()
      return Promise.resolve(status === 'requires-approval' ? 'awaitsApproval' : openAtLogin ? 'on' : 'off')
    },
    register: () => set(true),
    remove: () => set(false)
  }
}

/** A copy that no system can start, or not for long. null: this one can be. */
export function unstartable({ packaged, platform, path, environment }: { packaged: boolean; platform: string; path: string; environment: NodeJS.ProcessEnv }): Extract<LoginItem, 'portable' | 'notInstalled'> | null {
  if (!packaged) return 'notInstalled'
  // Such a path would be several lines of an entry; nobody names a folder so by intent.
  if (/\p{Cc}/u.test(path)) return 'portable'
  // electron-builder's portable program unpacks itself into a temporary folder and says so.
  if (platform === 'win32' && environment['PORTABLE_EXECUTABLE_FILE'] !== undefined) return 'portable'
  // On a disk image, or where macOS put a copy of what was just downloaded.
  if (platform === 'darwin' && (path.startsWith('/Volumes/') || path.includes('/AppTranslocation/'))) return 'portable'
  return null
}
