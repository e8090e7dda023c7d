import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { Decrypter, armor } from 'age-encryption'
import { expect, test } from './support/app'
import { answerSaveDialogs } from './support/desktop'

const own = (page: Page): Locator => page.getByRole('grid', { name: 'RBAC Keys', exact: true })
const everybodys = (page: Page): Locator => page.getByRole('grid', { name: 'All keys of the organization', exact: true })
const row = (list: Locator, name: string): Locator => list.getByRole('row').filter({ hasText: name })

async function toKeys(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('4')
  await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeFocused()
  await expect(own(page)).toBeVisible()
}

/** By keyboard; and the focus is on something afterwards. */
async function enter(button: Locator): Promise<void> {
  await button.focus()
  await button.page().keyboard.press('Enter')
}
const focusIsKept = (page: Page): Promise<void> => expect.poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body)).toBe(true)

/** What can be done with the key of a row, by its menu. */
async function choose(page: Page, list: Locator, name: string, action: RegExp): Promise<void> {
  await row(list, name).focus()
  await page.keyboard.press('ContextMenu')
  await enter(page.getByRole('menuitem', { name: action }))
}

test('three keys are rotated in a run, and one file that a passphrase opens has their secrets', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page, userData } = app
  const path = join(userData, 'rotated.age')
  const names = ['Operations console', 'Driver app release', 'Nightly upload']
  await answerSaveDialogs(app, path)
  await toKeys(page)
  for (const name of names) {
    await row(own(page), name).focus()
    await page.keyboard.press('Space')
  }
  await enter(page.getByRole('group', { name: 'With the selected keys' }).getByRole('button', { name: 'Regenerate…' }))
  const plan = page.getByRole('dialog', { name: 'Regenerate 3 keys' })
  await expect(plan).toContainText('What stops with the 3 old values')
  await expect(plan).toContainText(/Organizations.+ \(3 keys\)/u)
  for (const name of names) await expect(plan.getByRole('listitem').filter({ hasText: name })).toBeVisible()
  await enter(plan.getByRole('button', { name: 'Regenerate 3 keys' }))
  await expect(plan).toHaveCount(0)
  await focusIsKept(page)
  const run = page.getByRole('region', { name: 'Regenerating keys' })
  await expect(run.getByText('It has ended: every key is done.')).toBeVisible()

  await enter(run.getByRole('button', { name: 'Save 3 secrets to one encrypted file…' }))
  const saving = page.getByRole('dialog', { name: 'Save 3 secrets' })
  const passphrase = 'correct horse battery staple'
  await saving.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await saving.getByLabel('Passphrase, once more', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(run.getByText(`Saved in ${path}.`)).toBeVisible({ timeout: 60_000 })
  await focusIsKept(page)

  const file = await readFile(path, 'utf8')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const plain = await decrypter.decrypt(armor.decode(file), 'text')
  for (const name of names) expect(plain).toContain(name)
  const secrets = plain.split('\n').filter((line) => /^[0-9a-f]{8}-[0-9a-f-]{27}$|^cap/u.test(line))
  expect(new Set(secrets).size).toBe(3)
  for (const secret of secrets) expect(file).not.toContain(secret)
})

test('a key is replaced by a copy across a restart, each step by keyboard', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  await toKeys(app.page)
  await choose(app.page, own(app.page), 'Nightly upload', /overlap/iu)
  await enter(app.page.getByRole('dialog').getByRole('button', { name: 'Create the copy' }))
  const secret = app.page.getByRole('dialog', { name: 'The secret of Nightly upload (new)' })
  await enter(secret.getByRole('button', { name: 'Show the key' }))
  await expect(secret.getByRole('button', { name: 'Hide' })).toBeFocused()
  await enter(secret.getByRole('button', { name: 'Copy', exact: true }))
  await expect(secret.getByText(/^Copied\./u)).toBeVisible()
  await expect(secret.getByRole('button', { name: 'Copy', exact: true })).toBeFocused()
  await enter(secret.getByRole('button', { name: 'I have it, close' }))
  await expect(secret).toHaveCount(0)
  await focusIsKept(app.page)
  const rotation = (page: Page) => page.getByRole('region', { name: 'Keys that are being replaced' })
  await enter(rotation(app.page).getByRole('button', { name: 'It is handed over' }))
  await expect(rotation(app.page).locator('[data-focus-home]')).toBeFocused()

  const { page } = await app.restart()
  await toKeys(page)
  await enter(rotation(page).getByRole('button', { name: 'The copy works' }))
  await expect(rotation(page).locator('[data-focus-home]')).toBeFocused()
  await enter(rotation(page).getByRole('button', { name: 'Delete the old key…' }))
  await enter(page.getByRole('dialog').getByRole('button', { name: 'Delete the old key' }))
  await expect(rotation(page).getByText('The old key is deleted.')).toBeVisible()
  await focusIsKept(page)
  await expect(own(page).getByRole('row').filter({ hasText: 'Nightly upload' })).toHaveCount(1)
  await enter(rotation(page).getByRole('button', { name: 'Remove from this list: Nightly upload' }))
  await expect(rotation(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeFocused()
})

test('somebody else’s key loses its roles after its name was typed, and gets them back', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await toKeys(page)
  await choose(page, everybodys(page), 'Warehouse preview', /revoke/iu)
  const dialog = page.getByRole('dialog', { name: 'Take the roles of Warehouse preview away?' })
  const confirm = dialog.getByRole('button', { name: 'Take 2 roles away' })
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill('warehouse preview')
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill('Warehouse preview')
  await enter(confirm)
  const revocations = page.getByRole('region', { name: 'Keys whose roles were taken away' })
  await expect(revocations.getByText('2 roles are taken away.')).toBeVisible()
  await focusIsKept(page)
  await expect(row(everybodys(page), 'Warehouse preview')).toHaveCount(0)

  await enter(revocations.getByRole('button', { name: 'Give the roles back…' }))
  await enter(page.getByRole('dialog').getByRole('button', { name: 'Give 2 roles back' }))
  await expect(revocations.getByText('2 roles were given back.')).toBeVisible()
  await expect(revocations.locator('[data-focus-home]')).toBeFocused()
  await expect(row(everybodys(page), 'Warehouse preview')).toBeVisible()
})

test('quitting with a secret that only memory has asks first, and stays unless it is wanted', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await toKeys(page)
  await choose(page, own(page), 'Driver app release', /regenerate/iu)
  await enter(page.getByRole('dialog').getByRole('button', { name: /^Regenerate/u }))
  await expect(page.getByRole('dialog', { name: 'The secret of Driver app release' })).toBeVisible()
  const asked = (byMenu: boolean): Promise<string> => app.evaluateMain(({ app: electron, dialog, BrowserWindow }, menu) => {
    let message = ''
    dialog.showMessageBox = (...given: unknown[]) => {
      message = (given.at(-1) as { message: string }).message
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    if (menu) electron.quit()
    else BrowserWindow.getAllWindows()[0]?.close()
    return new Promise<string>((resolve) => setImmediate(() => resolve(message)))
  }, byMenu)
  for (const byMenu of [true, false]) expect(await asked(byMenu)).toBe('If you quit now, one secret of an API key is lost for good.')
  await expect(page.getByRole('dialog', { name: 'The secret of Driver app release' })).toBeVisible()
  await app.close()
})
