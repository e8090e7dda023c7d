import type { Page } from '@playwright/test'

/** What cannot be reached in a window as narrow as it is: a page that scrolls sideways, and controls that something cuts off. */
export function clippedControls(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // What measures itself answers with the next frames.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    const problems: string[] = []
    const short = (element: Element): string => `${element.tagName.toLowerCase()}${element.getAttribute('class') === null ? '' : `.${(element.getAttribute('class') ?? '').split(' ')[0] ?? ''}`} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}”`
    const modal = [...document.querySelectorAll('dialog[open]')].at(-1)
    const root = modal ?? document.body
    for (const scroller of [document.documentElement, document.querySelector('main'), modal]) {
      const wider = (scroller?.scrollWidth ?? 0) - (scroller?.clientWidth ?? 0)
      if (scroller && wider > 1) problems.push(`${short(scroller).slice(0, 30)} scrolls sideways by ${String(wider)} px`)
    }
    for (const control of root.querySelectorAll('button, a[href], input, select, textarea, summary, [role=switch], [role=menuitem], [role=option]')) {
      const { left, right, width, height } = control.getBoundingClientRect()
      if (width < 2 || height < 2 || !control.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || control.closest('.visually-hidden, [inert]') !== null) continue
      for (let box = control.parentElement; box !== null; box = box.parentElement) {
        const { overflowX } = getComputedStyle(box)
        // What scrolls sideways by itself, as a wide table does, can be scrolled to.
        if (overflowX === 'auto' || overflowX === 'scroll') break
        const edge = box.getBoundingClientRect()
        if (overflowX === 'visible' && box !== document.body) continue
        if (left < edge.left - 1 || right > edge.right + 1) {
          problems.push(`${short(control)} is cut off by ${short(box).slice(0, 40)}`)
          break
        }
      }
    }
    return problems
  })
}
