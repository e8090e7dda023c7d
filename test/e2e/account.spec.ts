import type { Page } from '@playwright/test'
import { totp } from '../../electron/main/sandbox/totp'
import { expect, test, type Sandbox } from './support/app'
import { axe } from './support/axe'
import { pressButton, tabTo } from './support/keyboard'
import { demoPerson } from './support/signIn'

interface Account {
  email: string
  password: string
}

/** A super admin of the sample organization who has no 2FA. */
const withoutTwoFactor = (sandbox: Sandbox): Account => (sandbox['demo'] as { accounts: Record<string, Account> }).accounts['super_admin_without_2fa'] as Account

async function signIn(page: Page, sandbox: Sandbox, { email, password }: Account): Promise<void> {
  await page.getByText('Advanced').click()
  await page.getByRole('textbox', { name: 'Server' }).fill(sandbox.api)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

/** To what can be done about the one organization, which is closed: by keyboard. */
async function openClosedOrganization(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: 'Your access' })).toBeVisible()
  await page.keyboard.press('8')
  await expect(page.getByRole('heading', { level: 1, name: 'Your access' })).toBeFocused()
  await tabTo(page, 'link', /Meridian Logistics/u)
  await page.keyboard.press('Enter')
}

/** The way out is gone with the reason for it, and what was closed is read. */
async function opensSecurity(page: Page, wayOut: string): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: wayOut })).toHaveCount(0)
  await page.keyboard.press('2')
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`somebody without 2FA turns it on inside, by keyboard alone, and the organization opens (${colorScheme})`, async ({ launch, startSandbox }) => {
    const [app, sandbox] = [await launch({ colorScheme }), await startSandbox()]
    const { page } = app
    const who = withoutTwoFactor(sandbox)
    await sandbox.arrange([{ do: 'set-organization', id: demoPerson(sandbox).organizationId, fields: { enforcing_2fa: true } }])
    await signIn(page, sandbox, who)
    await openClosedOrganization(page)
    await pressButton(page, 'Turn on 2FA…')

    const dialog = page.getByRole('dialog', { name: 'Turn on 2FA' })
    await expect(dialog).toContainText(`It sends six digits to ${who.email}`)
    expect(await axe(page)).toEqual([])
    await pressButton(page, 'Send the code')
    const mailed = dialog.getByRole('textbox', { name: 'Six digits from the e-mail' })
    await expect(mailed).toBeFocused()
    await sandbox.arrange([{ do: 'set-email-otp', email: who.email, code: '135790' }])
    await page.keyboard.type('246 802')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('The server does not accept this code.')
    expect(await axe(page)).toEqual([])
    // The field has the focus again, with what was typed selected.
    await expect(mailed).toBeFocused()
    await expect(mailed).toHaveValue('246802')
    await page.keyboard.type('135790')
    await page.keyboard.press('Enter')

    await expect(dialog.getByRole('img', { name: 'QR code with the secret' })).toBeVisible()
    expect(await axe(page)).toEqual([])
    const secret = (await dialog.locator('code').innerText()).replaceAll(/\s/gu, '')
    expect(secret).toMatch(/^[A-Z2-7]{16,}$/u)
    await expect(dialog.getByRole('textbox', { name: 'Six digits from the authenticator' })).toBeFocused()

    await page.keyboard.press('Escape')
    await expect(dialog.getByRole('alert')).toContainText('2FA is not on yet')
    await expect(dialog.getByRole('button', { name: 'Go on with 2FA' })).toBeFocused()
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Enter')

    await page.keyboard.type(totp(secret, Date.now()))
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText('2FA is on. This session now counts as 2FA.')
    expect(await axe(page)).toEqual([])
    await pressButton(page, 'Done')
    await opensSecurity(page, 'Turn on 2FA…')
  })
}

test('a password proof is renewed inside, with a new password where the present one is too weak, by keyboard alone', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  const who = withoutTwoFactor(sandbox)
  const stronger = 'Harbor-Lantern-42-Beacon-Tide'
  const policy = { enabled: true, min_length: 24, require_uppercase: true, require_number: true, require_special: true }
  await sandbox.arrange([{ do: 'set-organization', id: demoPerson(sandbox).organizationId, fields: { password_policy_config: policy } }])
  await signIn(page, sandbox, who)
  await openClosedOrganization(page)
  await pressButton(page, 'Check your password…')

  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('at least 24 characters')
  await expect(dialog.getByLabel('Your password', { exact: true })).toBeFocused()
  await page.keyboard.type('not the password')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('does not take this as the password of your account')
  expect(await axe(page)).toEqual([])
  await expect(dialog.getByLabel('Your password', { exact: true })).toBeFocused()
  await page.keyboard.type(who.password)
  await expect(dialog.getByRole('listitem').filter({ hasText: '(met)' })).toHaveCount(3)
  await page.keyboard.press('Enter')

  await expect(dialog).toContainText('it does not meet the policy of Meridian Logistics')
  expect(await axe(page)).toEqual([])
  await expect(dialog.getByLabel('New password', { exact: true })).toBeFocused()
  await page.keyboard.type(stronger)
  await expect(dialog.getByRole('listitem').filter({ hasText: '(met)' })).toHaveCount(4)
  await tabTo(page, 'textbox', 'New password, once more')
  await page.keyboard.type(stronger)
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Your password is changed, and the server has checked it.')
  expect(await axe(page)).toEqual([])
  await pressButton(page, 'Done')
  await opensSecurity(page, 'Check your password…')
  // What was typed is nowhere but in the messages in which it was sent.
  const carrying = (await app.ipcTrace()).filter(({ text }) => text.includes(stronger)).map(({ direction, channel }) => `${direction} ${channel}`)
  expect(carrying.filter((one) => !/^toMain account\.(changePassword|provePassword)/u.test(one))).toEqual([])
  expect(app.output()).not.toContain(stronger)
})

test('whoever leaves in the middle leaves nothing behind', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  const who = withoutTwoFactor(sandbox)
  await sandbox.arrange([{ do: 'set-organization', id: demoPerson(sandbox).organizationId, fields: { enforcing_2fa: true } }])
  await signIn(page, sandbox, who)
  await openClosedOrganization(page)
  await pressButton(page, 'Turn on 2FA…')
  await pressButton(page, 'Send the code')
  await expect(page.getByRole('textbox', { name: 'Six digits from the e-mail' })).toBeFocused()
  await sandbox.arrange([{ do: 'set-email-otp', email: who.email, code: '135790' }])
  await page.keyboard.type('135790')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: 'QR code with the secret' })).toBeVisible()
  await page.keyboard.press('Escape')
  await pressButton(page, 'Leave without 2FA')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const own = await page.evaluate(() => (globalThis as unknown as { gatehouse: { account: { security(): Promise<{ value: { factors: unknown[] } }> } } }).gatehouse.account.security())
  expect(own.value.factors).toEqual([])
})
