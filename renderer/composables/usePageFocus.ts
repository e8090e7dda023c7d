import { onMounted, type Ref } from 'vue'

/** A new page begins at its title, for the keyboard and for a screen reader. */
export function usePageFocus(title: Readonly<Ref<HTMLElement | null>>): void {
  onMounted(() => title.value?.focus({ preventScroll: true }))
}
