import { tokensAsCss } from './tokens'

/** Puts the tokens into the page, once, and a first theme until the settings are read. */
export function installTokens(page: Document): void {
  const style = page.createElement('style')
  style.textContent = tokensAsCss()
  page.head.append(style)
  page.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
