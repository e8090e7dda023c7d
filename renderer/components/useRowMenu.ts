import { computed, nextTick, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { MenuItem } from './ContextMenu.vue'

/** An entry of a row's menu, and what it does: the same function that a button of the row or of its page has. */
export interface RowMenuItem extends MenuItem {
  run: () => void
}

export interface RowMenu<Row> {
  menu: ShallowRef<{ row: Row; at: { x: number; y: number } } | null>
  items: ComputedRef<readonly RowMenuItem[]>
  open: (row: Row, at: { x: number; y: number }) => void
  choose: (id: string) => Promise<void>
  close: () => void
}

/** The menu of one row at a time, for `ContextMenu`. It is gone, and the focus back at the row, before what was chosen begins. */
export function useRowMenu<Row>(itemsOf: (row: Row) => readonly RowMenuItem[]): RowMenu<Row> {
  const menu = shallowRef<{ row: Row; at: { x: number; y: number } } | null>(null)
  const items = computed(() => (menu.value === null ? [] : itemsOf(menu.value.row)))
  const close = (): void => {
    menu.value = null
  }

  return {
    menu,
    items,
    open: (row, at) => (menu.value = { row, at }),
    async choose(id) {
      const item = items.value.find((one) => one.id === id)
      close()
      await nextTick()
      item?.run()
    },
    close
  }
}
