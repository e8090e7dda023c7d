import { defineStore } from 'pinia'
import type { AuditOperation, AuditPage, AuditTable } from '#shared/domain/audit'
import { useDesktop } from '../desktop/client'
import { usePagedReading } from './pagedReading'

export interface AuditFilter {
  /** null: every kind. */
  tableName: AuditTable | null
  operation: AuditOperation | null
}

/** What the server has on record of one organization, page by page. */
export const useAuditLogStore = defineStore('auditLog', () => {
  const desktop = useDesktop()
  return usePagedReading<AuditFilter, AuditPage>({ tableName: null, operation: null }, (organizationId, filter, page) => desktop.activity.audit({ organizationId, ...filter, page }))
})
