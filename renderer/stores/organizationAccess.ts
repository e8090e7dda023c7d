import { defineStore } from 'pinia'
import { useDesktop } from '../desktop/client'
import { useOrganizationReading } from './organizationReading'

/** What the credential in use may do in one organization. */
export const useOrganizationAccessStore = defineStore('organizationAccess', () => {
  const desktop = useDesktop()
  const { data: access, ...reading } = useOrganizationReading((organizationId) => desktop.organizationAccess.read({ organizationId }))
  return { ...reading, access }
})
