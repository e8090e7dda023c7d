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
