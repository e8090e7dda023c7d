import { defineComponent, h, type Component } from 'vue'
import { useKeptFocus } from '../../../renderer/composables/useKeptFocus'

/** A component in a window that keeps the focus, as the app does. */
export const withKeptFocus = (component: Component): Component =>
  defineComponent({
    inheritAttrs: false,
    setup(_props, { attrs }) {
      useKeptFocus()
      return () => h('main', [h('h1', 'API Keys'), h(component, attrs)])
    }
  })

/** What the focus is on, in its own words; null: on nothing. */
export function focused(): string | null {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return null
  return (activeElement.getAttribute('aria-label') ?? activeElement.textContent).replaceAll(/\s+/gu, ' ').trim()
}
