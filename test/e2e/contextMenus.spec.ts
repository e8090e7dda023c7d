import { expect, test, type LaunchedApp } from './support/app'

/** The labels of the menus of the system that the app asked for since the last look. */
const poppedUp = (app: LaunchedApp) => app.evaluateMain((electron) => {
  const { record } = (electron as unknown as { __host: { record: { popupMenus: { menu: { items: { label: string; enabled: boolean }[] } }[] } } }).__host
  const menus = record.popupMenus.map(({ menu }) => menu.items.filter(({ label }) => label !== '').map(({ label, enabled }) => `${label}${enabled ? '' : ' (off)'}`))
  record.popupMenus = []
  return menus
})

test('text has the menu of the system, a row one of its own, by the mouse and by keys', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('3')
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  const list = page.getByRole('grid', { name: 'Members' })
  const search = page.getByRole('searchbox').or(page.getByRole('textbox', { name: /Search/u })).first()
  await search.fill('example')
  await search.selectText()
  await search.click({ button: 'right' })
  await expect.poll(() => poppedUp(app)).toEqual([[expect.stringMatching(/^Cut/u), expect.stringMatching(/^Copy/u), 'Paste', 'Select All']])
  await search.fill('')
  await page.getByRole('heading', { level: 1, name: 'Members' }).click({ button: 'right' })
  expect(await poppedUp(app)).toEqual([])

  const first = list.getByRole('row').nth(1)
  await first.click({ button: 'right' })
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem')).toHaveText(['Copy e-mail', 'Write e-mail…', 'Select'])
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await first.focus()
  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: 'Copy e-mail' })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await expect(first).toBeFocused()
  expect(await poppedUp(app)).toEqual([])
})
