import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/app'
import { axe } from './support/axe'

test('about, its licences and what is new are reached by keyboard, and an update is not looked for from the source', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  const command = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  await command('About Gatehouse')
  await expect(page.getByRole('heading', { level: 1, name: 'About Gatehouse' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Gatehouse', exact: true })).toContainText('Run from its source')
  await page.getByLabel('Search names and licences').fill('electron-updater')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Licence of electron-updater/u })).toContainText('Permission is hereby granted')
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await command('What’s New')
  await expect(page.getByRole('heading', { level: 1, name: 'What’s new' })).toBeFocused()
  await expect(page.getByRole('listitem').first()).toBeVisible()
  expect(await axe(page)).toEqual([])

  await command('Check for Updates')
  await expect(page.getByRole('heading', { level: 3, name: 'Updates' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Updates' })).toContainText('This copy is run from its source, and does not update itself.')
  await expect(page.getByRole('region', { name: 'Updates' }).getByRole('button')).toHaveCount(0)
})

test('after an update the next start says so once; the first start and the one after say nothing', async ({ launch }) => {
  const first = await launch({ args: ['--demo'] })
  await expect(first.page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  await expect(first.page.getByText('Gatehouse was updated from')).toHaveCount(0)
  // Nothing writes into the file any more when it is changed by hand.
  await first.close()
  const path = join(first.userData, 'settings.json')
  const kept = JSON.parse(await readFile(path, 'utf8')) as { data: { lastVersion: string | null } }
  expect(kept.data.lastVersion).toMatch(/^\d+\.\d+\.\d+/u)
  await writeFile(path, JSON.stringify({ ...kept, data: { ...kept.data, lastVersion: '0.0.1' } }))

  const updated = await launch({ args: ['--demo'], userData: first.userData })
  await updated.page.getByRole('status').filter({ hasText: 'Gatehouse was updated from 0.0.1' }).getByRole('link', { name: 'What’s new' }).click()
  await expect(updated.page.getByText('What has changed since version 0.0.1.')).toBeVisible()
  await expect(updated.page.getByText('Gatehouse was updated from')).toHaveCount(0)

  const next = await updated.restart()
  await expect(next.page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(next.page.getByText('Gatehouse was updated from')).toHaveCount(0)
})
