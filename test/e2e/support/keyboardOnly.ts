import type { CDPSession, Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** What has the focus, as Chromium tells assistive technology. */
export interface Focused {
  role: string
  name: string
}

const fits = (told: string, name: string | RegExp): boolean => (typeof name === 'string' ? told === name : name.test(told))

/** Runs in the page: what has the focus, and whether it is to be seen. */
function look(): { seen: boolean; element: string; lost: boolean } {
  const element = document.activeElement
  if (element === null || element === document.body) return { seen: false, element: 'body', lost: true }
  // A control of the program's own look lies under its label, and the label is what is seen.
  const shown = (element as HTMLInputElement).labels?.[0] ?? element
  const boxes = [element, shown].map((candidate) => candidate.getBoundingClientRect())
  const seen = boxes.some(({ left, top, right, bottom }) => {
    const [x1, x2, y1, y2] = [Math.max(left, 0), Math.min(right, innerWidth), Math.max(top, 0), Math.min(bottom, innerHeight)]
    if (x2 - x1 < 1 || y2 - y1 < 1) return false
    const places = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]] as const
    return places.some(([dx, dy]) => {
      const hit = document.elementFromPoint(x1 + (x2 - x1) * dx, y1 + (y2 - y1) * dy)
      return hit !== null && (element.contains(hit) || shown.contains(hit) || hit.contains(element) && hit.matches('label'))
    })
  })
  return { seen, element: element.outerHTML.slice(0, 160), lost: false }
}

/** Somebody at the program without a mouse: keys alone, and after each of them a look at where the focus is. */
export class KeyboardOnly {
  readonly #page: Page
  #session: CDPSession | undefined
  /** Every stop so far, for the message of what goes wrong. */
  readonly #passed: string[] = []

  constructor(page: Page) {
    this.#page = page
  }

  /** What has the focus now; fails when that is nothing, has no name, or cannot be seen. */
  async focused(): Promise<Focused> {
    let now = { role: '', name: '' }
    // What was pressed may be read or drawn first: the focus may come late, but it has to come.
    await expect
      .poll(
        async () => {
          const { lost, seen, element } = await this.#page.evaluate(look)
          if (lost || !seen) return `not in sight: ${element}`
          now = await this.#told()
          return now.name === '' ? `without a name: ${element}` : 'in sight and named'
        },
        { message: `after ${this.#passed.slice(-4).join(', ')}` }
      )
      .toBe('in sight and named')
    this.#passed.push(`${now.role} “${now.name}”`)
    return now
  }

  async #told(): Promise<Focused> {
    this.#session ??= await this.#page.context().newCDPSession(this.#page)
    const { result } = await this.#session.send('Runtime.evaluate', { expression: 'document.activeElement' })
    const { nodes } = await this.#session.send('Accessibility.getPartialAXTree', { objectId: result.objectId ?? '', fetchRelatives: false })
    return { role: String(nodes[0]?.role?.value ?? ''), name: String(nodes[0]?.name?.value ?? '') }
  }

  /** Waits until what has that role and name has the focus by itself, as after a page or a dialog opened. */
  async until(role: string, name: string | RegExp): Promise<void> {
    await expect
      .poll(async () => {
        const now = await this.#told()
        return now.role === role && fits(now.name, name) ? 'there' : `${now.role} “${now.name}”`
      })
      .toBe('there')
    await this.focused()
  }

  async press(key: string): Promise<Focused> {
    await this.#page.keyboard.press(key)
    return this.focused()
  }

  async type(words: string): Promise<void> {
    await this.#page.keyboard.type(words)
    await this.focused()
  }

  /** Behind the last stop of the window some runtimes have one of their own, before they begin again at the first. */
  async #tab(key: 'Tab' | 'Shift+Tab'): Promise<Focused> {
    await this.#page.keyboard.press(key)
    if ((await this.#page.evaluate(look)).lost) await this.#page.keyboard.press(key)
    return this.focused()
  }

  /** Tab, or Shift+Tab, until what has that role and name has the focus; every stop on the way is looked at. */
  async to(role: string, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Focused> {
    for (let step = 0; step < 90; step++) {
      const now = step === 0 ? await this.focused() : await this.#tab(key)
      if (now.role === role && fits(now.name, name)) return now
    }
    throw new Error(`${key} never reached the ${role} ${String(name)}. It passed:\n${this.#passed.slice(-90).join('\n')}`)
  }

  /** The same, and Enter. */
  async enter(role: string, name: string | RegExp): Promise<Focused> {
    await this.to(role, name)
    return this.press('Enter')
  }
}
