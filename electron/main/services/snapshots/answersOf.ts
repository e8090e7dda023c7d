import { auditPageSize, type AuditOperation, type AuditPage, type AuditTable } from '#shared/domain/audit'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSummary } from '#shared/domain/organization'
import { organizationPermissions, type OrganizationAccess, type OrganizationPermission } from '#shared/domain/organizationAccess'
import type { Completeness, Known, OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { Snapshot } from '#shared/domain/snapshot'
import { AppError, type AppErrorData } from '#shared/errors/appError'
import type { ChannelOutput } from '#shared/ipc/contract'

const notTaken: AppErrorData = { code: 'snapshotOpen', message: 'The snapshot does not hold this.', retryable: false }
const unknown = { known: false as const, why: notTaken }

/** What a snapshot answers in the server's place. What it does not hold is unknown. @throws AppError `notFound` for another organization */
export function answersOf(snapshot: Snapshot) {
  const { security, organization, keys, audit, takenAt } = snapshot
  const ofThis = <I extends { organizationId: string }>(input: I): I => {
    if (input.organizationId === organization.id) return input
    throw new AppError({ code: 'notFound', message: 'The snapshot is of another organization.', retryable: false })
  }
  return {
    organizations: (): OrganizationSummary[] => [organization],

    countTwoFactor(input: { organizationId: string }): ChannelOutput<'organizations.countTwoFactor'> {
      const { organizationId } = ofThis(input)
      const direct = security.members.filter(({ twoFactor }) => twoFactor === 'enabled' || twoFactor === 'notEnabled')
      const without = direct.filter(({ twoFactor }) => twoFactor === 'notEnabled')
      const whole = wholeOf(security.twoFactorCompleteness)
      return { organizationId, members: whole ?? { known: true, value: direct.length }, withoutTwoFactor: whole ?? { known: true, value: without.length } }
    },

    access(input: { organizationId: string }): OrganizationAccess {
      const { organizationId } = ofThis(input)
      const { actor } = security
      const asked = Object.fromEntries(organizationPermissions.map((permission): [OrganizationPermission, Known<boolean>] => [permission, permission === 'org.update_settings' ? security.mayUpdateSettings : unknown]))
      return {
        organizationId,
        organization: { known: true, value: organization },
        credential: actor.credential,
        level: actor.level,
        ownTwoFactor: actor.twoFactor === 'unknown' ? unknown : { known: true, value: actor.twoFactor === 'enabled' },
        permissions: asked as Record<OrganizationPermission, Known<boolean>>,
        keyExpiryAccepted: actor.credential === 'apiKey' ? unknown : null,
        ownerEmail: snapshot.takenBy.email,
        readAt: takenAt
      }
    },

    security(input: { organizationId: string }): OrganizationSecurity {
      ofThis(input)
      return security
    },

    keys(input: { organizationId: string }): KeyInventory {
      ofThis(input)
      if (!keys.known) throw new AppError(keys.why)
      return keys.value
    },

    /** The extract's rows alone are counted: what was left out of it is on no page. */
    audit(input: { organizationId: string; tableName: AuditTable | null; operation: AuditOperation | null; page: number }): AuditPage {
      const { organizationId, tableName, operation, page } = ofThis(input)
      if (!audit.known) throw new AppError(audit.why)
      const fits = (row: (typeof audit.value.rows)[number]): boolean => (tableName === null && operation === null) || (row.understood && (tableName === null || row.table === tableName) && (operation === null || row.operation === operation))
      const rows = audit.value.rows.filter(fits)
      return { organizationId, rows: rows.slice(page * auditPageSize, (page + 1) * auditPageSize), total: rows.length, page, limit: auditPageSize, readAt: takenAt }
    }
  }
}

/** null: it is the whole. */
function wholeOf(completeness: Completeness): { known: false; why: AppErrorData } | null {
  if (completeness.state === 'complete') return null
  return completeness.state === 'failed' ? { known: false, why: completeness.why } : unknown
}
