import { resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import vue from '@vitejs/plugin-vue'
import { build, preview } from 'vite'
import type { Member } from '#shared/domain/member'
import { emailList } from '#shared/rules/emailList'
import { expect, test } from '../e2e/support/app'
import { signInByEmail } from '../e2e/support/signIn'
import { findChromium } from '../host/chromium/findChromium.mjs'
import { p95, record } from './figures'

/** What somebody types who looks for a person, letter by letter, and takes back. */
const typed = ['a', 'ad', 'ada', 'ad', 'a', '', 'm', 'me', 'mer', 'meri', '9', '99', '999', '99', '', 'o', 'ok', 'oka', 'x', '']

/** Milliseconds from each key until two frames later, when what it changed is on the screen. */
async function typing(page: Page): Promise<number[]> {
  return page.evaluate(async (texts) => {
    const field = document.querySelector<HTMLInputElement>('input[aria-label="Search members"]')
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    const times: number[] = []
    for (const text of [...texts, ...texts]) {
      const start = performance.now()
      value?.set?.call(field, text)
      field?.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)
  }, typed)
}

/** The same, from each press on the headings of the columns. */
async function sorting(page: Page, heading: string): Promise<number[]> {
  return page.evaluate(async (selector) => {
    const times: number[] = []
    for (let run = 0; run < 20; run++) {
      const headings = document.querySelectorAll<HTMLElement>(selector)
      const start = performance.now()
      headings[run % headings.length]?.click()
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)
  }, heading)
}

/** What two frames take with nothing to do: the least that the figures beside it can be. */
const idle = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const times: number[] = []
    for (let run = 0; run < 40; run++) {
      const start = performance.now()
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)
  })

test('the addresses of 100,000 people', async () => {
  const members = Array.from({ length: 100_000 }, (_, index): Member => ({ id: String(index), email: `first${String(index)}.last@meridian.example`, role: 'org_member', twoFactor: 'enabled', password: 'notAsked' }))
  const times: number[] = []
  for (let run = 0; run < 20; run++) {
    const start = performance.now()
    emailList(members, 'comma')
    times.push(performance.now() - start)
  }
  await record('Members, 100,000: gathering every address into one text, p95 of 20', p95(times.sort((a, b) => a - b)), 'ms')
})

test('Members with 100,000 people', async ({ launch, startSandbox }) => {
  test.setTimeout(300_000)
  const [{ page }, sandbox] = [await launch(), await startSandbox({ members: 100_000 })]
  await signInByEmail(page, sandbox)
  await page.evaluate(() => {
    location.hash = '#/members'
  })
  await expect(page.getByText(/^100,\d{3} shown of 100,\d{3}/u)).toBeVisible({ timeout: 180_000 })
  await expect(page.getByRole('region', { name: 'Keys whose owner has no 2FA' })).toBeVisible({ timeout: 60_000 })
  await record('two frames with nothing to do, p95 of 40', p95(await idle(page)), 'ms')
  await record('Members, 100,000: a key in the search until repainted, p95 of 40', p95(await typing(page)), 'ms')
  await record('Members, 100,000: sorting until repainted, p95 of 20', p95(await sorting(page, '[role=grid][aria-label="Members"] .virtual-list__sort')), 'ms')
  const copying = await page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Copy e-mails'))
    const times: number[] = []
    for (let run = 0; run < 20; run++) {
      const said = new Promise<void>((done) => {
        let gone = document.querySelector('.handed-over') === null
        const observer = new MutationObserver(() => {
          const there = document.querySelector('.handed-over') !== null
          // What the former copy said goes first.
          if (there && gone) {
            observer.disconnect()
            done()
          } else if (!there) gone = true
        })
        observer.observe(document.body, { childList: true, subtree: true })
      })
      const start = performance.now()
      button?.click()
      await said
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)
  })
  await record('Members, 100,000: copying every address until the clipboard has it and the page says so, p95 of 20', p95(copying), 'ms')
})

test('a plain NDataTable with 100,000 people', async ({ projectRoot }) => {
  test.setTimeout(300_000)
  const executablePath = findChromium()
  const root = resolve(import.meta.dirname, 'dataTable')
  const outDir = resolve(projectRoot, 'out/bench/dataTable')
  await build({ root, base: './', configFile: false, logLevel: 'error', plugins: [vue()], build: { outDir, emptyOutDir: true } })
  const server = await preview({ root, configFile: false, logLevel: 'error', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
  const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(server.resolvedUrls?.local[0] ?? '')
    await expect(page.locator('.n-data-table-tr').nth(3)).toBeVisible({ timeout: 60_000 })
    await record('NDataTable, 100,000: a key in the search until repainted, p95 of 40', p95(await typing(page)), 'ms')
    await record('NDataTable, 100,000: sorting until repainted, p95 of 20', p95(await sorting(page, '.n-data-table-th--sortable')), 'ms')
  } finally {
    await browser.close()
    await server.close()
  }
})
