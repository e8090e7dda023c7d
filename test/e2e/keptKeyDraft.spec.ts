import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/app'

test('a form of a new key that is half filled in outlives a program that is killed', async ({ launch }) => {
  const first = await launch({ args: ['--demo'] })
  await expect(first.page.getByRole('heading', { level: 1 })).toBeVisible()
  await first.page.evaluate(() => (location.hash = '#/keys/new'))
  await first.page.getByRole('textbox', { name: 'Name' }).fill('Nightly dep')
  await first.page.getByRole('button', { name: 'CI/CD Deploy' }).click()
  await first.page.getByRole('radio', { name: /^Member/u }).check()
  const onDisk = (): Promise<string> => readFile(join(first.userData, 'keyDrafts.json'), 'utf8').catch(() => '')
  await expect.poll(onDisk).toContain('"organizationRole": "org_member"')
  first.kill()
  await first.exited

  const { page } = await launch({ args: ['--demo'], userData: first.userData })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => (location.hash = '#/keys/new'))
  await expect(page.getByText(/Restored as you left it on .+ A new key: Nightly dep\./u)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Nightly dep')
  await expect(page.getByRole('radio', { name: /^Member/u })).toBeChecked()
  await expect(page.getByRole('radio', { name: '90 days' })).toBeChecked()
  await page.getByRole('button', { name: 'Discard' }).first().click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('')
  await expect.poll(onDisk).not.toContain('Nightly dep')
})
