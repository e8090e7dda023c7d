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
