import { axe } from './support/axe'
import { expect, test } from './support/app'
import { signInByEmail } from './support/signIn'

test.describe('Commands', () => {
  test('are found by name, go to their page, and are carried out there', async ({ launch, startSandbox }) => {
    const [app, sandbox] = [await launch(), await startSandbox()]
    const { page } = app
    await signInByEmail(page, sandbox)
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
    const search = page.getByRole('combobox', { name: /^Search commands/u })
    const find = async (words: string): Promise<void> => {
      await page.keyboard.press('Control+k')
      await expect(search).toBeFocused()
      await page.keyboard.type(words)
    }

    await find('take snap')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: /snapshot/iu })).toBeVisible()
    await page.keyboard.press('Escape')

    // From another page: the list is read, and its addresses are copied there.
    await find('copy email')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await app.evaluateMain(({ clipboard }) => clipboard.readText())).split(', ').length).toBe(12)

    await find('samuel.ade')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
    await expect(page.getByRole('grid', { name: 'Members' })).toContainText('samuel.adeyemi@meridian.example')
    await expect(page.getByText(/^1 shown of 45/u)).toBeVisible()

    await page.keyboard.press('Control+k')
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(search).toBeHidden()
  })
})
