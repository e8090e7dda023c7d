import type { Page } from '@playwright/test'

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, role: 'button' | 'switch' | 'textbox' | 'link', name: string | RegExp): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    if (await page.getByRole(role, { name }).first().evaluate((element) => element === document.activeElement || element.contains(document.activeElement)).catch(() => false)) return
  }
  throw new Error(`Tab never reached the ${role} ${String(name)}.`)
}

export async function pressButton(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, 'button', name)
  await page.keyboard.press('Enter')
}
