import type { Page } from '@playwright/test'
import axeCore from 'axe-core'

/**
 * The serious and critical findings of axe on the page as it stands, one readable line per element; empty when it is clean.
 * The source is evaluated through the debugging protocol, which the page's Content-Security-Policy does not stop.
 */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source)
  const results = await page.evaluate(() => (globalThis as unknown as { axe: typeof axeCore }).axe.run(document, { resultTypes: ['violations'] }))
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, help, nodes }) => nodes.map((node) => `${impact}: ${id} (${help}) at ${node.target.join(' ')} — ${node.failureSummary ?? ''}`))
}

const wcag22 = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Every finding against WCAG 2.2 A and AA, however heavy; or those of some rules alone. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source)
  const results = await page.evaluate(
    ([tags, only]) =>
      (globalThis as unknown as { axe: typeof axeCore }).axe.run(document, {
        resultTypes: ['violations'],
        runOnly: only === null ? { type: 'tag', values: tags } : { type: 'rule', values: only },
        ...(only === null ? { rules: { 'target-size': { enabled: true } } } : {})
      }),
    [wcag22, rules === undefined ? null : [...rules]] as const
  )
  return results.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}) at ${node.target.join(' ')} — ${node.failureSummary ?? ''}`))
}
