import { expect, test, type LaunchedApp } from './support/app'
import { axe } from './support/axe'
import { createKey, reveal } from './support/createKey'

/** The page's heap after a collection, as V8 writes it: every string that is still reachable is in it. */
async function heapSnapshot({ page }: LaunchedApp): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

test('a new key is shown when it is asked for, copied by main, and in no heap once it is let go', async ({ launch }) => {
  // Each look at the heap takes seconds.
  test.setTimeout(180_000)
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await createKey(app, 'Nightly deploy')
  const dialog = reveal(page, 'Nightly deploy')
  const crossed = async (): Promise<number> => (await app.ipcTrace()).filter(({ direction, channel }) => direction === 'toMain' && channel === 'keySecrets.reveal').length
  expect(await crossed()).toBe(0)

  // Neither a reflex nor the keyboard closes it before the key is taken.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()

  await dialog.getByRole('button', { name: 'Show the key' }).click()
  const secret = (await dialog.locator('code').innerText()).replaceAll(/\s/gu, '')
  expect(secret.length).toBeGreaterThan(20)
  expect(await crossed()).toBe(1)
  expect(await heapSnapshot(app)).toContain(secret)
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog.getByText(/^Copied\. The clipboard holds it until/u)).toBeVisible()
  expect(await app.evaluateMain(({ clipboard }) => clipboard.readText())).toBe(secret)
  await dialog.getByRole('button', { name: 'I have it, close' }).click()
  await expect(dialog).toHaveCount(0)

  await expect.poll(async () => (await heapSnapshot(app)).includes(secret), { timeout: 90_000 }).toBe(false)
  expect(await page.content()).not.toContain(secret)
  const carrying = (await app.ipcTrace()).filter(({ text }) => text.includes(secret))
  expect(carrying.map(({ direction, channel }) => `${direction} ${channel}`)).toEqual(['toRenderer keySecrets.reveal'])
  expect(app.output()).not.toContain(secret)
})

test('a secret that nobody took is offered again after the window was loaded anew, on every page', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await createKey(app, 'Evening deploy')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeVisible()
  await page.getByRole('link', { name: 'Members' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  await expect(page.getByText('One secret is waiting for you.')).toBeVisible()
  await page.getByRole('link', { name: 'Go to API Keys' }).click()
  await expect(page.getByRole('region', { name: 'Secrets that wait for you' })).toContainText('Evening deploy')
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'Show the secret of Evening deploy' }).click()
  await reveal(page, 'Evening deploy').getByRole('button', { name: 'Show the key' }).click()
  await expect(reveal(page, 'Evening deploy').locator('code')).toBeVisible()
  // The tool keeps the words that it has looked at, so that it is not asked where a heap is searched.
  expect(await axe(page)).toEqual([])
  await reveal(page, 'Evening deploy').getByRole('checkbox').check()
  await reveal(page, 'Evening deploy').getByRole('button', { name: 'Forget it for good' }).click()
  await expect(page.getByRole('region', { name: 'Secrets that wait for you' })).toHaveCount(0)
})
