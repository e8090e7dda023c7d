import { existsSync } from 'node:fs'
import { expect, test } from '../../e2e/support/app'
import { appPath, processesOf, profileOf, seenBy } from './selfcheckApp'

// The life of the process: one instance, quitting, being killed.

test('names an API that it does not carry', async ({ launch }) => {
  const app = await launch({ appPath })
  await expect(app.evaluateMain(({ app: electronApp }) => electronApp.getLoginItemSettings())).rejects.toThrow(/does not carry Electron's app\.getLoginItemSettings/u)
  await expect(app.evaluateMain(({ desktopCapturer }) => desktopCapturer.getSources({ types: ['screen'] }))).rejects.toThrow(/does not carry Electron's desktopCapturer/u)
})

test('lets the app veto the closing of its window, and quits on a signal', async ({ launch }) => {
  const app = await launch({ appPath })
  const left = await app.evaluateMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.once('close', (event) => event.preventDefault())
    window?.close()
    return BrowserWindow.getAllWindows().length
  })
  expect(left).toBe(1)
  await app.evaluateMain(() => void process.emit('SIGTERM', 'SIGTERM'))
  expect(await app.exited).toBe(0)
})

test('sweeps the profile of a host that was killed', async ({ launch }) => {
  const killed = await launch({ appPath })
  const profile = await profileOf(killed)
  killed.kill()
  await killed.exited
  await launch({ appPath })
  await expect.poll(() => existsSync(profile)).toBe(false)
  if (process.platform === 'linux') await expect.poll(() => processesOf(profile)).toEqual([])
})

test('lets one instance run and hands it the command line of the second', async ({ launch }) => {
  const app = await launch({ appPath })
  expect(await app.startSecondInstance(['--from-second'])).toBe(0)
  await expect.poll(async () => (await seenBy(app)).instances.flat().includes('--from-second')).toBe(true)
})

test('quits without leaving a process or a profile, also when its window is closed', async ({ launch }) => {
  for (const end of ['quit', 'window'] as const) {
    const app = await launch({ appPath })
    const profile = await profileOf(app)
    expect(existsSync(profile)).toBe(true)
    if (end === 'quit') await app.close()
    else await app.page.close()
    expect(await app.exited).toBe(0)
    expect(existsSync(profile)).toBe(false)
    if (process.platform === 'linux') expect(await processesOf(profile)).toEqual([])
  }
})
