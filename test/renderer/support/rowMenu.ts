import { flushPromises } from '@vue/test-utils'

/** The menu that is open, entry by entry. */
export const menuItems = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=menu] [role=menuitem]')]
export const menuWords = (): string[] => menuItems().map(({ textContent }) => textContent.replace(/ – .*/u, ''))

export async function chooseOfMenu(text: string): Promise<void> {
  const item = menuItems().find(({ textContent }) => textContent.replace(/ – .*/u, '') === text)
  if (item === undefined) throw new Error(`The menu has no “${text}”.`)
  item.click()
  await flushPromises()
}

export async function closeMenu(): Promise<void> {
  menuItems()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await flushPromises()
}
