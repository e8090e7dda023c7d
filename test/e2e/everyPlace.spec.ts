import type { Page } from '@playwright/test'
import { expect, test } from './support/app'
import { axeFindings } from './support/axe'
import { clippedControls } from './support/clippedControls'
import { places, routeNames } from './support/places'

type Patch = { theme?: 'light' | 'dark' | 'contrast'; language?: 'en' | 'fr'; motion?: 'reduced' }

async function choose(page: Page, patch: Patch): Promise<void> {
  await page.evaluate((settings) => (globalThis as unknown as { gatehouse: { settings: { update(patch: object): Promise<unknown> } } }).gatehouse.settings.update(settings), patch)
  const { theme, language } = patch
  if (theme !== undefined) await expect(page.locator(`html[data-theme=${theme}]`)).toHaveCount(1)
  if (language !== undefined) await expect(page.locator(`html[lang=${language}]`)).toHaveCount(1)
}

test('the list of places has every route that the router has', async ({ projectRoot }) => {
  const [walked, routed] = [new Set(places.map(({ route }) => route)), await routeNames(projectRoot)]
  expect(routed.length).toBeGreaterThan(10)
  expect([...walked].sort()).toEqual([...routed].sort())
})

test('every page and dialog keeps to WCAG 2.2 AA in three themes and two languages, and cuts nothing off at 900 wide and at 200 % zoom', async ({ launch, startSandbox }) => {
  test.setTimeout(600_000)
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  const found: string[] = []
  await choose(page, { theme: 'light', language: 'en', motion: 'reduced' })
  for (const place of places) {
    const where = `${place.route}, ${place.state}`
    await test.step(where, async () => {
      // One that cannot be come to is a finding, and the walk goes on.
      await place.open(app, sandbox).catch((failure: unknown) => found.push(`${where}: ${String(failure)}`))
      const look = async (how: string, what: () => Promise<string[]>): Promise<void> => {
        for (const problem of await what()) found.push(`${where}, ${how}: ${problem}`)
      }
      await look('light', () => axeFindings(page))
      // Nothing but colours differs in another theme.
      for (const theme of ['dark', 'contrast'] as const) {
        await choose(page, { theme })
        await look(theme, () => axeFindings(page, ['color-contrast']))
      }
      await choose(page, { theme: 'light' })
      for (const language of ['en', 'fr'] as const) {
        await choose(page, { language })
        if (language === 'fr') await look('French', () => axeFindings(page))
        for (const [width, height] of [[900, 700], [640, 400]] as const) {
          await page.setViewportSize({ width, height })
          await look(`${language}, ${String(width)} wide`, () => clippedControls(page))
        }
        await page.setViewportSize({ width: 1280, height: 820 })
      }
      await choose(page, { language: 'en' })
    })
  }
  expect(found).toEqual([])
})
