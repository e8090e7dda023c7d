import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type LaunchedApp } from './support/app'
import { createKey, reveal } from './support/createKey'

// The page's process really ends; what main keeps comes back, what was only on the page is gone with it.

/** What the window shows now, whichever process draws it. */
const words = (app: LaunchedApp): Promise<string> => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText') as Promise<string>)
const inPage = (app: LaunchedApp, code: string): Promise<unknown> => app.evaluateMain(({ BrowserWindow }, source) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(source) as Promise<unknown>, code)
const crash = (app: LaunchedApp): Promise<void> => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())

/** Everything in the folder of the user's data, as text. */
async function onDisk(folder: string): Promise<string> {
  const files = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile())
  return (await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))).join('\n')
}

test('a page that ends by itself is loaded again: the draft is back, a secret that was shown is not, and lies in no file', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await createKey(app, 'Nightly deploy')
  const dialog = reveal(page, 'Nightly deploy')
  await dialog.getByRole('button', { name: 'Show the key' }).click()
  const secret = (await dialog.locator('code').innerText()).replaceAll(/\s/gu, '')
  expect(secret.length).toBeGreaterThan(20)
  const crashed = app.page.waitForEvent('crash')
  await crash(app)
  await crashed

  await expect.poll(() => words(app).catch(() => '')).toContain('The window ended unexpectedly at')
  expect(String(await inPage(app, 'document.documentElement.outerHTML')).replaceAll(/\s/gu, '')).not.toContain(secret)
  // It still waits for its taker: the main process has it, and the page may ask for it again.
  await expect.poll(() => words(app)).toMatch(/Secrets that wait for you[^]*Nightly deploy Not taken yet/u)
  expect(await onDisk(app.userData)).not.toContain(secret)
  expect(app.output()).not.toContain(secret)
})

test('a half-filled form is there again when the page ended under it', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.page.evaluate(() => (location.hash = '#/keys/new'))
  await app.page.getByRole('textbox', { name: 'Name' }).fill('Evening dep')
  await expect.poll(() => readFile(join(app.userData, 'keyDrafts.json'), 'utf8').catch(() => '')).toContain('Evening dep')
  await crash(app)
  await expect.poll(() => words(app).catch(() => '')).toContain('The window ended unexpectedly at')
  await expect.poll(() => inPage(app, `[...document.querySelectorAll('input')].some(({ value }) => value === 'Evening dep')`)).toBe(true)
})
