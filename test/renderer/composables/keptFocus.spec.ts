import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import AppDialog from '../../../renderer/components/AppDialog.vue'
import { focused, withKeptFocus } from '../support/withKeptFocus'

enableAutoUnmount(afterEach)
beforeEach(() => document.body.replaceChildren())

const list = ref<readonly string[]>([])
const busy = ref(false)
const first = ref(false)
const second = ref(false)

const Page = defineComponent({
  setup: () => () => [
    h('section', [h('h2', 'Waiting'), h('ul', list.value.map((name) => h('li', { key: name }, [h('p', { 'data-focus-home': '' }, `The item ${name}`), h('button', { 'disabled': busy.value, 'aria-label': `Step of ${name}`, 'key': `${name} ${String(busy.value && name === 'replaced')}` })])))]),
    first.value ? h(AppDialog, { key: 'first', title: 'The first', onClose: () => (first.value = false) }, { default: () => h('button', { 'aria-label': 'Go on' }) }) : null,
    second.value ? h(AppDialog, { key: 'second', title: 'The second', onClose: () => (second.value = false) }, { default: () => h('button', { 'aria-label': 'Done' }) }) : null
  ]
})

async function open(...names: string[]): Promise<void> {
  list.value = names
  busy.value = first.value = second.value = false
  mount(withKeptFocus(Page), { attachTo: document.body })
  await flushPromises()
}
async function focus(name: string): Promise<void> {
  document.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.focus()
  await flushPromises()
  expect(focused()).toBe(name)
}
/** What a mutation is answered with comes after the mutation. */
async function become(change: () => void): Promise<void> {
  change()
  await flushPromises()
  await flushPromises()
}

describe('the focus', () => {
  it('of an item that went is on the title of its list', async () => {
    await open('one', 'two')
    await focus('Step of one')
    await become(() => (list.value = ['two']))
    expect(focused()).toBe('Waiting')
  })

  it('of a button that went while its item stayed is on the item', async () => {
    await open('replaced')
    await focus('Step of replaced')
    await become(() => (busy.value = true))
    expect(focused()).toBe('The item replaced')
  })

  it('comes back to a button that was disabled while something was on its way', async () => {
    await open('one')
    await focus('Step of one')
    // The browser takes it from what is disabled, with the next frame.
    await become(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      busy.value = true
    })
    expect(focused()).toBeNull()
    await become(() => (busy.value = false))
    expect(focused()).toBe('Step of one')
  })

  it('is on its way from one element to the next, whatever is drawn between, and comes there', async () => {
    await open('one', 'two')
    await focus('Step of one')
    const [from, next] = ['one', 'two'].map((name) => document.querySelector<HTMLElement>(`[aria-label="Step of ${name}"]`))
    // As Chromium does: the one is told, nothing has the focus, what was drawn is looked at, the other gets it.
    from?.blur()
    from?.dispatchEvent(new FocusEvent('focusout', { relatedTarget: next ?? null, bubbles: true }))
    await become(() => (list.value = ['one', 'two', 'three']))
    expect(focused()).toBeNull()
    next?.focus()
    await become(() => (list.value = ['one', 'two']))
    expect(focused()).toBe('Step of two')
  })

  it('leaves the last stop of the window by Tab, though something is drawn for it', async () => {
    await open('one')
    await focus('Step of one')
    const last = document.querySelector<HTMLElement>('[aria-label="Step of one"]')
    last?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }))
    last?.blur()
    await become(() => (list.value = ['one', 'two']))
    expect(focused()).toBeNull()
  })

  it('goes back from a dialog to what opened it, or to its list where that is gone', async () => {
    await open('one', 'two')
    await focus('Step of one')
    await become(() => (first.value = true))
    expect(focused()).toBe('The first')
    await become(() => (first.value = false))
    expect(focused()).toBe('Step of one')
    await become(() => (first.value = true))
    await become(() => {
      list.value = ['two']
      first.value = false
    })
    expect(focused()).toBe('Waiting')
  })

  it('goes back past a dialog that opened another and closed', async () => {
    await open('one')
    await focus('Step of one')
    await become(() => (first.value = true))
    await focus('Go on')
    await become(() => (second.value = true))
    await become(() => (first.value = false))
    await focus('Done')
    await become(() => (second.value = false))
    expect(focused()).toBe('Step of one')
  })

  it('is left alone where somebody left it on purpose', async () => {
    await open('one')
    await focus('Step of one')
    document.querySelector('h2')?.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await become(() => (list.value = []))
    expect(focused()).toBeNull()
  })
})
