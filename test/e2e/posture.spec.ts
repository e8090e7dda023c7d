import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/app'
import { axe } from './support/axe'
import { answerSaveDialogs } from './support/desktop'

async function openPosture(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => (location.hash = '#/posture'))
  await expect(page.getByRole('heading', { level: 1, name: 'Posture' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Score' })).toContainText('17.9 of 25')
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the demo’s posture is told, drawn and clean, ${colorScheme}`, async ({ launch }) => {
    const app = await launch({ colorScheme, args: ['--demo'] })
    const { page } = app
    const complaints: string[] = []
    page.on('console', (message) => {
      if (/content security policy|refused to/iu.test(message.text())) complaints.push(message.text())
    })
    await openPosture(page)

    await expect(page.getByRole('region', { name: '2FA' }).first()).toContainText(/2FA Enabled\s*30/u)
    const history = page.getByRole('region', { name: 'History' })
    await expect(history.locator('canvas')).toBeVisible()
    expect(await axe(page)).toEqual([])
    await history.getByRole('button', { name: 'Show the table' }).click()
    await expect(history.getByRole('row')).toHaveCount(2)
    await expect(history.getByRole('row').last()).toContainText('30 of 42')
    expect(await axe(page)).toEqual([])
    expect(complaints).toEqual([])
  })
}

test('a day is kept over a restart, and the evidence is saved', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  await openPosture(app.page)
  const path = join(app.userData, 'evidence.json')
  await answerSaveDialogs(app, path)
  await app.page.getByRole('button', { name: 'Save as JSON…' }).click()
  await expect(app.page.getByText('Saved the evidence to', { exact: false }).first()).toBeVisible()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ kind: 'gatehouse.posture-evidence', organization: { name: 'Meridian Logistics' }, readings: { settings: { complete: true }, members: 'complete' } })

  const [name = ''] = await readdir(join(app.userData, 'posture'))
  const kept = await readFile(join(app.userData, 'posture', name), 'utf8')
  expect(kept).toContain('"notEnabled": 12')
  expect(kept).not.toContain('@')
  const again = await app.restart()
  await openPosture(again.page)
  await expect(again.page.getByRole('region', { name: 'History' })).toContainText('One day is kept so far')
})
