import { expect, test, type LaunchedApp } from './support/app'
import { createKey, reveal } from './support/createKey'

// The icon beside the clock, pressed as a person would: the icons and menus of the host are recorded, those of Electron are wrapped.

interface Seen {
  trays?: { menu: { items: { id?: string; label: string; enabled: boolean; click(): void }[] } | null; emit(name: string): void }[]
  told?: string[]
}

const trayOf = (app: LaunchedApp) => app.evaluateMain((electron) => {
  const [tray] = (electron as unknown as { __host: { record: Seen } }).__host.record.trays ?? []
  return tray?.menu?.items.filter(({ label }) => label !== '').map(({ id, label, enabled }) => ({ id, label, enabled })) ?? null
})
const press = (app: LaunchedApp, id: string | null) => app.evaluateMain((electron, item) => {
  const [tray] = (electron as unknown as { __host: { record: Seen } }).__host.record.trays ?? []
  if (item === null) tray?.emit('click')
  else tray?.menu?.items.find((one) => one.id === item)?.click()
}, id)
const visible = (app: LaunchedApp) => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))
const closeWindow = (app: LaunchedApp) => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
const told = (app: LaunchedApp) => app.evaluateMain((electron) => (electron as unknown as { __host: { record: { notifications: { title: string }[] } } }).__host.record.notifications.map(({ title }) => title).filter((title) => title.startsWith('Gatehouse')))

async function toSettings({ page }: LaunchedApp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
}

test('the icon is off until it is asked for; closing the window then puts it away, and icon, menu and a second start bring it back', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await toSettings(app)
  const tray = page.getByRole('checkbox', { name: /Icon beside the clock/u })
  await expect(tray).not.toBeChecked()
  expect(await trayOf(app)).toBeNull()
  await tray.check()
  await expect.poll(() => trayOf(app)).toEqual([{ id: 'openWindow', label: 'Open Gatehouse', enabled: true }, { id: 'lock', label: 'Lock', enabled: true }, { id: 'quit', label: 'Quit Gatehouse', enabled: true }])

  await closeWindow(app)
  expect(await visible(app)).toEqual([false])
  await expect.poll(() => told(app)).toEqual(['Gatehouse goes on'])
  await press(app, null)
  expect(await visible(app)).toEqual([true])
  // It is said once.
  await closeWindow(app)
  expect([await visible(app), await told(app)]).toEqual([[false], ['Gatehouse goes on']])
  await press(app, 'lock')
  await expect.poll(() => trayOf(app)).toContainEqual({ id: 'lock', label: 'Lock', enabled: false })
  await press(app, 'openWindow')
  expect(await visible(app)).toEqual([true])
  await expect(page.getByRole('dialog', { name: 'Gatehouse is locked' })).toBeVisible()

  await closeWindow(app)
  await app.evaluateMain(({ app: own }) => void own.emit('second-instance', {}, ['gatehouse'], '/'))
  expect(await visible(app)).toEqual([true])
  // The system starts what runs already: that is nobody who wants to see it.
  await closeWindow(app)
  await app.evaluateMain(({ app: own }) => void own.emit('second-instance', {}, ['gatehouse', '--at-login'], '/'))
  expect(await visible(app)).toEqual([false])
})

test('a copy that runs from its sources says that no system starts it, and started with the system it opens beside the clock', async ({ launch }) => {
  const first = await launch()
  await toSettings(first)
  await expect(first.page.getByRole('checkbox', { name: /Start at login/u })).toBeDisabled()
  await expect(first.page.getByText('This copy runs from its sources')).toBeVisible()
  await first.page.getByRole('checkbox', { name: /Icon beside the clock/u }).check()
  await expect.poll(() => trayOf(first)).not.toBeNull()

  const started = await first.restart({ args: ['--at-login'] })
  await expect(started.page.getByRole('heading', { level: 1 })).toBeAttached()
  expect(await visible(started)).toEqual([false])
  await press(started, null)
  expect(await visible(started)).toEqual([true])
})

test('a secret in sight is not there any more when the window is brought back', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await toSettings(app)
  await page.getByRole('checkbox', { name: /Icon beside the clock/u }).check()
  await expect.poll(() => trayOf(app)).not.toBeNull()
  await createKey(app, 'Nightly deploy')
  const dialog = reveal(page, 'Nightly deploy')
  await dialog.getByRole('button', { name: 'Show the key' }).click()
  await expect(dialog.locator('code')).toBeVisible()
  const secret = (await dialog.locator('code').innerText()).replaceAll(/\s/gu, '')
  expect(secret.length).toBeGreaterThan(20)
  await closeWindow(app)
  await expect.poll(async () => (await page.content()).replaceAll(/\s/gu, '').includes(secret)).toBe(false)
  await press(app, null)
  await expect(dialog.getByRole('button', { name: 'Show the key' })).toBeVisible()
})
