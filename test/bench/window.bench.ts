import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/support/app'
import { signInByEmail } from '../e2e/support/signIn'
import { median, p95, record, timed } from './figures'

test('the bridge', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  const times = await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { gatehouse: { network: { state(): Promise<unknown> } } }).gatehouse
    const all: number[] = []
    for (let call = 0; call < 200; call++) {
      const start = performance.now()
      await bridge.network.state()
      all.push(performance.now() - start)
    }
    return all.sort((a, b) => a - b)
  })
  await record('one call of the bridge, median of 200', median(times), 'ms')
  await record('one call of the bridge, p95 of 200', p95(times), 'ms')
})

test('100,000 members', async ({ launch, startSandbox }) => {
  test.setTimeout(240_000)
  const [{ page }, sandbox] = [await launch(), await startSandbox({ members: 100_000 })]
  await signInByEmail(page, sandbox)
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('100,000', { timeout: 120_000 })
  const shown = page.getByText(/ shown of /u)
  const search = page.getByRole('textbox', { name: 'Search members without 2FA' })
  const filtering = await timed(5, async (run) => {
    const before = await shown.textContent()
    await search.fill(run % 2 === 0 ? 'okafor' : '')
    await expect(shown).not.toHaveText(before ?? '')
  })
  await record('100,000 members: filter until the count changes, median of 5', median(filtering), 'ms')
  const frames = await page.evaluate(async () => {
    const list = [...document.querySelectorAll<HTMLElement>('*')].find((element) => element.scrollHeight > 20_000 && element.clientHeight < 2000 && /auto|scroll/u.test(getComputedStyle(element).overflowY))
    if (!list) return []
    const all: number[] = []
    let last = performance.now()
    for (let frame = 0; frame < 120; frame++) {
      list.scrollTop += 3000
      await new Promise(requestAnimationFrame)
      all.push(performance.now() - last)
      last = performance.now()
    }
    return all.sort((a, b) => a - b)
  })
  if (frames.length > 0) {
    await record('100,000 members: fast scrolling, median frame', median(frames), 'ms')
    await record('100,000 members: fast scrolling, worst frame', frames.at(-1) ?? Number.NaN, 'ms')
  }
})

test('a snapshot of 100,000 members and 10,000 keys', async ({ launch, startSandbox }) => {
  test.setTimeout(400_000)
  const [{ page }, sandbox] = [await launch(), await startSandbox({ members: 100_000, args: ['--keys', '10000'] })]
  await signInByEmail(page, sandbox)
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('100,000', { timeout: 120_000 })
  const reviews = page.getByRole('link', { name: 'Reviews', exact: true })
  await reviews.click()
  await page.getByRole('button', { name: 'Take Snapshot' }).click()
  const taken = performance.now()
  await page.getByRole('dialog').getByRole('button', { name: 'Take Snapshot' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '10,000 API keys' })).toBeVisible({ timeout: 240_000 })
  const name = 'snapshot of 100,000 members, 10,000 keys'
  await record(`${name}: taking it`, performance.now() - taken, 'ms')
  const open = page.getByRole('button', { name: /^Open “/u })
  const shown = page.getByText(/ shown of 100,0/u)
  const banner: number[] = []
  const opening: number[] = []
  for (let run = 0; run < 3; run++) {
    const [untilOpen, untilShown] = await opened(page)
    banner.push(untilOpen)
    opening.push(untilShown)
    await expect(shown).toBeVisible()
    if (run === 0) {
      const search = page.getByRole('textbox').first()
      const filtering = await timed(5, async (time) => {
        const before = await page.getByText(/ shown of /u).textContent()
        await search.fill(time % 2 === 0 ? 'okafor' : '')
        await expect(page.getByText(/ shown of /u)).not.toHaveText(before ?? '')
      })
      await record(`${name}: filter the members until the count changes, median of 5`, median(filtering), 'ms')
      await search.fill('')
      const reading = await page.evaluate(async () => {
        const { connection, organizationSecurity } = (globalThis as unknown as { gatehouse: { connection: { current(): Promise<{ value: { connection: { lastOrganizationId: string } } }> }; organizationSecurity: { read(of: { organizationId: string }): Promise<unknown> } } }).gatehouse
        const { lastOrganizationId: organizationId } = (await connection.current()).value.connection
        const begun = performance.now()
        await organizationSecurity.read({ organizationId })
        return performance.now() - begun
      })
      await record(`${name}: of that, its members over the bridge`, reading, 'ms')
    }
    await page.getByRole('button', { name: 'Close snapshot' }).click()
    await reviews.click()
    await expect(open).toBeEnabled()
  }
  await record(`${name}: from the press until it is open, median of 3`, median(banner.sort((a, b) => a - b)), 'ms')
  await record(`${name}: from the press until the Members page shows it, median of 3`, median(opening.sort((a, b) => a - b)), 'ms')
})

/** From the press on the only snapshot until it is open, and until the Members page, pressed at once then, shows how many there are. */
function opened(page: Page): Promise<[untilOpen: number, untilShown: number]> {
  return page.evaluate(async () => {
    const until = (there: () => boolean): Promise<void> =>
      new Promise((done) => {
        const look = (): void => {
          if (!there()) return
          observer.disconnect()
          // The frame that has it is on the screen.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => done()
            port2.postMessage(null)
          })
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { childList: true, subtree: true, characterData: true })
        look()
      })
    const press = (selector: string, words: RegExp): void => [...document.querySelectorAll<HTMLElement>(selector)].find((one) => words.test(one.ariaLabel ?? one.textContent))?.click()
    const says = (words: RegExp) => () => words.test(document.body.textContent)
    const start = performance.now()
    press('button', /^Open “/u)
    await until(says(/nothing is asked of the server/u))
    const untilOpen = performance.now() - start
    press('nav a', /Members/u)
    await until(says(/ shown of 100,0/u))
    return [untilOpen, performance.now() - start]
  })
}
