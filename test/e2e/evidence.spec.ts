import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './support/app'
import { answerOpenDialogs } from './support/desktop'
import { signInByEmail } from './support/signIn'

test('a pack for an auditor is made of a snapshot, checked, and told apart from one that was changed', async ({ launch, startSandbox }) => {
  const sandbox = await startSandbox()
  const app = await launch()
  const { page } = app
  await signInByEmail(page, sandbox)
  await page.getByRole('link', { name: 'Reviews', exact: true }).click()
  await page.getByRole('button', { name: 'Take Snapshot' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Before the audit')
  await page.getByRole('dialog').getByRole('button', { name: 'Take Snapshot' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Before the audit' })).toBeVisible()

  const parent = await mkdtemp(join(tmpdir(), 'gatehouse-evidence-'))
  try {
    await answerOpenDialogs(app, parent)
    await page.getByRole('button', { name: 'Save the pack…' }).click()
    await expect(page.getByText(/^.*Saved to /u).first()).toBeVisible()
    const [name = ''] = await readdir(parent)
    expect(name).toMatch(/^Evidence - Meridian Logistics - \d{4}-\d\d-\d\d$/u)
    const path = join(parent, name)
    const pdf = await readFile(join(path, 'evidence.pdf'), 'latin1')
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf.match(/\/Type \/Page\b/gu)?.length).toBeGreaterThan(3)
    expect(await readFile(join(path, 'members.csv'), 'utf8')).toContain('…@meridian.example')

    await answerOpenDialogs(app, path)
    await page.getByRole('button', { name: 'Check a pack…' }).click()
    await expect(page.getByText('Nothing in this pack was changed since it was signed.').first()).toBeVisible()
    await appendFile(join(path, 'members.csv'), 'x')
    await page.getByRole('button', { name: 'Check a pack…' }).click()
    await expect(page.getByText('members.csv was changed')).toBeVisible()
  } finally {
    await rm(parent, { recursive: true })
  }
})
