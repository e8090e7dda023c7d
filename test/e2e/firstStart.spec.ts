import { expect, test } from './support/app'
import { demoPerson, enterPassword, signInByEmail, signInWithApiKey } from './support/signIn'
import { reviewEnforcement } from './support/review'

const title = { level: 1, name: 'Security' } as const

test.describe('first start', () => {
  test('offers three ways in, and the demo organization in one click', async ({ launch }) => {
    const { page } = await launch()
    for (const name of ['Try the demo organization', 'Sign in with an API key', 'Sign in with e-mail']) await expect(page.getByRole('heading', { name })).toBeVisible()
    await page.getByRole('button', { name: 'Open the demo' }).click()
    await expect(page.getByRole('heading', title)).toBeVisible()
    await expect(page.getByText('12 of 42 members lose access if 2FA is enforced')).toBeVisible()
  })

  test('signs in with an API key, and says beforehand what a key cannot do', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    await signInWithApiKey(page, sandbox, `  ${demoPerson(sandbox).apiKey} `)
    await expect(page.getByRole('heading', title)).toBeVisible()
    await expect(page.getByText('You are signed in with an API key.', { exact: false })).toBeVisible()
    // The impact can be looked at all the same; the confirmation cannot be given.
    await reviewEnforcement(page)
    await expect(page.getByRole('dialog')).toContainText('12 members lose access at once')
    await expect(page.getByRole('dialog').getByRole('button', { name: /^Enforce 2FA/u })).toBeDisabled()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Sign in with e-mail' }).click()
    await expect(page.getByLabel('E-mail', { exact: true })).toBeVisible()
  })

  test('signs in with e-mail, password and code, and is signed in the next time', async ({ launch, startSandbox }) => {
    const [app, sandbox] = [await launch(), await startSandbox()]
    await signInByEmail(app.page, sandbox)
    const again = await app.restart()
    await expect(again.page.getByRole('heading', title)).toBeVisible()
    await expect(again.page.getByText('12 of 42 members', { exact: false })).toBeVisible()
  })

  test('keeps what was typed when the password is wrong, and takes a wrong code for what it is', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    await enterPassword(page, sandbox, 'not the password')
    await expect(page.getByRole('alert')).toContainText(/password/iu)
    await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(demoPerson(sandbox).email)
    await enterPassword(page, sandbox)
    await page.getByLabel('Six-digit code').fill('000 000')
    await page.getByRole('button', { name: 'Verify' }).click()
    await expect(page.getByRole('alert')).toContainText(/code/iu)
    await page.getByRole('button', { name: 'Back to e-mail and password' }).click()
    await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(demoPerson(sandbox).email)
  })

  const refusals: [string, unknown[], RegExp][] = [
    ['a key that is wrong, revoked or expired', [], /revoked|expired/iu],
    ['a server that is none', [{ do: 'fault', route: 'GET /private/config', kind: 'status', status: 404, body: {} }], /not a Capgo server/iu],
    ['a sign-in block, until when', [{ do: 'fault', route: '/rpc/', kind: 'rate-limit', seconds: 900, count: 5 }], /\d{1,2}:\d{2}/u],
    ['a connection that breaks', [{ do: 'fault', route: 'GET /private/config', kind: 'drop-before', count: 5 }], /connection/iu]
  ]
  for (const [what, steps, words] of refusals) {
    test(`names ${what}`, async ({ launch, startSandbox }) => {
      const [{ page }, sandbox] = [await launch(), await startSandbox()]
      await sandbox.arrange(steps)
      await signInWithApiKey(page, sandbox, '3f0c2c1e-7a4b-4c52-9d1e-0123456789ab')
      await expect(page.getByRole('alert')).toContainText(words)
      await expect(page.getByLabel('API key', { exact: true })).toBeFocused()
    })
  }

  test('names a demanded captcha, and the way round it', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    await sandbox.arrange([{ do: 'fault', route: 'POST /auth/v1/token', kind: 'status', status: 400, body: { code: 400, error_code: 'captcha_failed', msg: 'captcha protection: request disallowed' } }])
    await enterPassword(page, sandbox)
    await expect(page.getByRole('alert')).toContainText(/API key/u)
  })

  test('names an unreachable host', async ({ launch }) => {
    const { page } = await launch()
    await page.getByText('Advanced').click()
    await page.getByRole('textbox', { name: 'Server' }).fill('nobody.invalid')
    await page.getByLabel('API key', { exact: true }).fill('3f0c2c1e-7a4b-4c52-9d1e-0123456789ab')
    await page.getByRole('button', { name: 'Sign in with the key' }).click()
    await expect(page.getByRole('alert')).toContainText('nobody.invalid')
  })

  test('signs out and removes the secret: the next start asks again', async ({ launch, startSandbox }) => {
    const [app, sandbox] = [await launch(), await startSandbox()]
    await signInByEmail(app.page, sandbox)
    await app.page.keyboard.press('9')
    await app.page.getByRole('button', { name: 'Sign out…' }).click()
    await app.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
    await expect(app.page.getByRole('heading', { name: 'Sign in with e-mail' })).toBeVisible()
    const again = await app.restart()
    await expect(again.page.getByLabel('E-mail', { exact: true })).toHaveValue(demoPerson(sandbox).email)
  })

  test('says why it asks again when the server has ended the session', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    await signInByEmail(page, sandbox)
    await expect(page.getByText('12 of 42 members', { exact: false })).toBeVisible()
    await sandbox.arrange([{ do: 'fault', route: '/rest\\/v1/', kind: 'status', status: 401, body: { code: 'PGRST303', message: 'JWT expired', details: null, hint: null }, count: 50 }])
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('You are signed out')).toBeVisible()
  })
})

test.describe('the demo organization', () => {
  test('is as it was left after a restart, and as new after a reset', async ({ launch }) => {
    const app = await launch({ args: ['--demo'] })
    const toggle = { name: 'Require 2FA for All Members' }
    await reviewEnforcement(app.page)
    await app.page.getByRole('dialog').getByRole('button', { name: /^Enforce 2FA/u }).click()
    await expect(app.page.getByText('2FA is now enforced. The setting was read back and is as asked.').first()).toBeVisible()
    const again = await app.restart()
    await expect(again.page.getByRole('switch', toggle)).toBeChecked()
    await again.page.getByRole('link', { name: 'Connections', exact: true }).click()
    await again.page.getByRole('button', { name: 'Begin the demo afresh…' }).click()
    await again.page.getByRole('dialog').getByRole('button', { name: 'Begin afresh' }).click()
    await expect(again.page.getByRole('dialog')).toHaveCount(0)
    await again.page.getByRole('link', { name: 'Security' }).click()
    await expect(again.page.getByRole('switch', toggle)).not.toBeChecked()
  })
})
