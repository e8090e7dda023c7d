import type { Page } from '@playwright/test'
import { expect, test } from './support/app'
import { clippedControls } from './support/clippedControls'
import { routeNames } from './support/places'

/** The pages that an address alone leads to. */
const paths = ['overview', 'security', 'members', 'keys', 'keys/new', 'reviews', 'posture', 'activity', 'access', 'connections', 'settings', 'guide', 'diagnostics', 'whats-new', 'about'] as const

/** Paths and names of packages, which begin with a sign that would move to the other end. */
const scrambled = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
    const wrong: string[] = []
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode
      const text = (textContent ?? '').trim()
      if (/^[/@]\w/u.test(text) && parentElement !== null && getComputedStyle(parentElement).direction !== 'ltr') wrong.push(text)
    }
    return wrong
  })

test('where lines run from right to left the window is mirrored, nothing is cut off, and keys and ids stay as they are', async ({ launch, projectRoot }) => {
  test.setTimeout(180_000)
  expect((await routeNames(projectRoot)).length).toBeGreaterThanOrEqual(paths.length)
  const { page } = await launch({ args: ['--demo', '--mirrored'] })
  await expect(page.locator('html[dir=rtl][lang=en-XB]')).toHaveCount(1)
  await expect(page.locator('main h1')).toBeVisible()
  const found: string[] = []
  for (const path of paths) {
    await page.evaluate((hash) => (location.hash = hash), `#/${path}`)
    // The title of the page is said by one of our texts, which are all turned round.
    await expect(page.locator('main h1').first()).toContainText('\u202E')
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    for (const width of [1280, 900, 640]) {
      await page.setViewportSize({ width, height: 700 })
      found.push(...(await clippedControls(page)).map((problem) => `${path}, ${String(width)} wide: ${problem}`))
    }
    await page.setViewportSize({ width: 1280, height: 820 })
    found.push(...(await scrambled(page)).map((text) => `${path}: ${text} runs from right to left`))
  }
  expect(found).toEqual([])

  // The rail stands where the line begins, and what is read from left to right is.
  const rail = await page.getByRole('navigation').first().boundingBox()
  const main = await page.getByRole('main').boundingBox()
  expect(rail?.x ?? 0).toBeGreaterThan(main?.x ?? 0)
  await page.evaluate(() => (location.hash = '#/keys/new'))
  await expect(page.locator('main h1').first()).toBeVisible()
  const directions = await page.evaluate(() => {
    const code = document.createElement('code')
    document.querySelector('main')?.append(code)
    return [getComputedStyle(code).direction, getComputedStyle(document.body).direction]
  })
  expect(directions).toEqual(['ltr', 'rtl'])
})

test('without the switch the lines run from left to right', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await expect(page.locator('html[dir=ltr][lang=en]')).toHaveCount(1)
})
