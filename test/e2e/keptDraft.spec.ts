import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/app'

test('settings that are drafted outlive a program that is killed', async ({ launch }) => {
  const first = await launch({ args: ['--demo'] })
  await first.page.getByRole('switch', { name: 'Require API Key Expiration' }).click()
  await first.page.getByRole('spinbutton', { name: 'Maximum expiration days' }).fill('90')
  await expect(first.page.getByText('2 changes not applied')).toBeVisible()
  const onDisk = (): Promise<string> => readFile(join(first.userData, 'securityDrafts.json'), 'utf8').catch(() => '')
  await expect.poll(onDisk).toContain('"maxKeyExpirationDays": 90')
  first.kill()
  await first.exited

  const { page } = await launch({ args: ['--demo'], userData: first.userData })
  await expect(page.getByText(/Draft of .+ restored\./u)).toBeVisible()
  await expect(page.getByText('2 changes not applied')).toBeVisible()
  await expect(page.getByRole('spinbutton', { name: 'Maximum expiration days' })).toHaveValue('90')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('2 changes not applied')).toHaveCount(0)
  await expect.poll(onDisk).not.toContain('maxKeyExpirationDays')
})
