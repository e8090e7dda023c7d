import { shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { noKeyFilter, type KeyFilter, type KeyOrder } from '#shared/rules/keyListing'
import { useConnectionStore } from './connection'
import { useOrganizationsStore } from './organizations'

export type KeyListName = 'rbac' | 'legacy' | 'all'

/** The row that a page of a key was opened from. */
export interface LeftRow {
  list: KeyListName
  keyId: number
  /** Its place, for when the key is gone by then. */
  index: number
}

const byName: KeyOrder = { by: 'name', direction: 'ascending' }
const allByName: Record<KeyListName, KeyOrder> = { rbac: byName, legacy: byName, all: byName }

/** Where in the lists of keys somebody is who opens a key: the way back from its page ends there, with filter and order. */
export const useKeyListPlaceStore = defineStore('keyListPlace', () => {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const left = shallowRef<LeftRow | null>(null)
  const filter = shallowRef<KeyFilter>(noKeyFilter)
  const orders = shallowRef<Record<KeyListName, KeyOrder>>(allByName)

  function forget(): void {
    left.value = null
    filter.value = noKeyFilter
    orders.value = allByName
  }
  watch(() => [connection.signInId, organizations.selectedId], forget, { flush: 'sync' })

  return {
    left,
    filter,
    orders,
    forget,
    /** The row that is to have the focus in this list, once. */
    takeBack(list: KeyListName): LeftRow | null {
      const row = left.value?.list === list ? left.value : null
      if (row !== null) left.value = null
      return row
    }
  }
})
