import { resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import vue from '@vitejs/plugin-vue'
import { build, preview } from 'vite'
import type { Member } from '#shared/domain/member'
import { emailListOf } from '#shared/rules/emailList'
import { indexMembers } from '#shared/rules/memberFilter'
import { expect, test } from '../e2e/support/app'
import { signInByEmail } from '../e2e/support/signIn'
import { findChromium } from '../host/chromium/findChromium.mjs'
import { median, p95, record, timed } from './figures'

/** What somebody types who looks for a person, letter by letter, and takes back. */
const typed = ['a', 'ad', 'ada', 'ad', 'a', '', 'm', 'me', 'mer', 'meri', '9', '99', '999', '99', '', 'o', 'ok', 'oka', 'x', '']

/**
 * What is typed and pressed, and how long until it is on the screen: from the event to the end of the first frame whose rows
 * are those that stay. A frame ends when its task ends, after style, layout and paint; a message posted before it comes
 * right after. Each event comes right after a frame, so that a whole one (17 ms of 60 a second) is in every figure: the
 * worst moment to type. Two further frames are looked at, and a row that changes in them makes its frame the one that counts.
 */
async function repainting(page: Page, grid: string, events: { typed: readonly string[] } | { pressed: string } | 'nothing'): Promise<number[]> {
  return page.evaluate(
    async ([table, given]) => {
      const field = document.querySelector<HTMLInputElement>('input[aria-label="Search members"]')
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
      const rows = (): string | null | undefined => document.querySelector(table)?.textContent
      const endOfFrame = (): Promise<void> =>
        new Promise((ended) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => ended()
            port2.postMessage(null)
          })
        })
      const act = (run: number): void => {
        if (given === 'nothing') return
        if ('pressed' in given) {
          const headings = document.querySelectorAll<HTMLElement>(given.pressed)
          headings[run % headings.length]?.click()
          return
        }
        value?.set?.call(field, given.typed[run % given.typed.length])
        field?.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
      const times: number[] = []
      for (let run = 0; run < 40; run++) {
        const start = performance.now()
        act(run)
        const frames: { time: number; rows: string | null | undefined }[] = []
        for (let frame = 0; frame < 3; frame++) {
          await endOfFrame()
          frames.push({ time: performance.now() - start, rows: rows() })
        }
        times.push(frames.find((frame) => frame.rows === frames.at(-1)?.rows)?.time ?? Number.NaN)
      }
      return times.sort((a, b) => a - b)
    },
    [grid, events] as const
  )
}

test('the addresses of 100,000 people', async () => {
  const members = Array.from({ length: 100_000 }, (_, index): Member => ({ id: String(index), email: `first${String(index)}.last@meridian.example`, role: 'org_member', twoFactor: 'enabled', password: 'notAsked' }))
  const rows = indexMembers(members, (role) => role)
  const times = await timed(20, () => Promise.resolve(emailListOf(rows, 'comma')))
  await record('Members, 100,000: gathering every address into one text, p95 of 20', p95(times), 'ms')
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
  const grid = '[role=grid][aria-label="Members"]'
  await record('a frame with nothing to do, p95 of 40', p95(await repainting(page, grid, 'nothing')), 'ms')
  await record('Members, 100,000: a key in the search until repainted, p95 of 40', p95(await repainting(page, grid, { typed })), 'ms')
  await record('Members, 100,000: sorting until repainted, p95 of 40', p95(await repainting(page, grid, { pressed: `${grid} .virtual-list__sort` })), 'ms')
  // Just after a change of the order, and with the list at rest for as long as its text needs to be brought over to main.
  await record('Members, 100,000: copying every address right after a change, p95 of 5', p95(await copying(page, 5, `${grid} .virtual-list__sort`)), 'ms')
  await page.evaluate(() => new Promise((rested) => setTimeout(rested, 5000)))
  const atRest = await copying(page, 20, null)
  await record('Members, 100,000: copying every address until the clipboard has it and the page says so, p95 of 20', p95(atRest), 'ms')
  await record('the same, median of 20', median(atRest), 'ms')
  // The least that copying can be: the text carried over with the press (the stand-in host carries it as a message of the
  // debugging protocol), and the clipboard alone, where main has the text.
  const [carrying, writing] = await page.evaluate(async () => {
    const { clipboard } = (globalThis as unknown as { gatehouse: { clipboard: { copyText(input: { text: string }): Promise<unknown>; prepareText(input: { text: string }): Promise<{ value: { preparedId: string } }>; copyPrepared(input: { preparedId: string }): Promise<unknown> } } }).gatehouse
    const text = Array.from({ length: 100_000 }, (_, index) => `first${String(index)}.last@meridian.example`).join(', ')
    const { preparedId } = (await clipboard.prepareText({ text })).value
    const timesOf = async (run: () => Promise<unknown>): Promise<number[]> => {
      const times: number[] = []
      for (let count = 0; count < 20; count++) {
        const start = performance.now()
        await run()
        times.push(performance.now() - start)
      }
      return times.sort((a, b) => a - b)
    }
    return [await timesOf(() => clipboard.copyText({ text })), await timesOf(() => clipboard.copyPrepared({ preparedId }))] as const
  })
  await record('the bridge: a text of 100,000 addresses into the clipboard, p95 of 20', p95(carrying), 'ms')
  await record('the clipboard alone: the same text, which main has already, p95 of 20', p95(writing), 'ms')
})

/** From the press until the page says what was copied. @param before a selector of headings, one of which is pressed before each copy */
async function copying(page: Page, runs: number, before: string | null): Promise<number[]> {
  return page.evaluate(
    async ([count, headings]) => {
      const button = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Copy e-mails'))
      const frame = () => new Promise((ended) => requestAnimationFrame(ended))
      const times: number[] = []
      for (let run = 0; run < count; run++) {
        if (headings !== null) {
          const all = document.querySelectorAll<HTMLElement>(headings)
          all[run % all.length]?.click()
          for (let waited = 0; waited < 3; waited++) await frame()
        }
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
    },
    [runs, before] as const
  )
}

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
    await record('NDataTable, 100,000: a key in the search until repainted, p95 of 40', p95(await repainting(page, '.n-data-table', { typed })), 'ms')
    await record('NDataTable, 100,000: sorting until repainted, p95 of 40', p95(await repainting(page, '.n-data-table', { pressed: '.n-data-table-th--sortable' })), 'ms')
  } finally {
    await browser.close()
    await server.close()
  }
})
