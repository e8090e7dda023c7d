import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { welcome as welcomeEn } from '#shared/text/en/welcome'
import { expect, test } from '../e2e/support/app'
import { signInByEmail } from '../e2e/support/signIn'
import { median, record } from './figures'

const runs = 7
const emptyWindow = join(import.meta.dirname, 'emptyWindow')

/** Milliseconds from `start` (of the wall clock) until the page had painted its first words. */
const untilPainted = async (page: Page, start: number): Promise<number> => {
  const painted = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime, undefined, { polling: 'raf' })
  return (await page.evaluate(() => performance.timeOrigin)) + ((await painted.jsonValue()) ?? Number.NaN) - start
}

/** Milliseconds from `start` until the heading stands, and beside it a button that can be pressed. The frame after that is counted in. */
const untilUsable = async (page: Page, start: number, heading: string, words = ''): Promise<number> => {
  const moment = await page.waitForFunction(
    ([title, needed]) =>
      document.querySelector('h1')?.textContent === title && document.body.textContent.includes(needed ?? '') && document.querySelector('main button:enabled') !== null ? new Promise<number>((done) => requestAnimationFrame(() => done(Date.now()))) : undefined,
    [heading, words] as const,
    { polling: 'raf' }
  )
  return ((await moment.jsonValue()) ?? Number.NaN) - start
}

test('start beside an empty window', async ({ launch, startSandbox }) => {
  test.setTimeout(400_000)
  const sandbox = await startSandbox()
  const first = await launch()
  await signInByEmail(first.page, sandbox)
  await expect(first.page.getByText('12 of 42 members', { exact: false })).toBeVisible()
  await first.close()
  const times: Record<'empty' | 'welcome' | 'signedIn', number[]> = { empty: [], welcome: [], signedIn: [] }
  // In turn, so that what else the machine does meets all three alike.
  for (let run = 0; run < runs; run++) {
    const start = Date.now()
    const empty = await launch({ appPath: emptyWindow })
    times.empty.push(await untilPainted(empty.page, start))
    await empty.close()
    const fresh = Date.now()
    const welcome = await launch()
    times.welcome.push(await untilUsable(welcome.page, fresh, welcomeEn.title))
    await welcome.close()
    const back = Date.now()
    const signedIn = await launch({ userData: first.userData })
    times.signedIn.push(await untilUsable(signedIn.page, back, 'Security', '12 of 42 members'))
    await signedIn.close()
  }
  const [empty, welcome, signedIn] = [times.empty, times.welcome, times.signedIn].map((all) => median(all.sort((a, b) => a - b))) as [number, number, number]
  await record(`start of an empty window, median of ${runs}`, empty, 'ms')
  await record(`start until the first page can be used, median of ${runs}`, welcome, 'ms')
  await record('of that, more than the empty window', welcome - empty, 'ms')
  await record(`start, signed in, until the Security page shows what the server says, median of ${runs}`, signedIn, 'ms')
  await record('of that, more than the empty window', signedIn - empty, 'ms')
})

test('start and quit', async ({ launch }) => {
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const start = performance.now()
    const { page, close } = await launch({ args: ['--demo'] })
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
    await close()
    times.push(performance.now() - start)
  }
  await record('cold start to the demo’s complete Security page and quit, median of 5', median(times.sort((a, b) => a - b)), 'ms')
})
