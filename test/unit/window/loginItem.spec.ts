import { describe, expect, it } from 'vitest'
import { systemLoginItem, unstartable } from '../../../electron/main/window/loginItem'

type Asked = { openAtLogin?: boolean; args?: string[]; enabled?: boolean }

/** As Electron's documentation has it: on Windows what is asked without the arguments finds no entry that has them. */
function fakeApp(platform: 'darwin' | 'win32', given: { switchedOff?: boolean; status?: string } = {}) {
  let now: Asked = {}
  const asked: Asked[] = []
  return {
    asked,
    setLoginItemSettings(settings: Asked): void {
      asked.push(settings)
      now = settings
    },
    getLoginItemSettings({ args = [] }: { args?: string[] } = {}) {
      const openAtLogin = now.openAtLogin === true && (platform === 'darwin' || args.join() === (now.args ?? []).join())
      return { openAtLogin, executableWillLaunchAtLogin: openAtLogin && given.switchedOff !== true, status: given.status ?? (openAtLogin ? 'enabled' : 'not-found'), wasOpenedAtLogin: false, launchItems: [] }
    }
  }
}

describe.each(['darwin', 'win32'] as const)('starting with %s', (platform) => {
  it('is what the system says after it was asked', async () => {
    const app = fakeApp(platform)
    const item = systemLoginItem(app as never, platform)
    expect(await item.read()).toBe('off')
    await item.register()
    expect(await item.read()).toBe('on')
    await item.remove()
    expect(await item.read()).toBe('off')
  })
})

it('is told to be switched off where Windows’ own settings have it so, and asked for anew on a person’s word', async () => {
  const app = fakeApp('win32', { switchedOff: true })
  const item = systemLoginItem(app as never, 'win32')
  await item.register()
  expect(await item.read()).toBe('switchedOff')
  expect(app.asked).toEqual([{ openAtLogin: true, args: ['--at-login'], enabled: true }])
})

it('waits where macOS waits', async () => {
  const item = systemLoginItem(fakeApp('darwin', { status: 'requires-approval' }) as never, 'darwin')
  await item.register()
  expect(await item.read()).toBe('awaitsApproval')
})

describe('a copy that no system starts', () => {
  it.each([
    ['from its sources', { packaged: false, platform: 'linux', path: '/usr/bin/electron', environment: {} }, 'notInstalled'],
    ['the portable program of Windows', { packaged: true, platform: 'win32', path: 'C:\\Temp\\x\\Gatehouse.exe', environment: { PORTABLE_EXECUTABLE_FILE: 'D:\\Gatehouse.exe' } }, 'portable'],
    ['on a disk image', { packaged: true, platform: 'darwin', path: '/Volumes/Gatehouse/Gatehouse.app/Contents/MacOS/Gatehouse', environment: {} }, 'portable'],
    ['as macOS runs what was just downloaded', { packaged: true, platform: 'darwin', path: '/private/var/folders/x/AppTranslocation/1/d/Gatehouse.app/Contents/MacOS/Gatehouse', environment: {} }, 'portable'],
    ['installed on macOS', { packaged: true, platform: 'darwin', path: '/Applications/Gatehouse.app/Contents/MacOS/Gatehouse', environment: {} }, null],
    ['from a folder whose name breaks the line', { packaged: true, platform: 'linux', path: '/home/ada/x\nExec=/bin/other\ny/G.AppImage', environment: {} }, 'portable'],
    ['an AppImage', { packaged: true, platform: 'linux', path: '/home/ada/Gatehouse.AppImage', environment: { APPIMAGE: '/home/ada/Gatehouse.AppImage' } }, null]
  ])('%s', (_, copy, why) => expect(unstartable(copy as never)).toBe(why))
})
