import { expect, test } from '../../e2e/support/app'
import { appPath, seenBy } from './selfcheckApp'

// What the system tells of the person and of the machine.

test('nobody is away until a test says so, in the way that reaches the app on either runtime', async ({ launch }) => {
  const app = await launch({ appPath })
  const asked = () => app.evaluateMain(({ powerMonitor }) => [powerMonitor.getSystemIdleTime(), powerMonitor.getSystemIdleState(60)])
  expect(await asked()).toEqual([0, 'active'])
  await app.evaluateMain(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 300
    powerMonitor.getSystemIdleState = () => 'locked'
  })
  expect(await asked()).toEqual([300, 'locked'])
})

test('refuses a threshold that Electron refuses', async ({ launch }) => {
  const app = await launch({ appPath })
  await expect(app.evaluateMain(({ powerMonitor }) => powerMonitor.getSystemIdleState(0))).rejects.toThrow('Invalid idle threshold, must be greater than 0')
})

test('carries the events of sleeping and of the locked screen', async ({ launch }) => {
  const app = await launch({ appPath })
  await app.evaluateMain(({ powerMonitor }) => {
    for (const name of ['suspend', 'resume', 'lock-screen']) powerMonitor.emit(name)
  })
  expect((await seenBy(app)).power).toEqual(['suspend', 'resume', 'lock-screen'])
})

test('has Touch ID on macOS only, where it is not there to be asked', async ({ launch }) => {
  const app = await launch({ appPath })
  const asking = app.evaluateMain(({ systemPreferences }) => systemPreferences.canPromptTouchID())
  if (process.platform === 'darwin') expect(await asking).toBe(false)
  else await expect(asking).rejects.toThrow(/does not carry Electron's systemPreferences\.canPromptTouchID/u)
})

test('has an icon beside the clock, with its menu, until it is taken away', async ({ launch }) => {
  const app = await launch({ appPath })
  const run = await app.evaluateMain(({ Menu, Tray, nativeImage }) => {
    const done: string[] = []
    const tray = new Tray(nativeImage.createEmpty())
    tray.setToolTip('Selfcheck')
    tray.setContextMenu(Menu.buildFromTemplate([{ id: 'go', label: 'Go', click: () => done.push('menu') }]))
    tray.on('click', () => done.push('icon'))
    tray.emit('click')
    tray.destroy()
    let afterwards = 'taken'
    try {
      tray.setToolTip('late')
    } catch {
      afterwards = 'refused'
    }
    return { done, gone: tray.isDestroyed(), afterwards }
  })
  expect(run).toEqual({ done: ['icon'], gone: true, afterwards: 'refused' })
})

test('tells where a menu is asked for and over what, unless the page has one of its own', async ({ launch }) => {
  const app = await launch({ appPath })
  await app.evaluateMain(({ BrowserWindow }) => {
    const asked: unknown[] = ((globalThis as { asked?: unknown[] }).asked = [])
    BrowserWindow.getAllWindows()[0]?.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags, menuSourceType }) => asked.push([isEditable, selectionText, editFlags.canCopy, menuSourceType]))
  })
  await app.page.evaluate(() => {
    const field = document.body.appendChild(document.createElement('input'))
    Object.assign(field, { id: 'field', value: 'typed' })
    const own = document.body.appendChild(document.createElement('p'))
    Object.assign(own, { id: 'own', textContent: 'a menu of its own' })
    own.addEventListener('contextmenu', (event) => event.preventDefault())
  })
  await app.page.locator('#field').selectText()
  await app.page.keyboard.press('Shift+F10')
  await app.page.locator('#own').click({ button: 'right' })
  await expect.poll(() => app.evaluateMain(() => (globalThis as { asked?: unknown[] }).asked)).toEqual([[true, 'typed', true, 'keyboard']])
})

test('starts with the system where Electron can have it so', async ({ launch }) => {
  const app = await launch({ appPath })
  const asking = app.evaluateMain(({ app: own }) => {
    own.setLoginItemSettings({ openAtLogin: false })
    return own.getLoginItemSettings().openAtLogin
  })
  if (process.platform === 'linux') await expect(asking).rejects.toThrow(/LoginItemSettings/u)
  else expect(await asking).toBe(false)
})

test('takes how far something is as a number, and nothing else', async ({ launch }) => {
  const app = await launch({ appPath })
  const answers = await app.evaluateMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return [0, 0.5, 2, -1, 'half', undefined].map((fraction) => {
      try {
        return window?.setProgressBar(fraction as number) === undefined ? 'taken' : 'answered'
      } catch {
        return 'refused'
      }
    })
  })
  expect(answers).toEqual(['taken', 'taken', 'taken', 'taken', 'refused', 'refused'])
})
