import { defineStore } from 'pinia'
import { useDesktop } from '../desktop/client'
import { useOrganizationReading } from './organizationReading'

/** The API keys that reach the open organization, as far as the credential may see them; never a secret. */
export const useKeyInventoryStore = defineStore('keyInventory', () => {
  const desktop = useDesktop()
  const { data: inventory, ...reading } = useOrganizationReading((organizationId) => desktop.keyInventory.read({ organizationId }))
  return { ...reading, inventory }
})
