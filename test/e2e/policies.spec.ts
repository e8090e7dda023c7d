import { axe } from './support/axe'
import { expect, test, type Sandbox } from './support/app'
import { demoPerson, signInByEmail } from './support/signIn'

async function settingsOnServer(sandbox: Sandbox): Promise<Record<string, unknown>> {
  const { organizationId, apiKey } = demoPerson(sandbox)
  const answer = await fetch(`${sandbox.supabase}/rest/v1/orgs?select=*&id=eq.${organizationId}`, { headers: { apikey: sandbox.anonKey, capgkey: apiKey } })
  return ((await answer.json()) as Record<string, unknown>[])[0] ?? {}
}

test('several settings are reviewed together, written once, read back, and taken back', async ({ launch, startSandbox }) => {
  const [{ page }, sandbox] = [await launch(), await startSandbox()]
  await signInByEmail(page, sandbox)
  await page.getByRole('switch', { name: 'Require API Key Expiration' }).click()
  await page.getByRole('spinbutton', { name: 'Maximum expiration days' }).fill('90')
  await page.getByRole('switch', { name: 'Enforce Encrypted Bundles' }).click()
  await expect(page.getByText('3 changes not applied')).toBeVisible()
  expect(await settingsOnServer(sandbox)).toMatchObject({ require_apikey_expiration: false })
  await page.getByRole('button', { name: 'Review and apply' }).click()
  const review = page.getByRole('dialog')
  await expect(review).toContainText('bundles are not encrypted as this asks')
  await expect(review).toContainText('have no expiry and are refused by parts of the server')
  await review.getByRole('textbox', { name: 'Name of the organization' }).fill('Meridian Logistics')
  await review.getByRole('button', { name: 'Apply 3 changes' }).click()
  await expect(page.getByText('3 settings are changed. Each was read back and is as asked.').first()).toBeVisible()
  expect(await settingsOnServer(sandbox)).toMatchObject({ require_apikey_expiration: true, max_apikey_expiration_days: 90, enforce_encrypted_bundles: true })
  const puts = ((await sandbox.log()) as { method: string; path: string }[]).filter(({ method, path }) => method === 'PUT' && path.startsWith('/organization'))
  expect(puts).toHaveLength(1)

  await page.getByRole('button', { name: 'Undo…' }).click()
  await expect(review.getByRole('heading', { name: 'Undo: 3 security settings go back to what they were' })).toBeVisible()
  await expect(review).toContainText(/keys? without expiry (?:is|are) accepted everywhere again/u)
  await expect(review).toContainText('Bundles that are not encrypted can be uploaded again.')
  await review.getByRole('button', { name: 'Undo 3 changes' }).click()
  await expect(page.getByText('Undone: 3 settings are as they were. Each was read back.').first()).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Enforce Encrypted Bundles' })).not.toBeChecked()
  expect(await settingsOnServer(sandbox)).toMatchObject({ require_apikey_expiration: false, max_apikey_expiration_days: null, enforce_encrypted_bundles: false })

  await page.getByRole('link', { name: 'Activity', exact: true }).click()
  await page.getByText('This computer', { exact: true }).click()
  await expect(page.getByText(/^Undo: .* changed 3 settings$/u)).toBeVisible()
})

test('a password policy asks for one’s own proof right afterwards, and access is back with it', async ({ launch, startSandbox }) => {
  const [{ page }, sandbox] = [await launch(), await startSandbox()]
  await signInByEmail(page, sandbox)
  await page.getByRole('switch', { name: 'Enforce Password Policy' }).click()
  await page.getByRole('button', { name: 'Review and apply' }).click()
  const review = page.getByRole('dialog')
  await expect(review).toContainText('All 42 members have to prove their password again, you included')
  await review.getByRole('textbox', { name: 'Name of the organization' }).fill('Meridian Logistics')
  await review.getByRole('button', { name: 'Apply 1 change' }).click()
  const proof = page.getByRole('dialog', { name: /password/iu })
  await proof.getByLabel('Your password', { exact: true }).fill(demoPerson(sandbox).password)
  await proof.getByRole('button', { name: 'Check my password' }).click()
  await proof.getByRole('button', { name: 'Done' }).click()
  const compliance = page.getByRole('region', { name: 'Member Compliance' })
  await expect(compliance.getByText('Compliant', { exact: true })).toBeVisible()
  await expect(compliance).toContainText('41')

  await page.getByRole('button', { name: 'Undo…' }).click()
  await expect(review).toContainText('Undo: 1 security setting goes back to what it was')
  await expect(review).toContainText('41 members regain access at once')
  await expect(review).toContainText('Regains access')
})

test('what a second administrator changed meanwhile stops it and is shown from three sides', async ({ launch, startSandbox }) => {
  const [{ page }, sandbox] = [await launch(), await startSandbox()]
  await signInByEmail(page, sandbox)
  await page.getByRole('spinbutton', { name: 'Maximum expiration days' }).fill('60')
  await page.getByRole('switch', { name: 'Enforce Secure API Keys' }).click()
  await page.getByRole('button', { name: 'Review and apply' }).click()
  await sandbox.arrange([{ do: 'set-organization', id: demoPerson(sandbox).organizationId, fields: { enforce_encrypted_bundles: true } }])
  const review = page.getByRole('dialog')
  const typeName = async () => {
    await review.getByRole('textbox', { name: 'Name of the organization' }).fill('Meridian Logistics')
    await page.keyboard.press('Enter')
  }
  await typeName()
  await expect(review.getByRole('alert')).toContainText('Somebody changed the settings since you looked')
  // By keyboard one goes on from there, and not from the top of the window.
  await expect(review.getByRole('alert')).toBeFocused()
  expect(await settingsOnServer(sandbox)).toMatchObject({ max_apikey_expiration_days: null })
  await typeName()
  await expect(review).toHaveCount(0)
  await expect(page.getByRole('spinbutton', { name: 'Maximum expiration days' })).toHaveValue('60')
  for (const name of ['Enforce Secure API Keys', 'Enforce Encrypted Bundles']) await expect(page.getByRole('switch', { name })).toBeChecked()
  await expect(page.getByText('Each was read back and is as asked.').first()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on a draft, its review, presets and commands, ${colorScheme}`, async ({ launch }) => {
    const { page } = await launch({ colorScheme, args: ['--demo'] })
    for (const name of ['Require 2FA for All Members', 'Enforce Password Policy', 'Enforce Secure API Keys', 'Require API Key Expiration', 'Enforce Encrypted Bundles']) await page.getByRole('switch', { name }).click()
    await page.getByRole('spinbutton', { name: 'Maximum expiration days' }).fill('400')
    await expect(page.getByText('Set right what is marked first.')).toBeVisible()
    expect(await axe(page)).toEqual([])
    await page.getByRole('spinbutton', { name: 'Maximum expiration days' }).fill('30')
    await page.getByRole('button', { name: 'Review and apply' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Copy as Command Line' }).click()
    await expect(page.getByRole('dialog')).toContainText('$CAPGO_SESSION')
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Use a Preset…' }).click()
    await expect(page.getByRole('dialog')).toContainText('Enterprise/Compliance')
    expect(await axe(page)).toEqual([])
  })
}
