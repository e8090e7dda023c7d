/**
 * Naive UI writes its styles into <style> elements and has no option for a nonce, while the Content-Security-Policy
 * accepts only those with the nonce of this response. Every <style> made from here on gets it. This must run before
 * anything that makes one, so it is the first import of main.ts.
 */
const meta = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')
const nonce = meta?.content ?? ''
// Whoever gets to run markup in this page later must not find it.
meta?.remove()

type CreateElement = (name: string, options?: ElementCreationOptions) => HTMLElement
const creating: { createElement: CreateElement } = document
const createElement = creating.createElement.bind(document)

creating.createElement = (name, options) => {
  const element = createElement(name, options)
  if (element instanceof HTMLStyleElement) element.nonce = nonce
  return element
}

export {}
