import { useI18n } from 'vue-i18n'
import { organizationRoles } from '#shared/domain/organization'
import type { Connection, CredentialKind } from '#shared/domain/connection'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { GatehouseAction } from '#shared/rules/actionAccess'
import type { Cause } from '#shared/rules/accessTroubles'
import { visibleName, visibleText } from '#shared/rules/visibleText'
import { useReasonWords } from '../../composables/useReasonWords'
import { useConnectionStore } from '../../stores/connection'
import { extentsOf, offersOf } from './offers'

export interface AccessWords {
  t: (key: string, named?: Record<string, unknown>) => string
  /** What can be done; a key never does it to itself, where that is so. */
  actionName: (action: GatehouseAction, credential: CredentialKind) => string
  /** A known role in words; any other as the server sent it, hidden characters written out. */
  roleName: (role: string) => string
  /** The organization of a reading; where its name could not be read, "this organization". */
  nameOf: (access: OrganizationAccess | null) => string
  cause: (cause: Cause, organizationName: string) => string
  /** Who uses what, where, and what that comes to. */
  sentence: (access: OrganizationAccess) => string
  /** The same before anything is read of an organization. */
  sentenceWithout: (connection: Connection) => string
}

/** Capgo backend: a key has no rights over itself (`cannot_update_apikey`), only over its owner's other keys. */
const neverOnItself: readonly GatehouseAction[] = ['editKeyName', 'regenerateKey', 'deleteKey']

/** How this page speaks, in the person's language. */
export function useAccessWords(): AccessWords {
  const { t: translate } = useI18n()
  const connection = useConnectionStore()
  const because = useReasonWords()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`access.${key}`, named)

  const roleName = (role: string) => ((organizationRoles as readonly string[]).includes(role) ? translate(`security.role.${role}`) : visibleName(role))
  const nameOf = (access: OrganizationAccess | null) => (access?.organization.known && access.organization.value.name !== '' ? visibleName(access.organization.value.name) : t('thisOrganization'))

  const actionName = (action: GatehouseAction, credential: CredentialKind) => t(`${credential === 'apiKey' && neverOnItself.includes(action) ? 'actionOfKey' : 'action'}.${action}`)

  function cause(found: Cause, organizationName: string): string {
    const organization = organizationName === '' ? t('thisOrganization') : visibleName(organizationName)
    switch (found.kind) {
      case 'refused':
        return because(found.because, organizationName)
      case 'ownerKeptOut':
        return t(`trouble.${found.by === 'twoFactor' ? 'ownerKeptOutTwoFactor' : 'ownerKeptOutPasswordPolicy'}`, { organization })
      case 'expiryRequired':
        return found.withinDays === null ? t('trouble.expiryRequired', { organization }) : days('trouble.expiryRequiredWithin', found.withinDays, organization)
      case 'expiryLimited':
        return days('trouble.expiryLimited', found.withinDays, organization)
      default:
        return t(`trouble.${found.kind}`, { organization })
    }
  }
  const days = (key: string, count: number, organization: string) => translate(`access.${key}`, { days: count, organization }, count)

  function who(access: OrganizationAccess): string {
    if (!access.organization.known) return t('sentence.standingUnknown')
    const { role, invited } = access.organization.value
    const named = { owner: visibleText(access.ownerEmail ?? ''), role: roleName(role), organization: nameOf(access) }
    if (access.credential === 'apiKey') return t(access.ownerEmail === null ? 'sentence.apiKey' : 'sentence.apiKeyOf', named)
    return t(invited ? 'sentence.invited' : 'sentence.session', named)
  }

  function sentence(access: OrganizationAccess): string {
    // Nobody is signed in by it, and nothing can be done from it.
    if (connection.snapshot !== null) return translate('snapshots.readOnly.access')
    // What the server does for a person's own keys anywhere says nothing of the organization.
    if (keepsOut(access)) return `${who(access)} ${t('sentence.closed')}`
    const offers = offersOf(access)
    // Half of it would sound like the whole.
    if (offers.unknown.length > 0) return `${who(access)} ${t('sentence.unknown')}`
    const { reads, changes } = extentsOf(offers)
    const can = reads === changes ? t('sentence.canBoth', { both: t(`sentence.both.${reads}`) }) : t('sentence.can', { reads: t(`sentence.reads.${reads}`), changes: t(`sentence.changes.${changes}`) })
    return `${who(access)} ${can}`
  }

  function sentenceWithout({ credential }: Connection): string {
    return credential.kind === 'apiKey' ? t('sentence.withoutOrganization.apiKey') : t('sentence.withoutOrganization.session', { owner: visibleText(credential.email) })
  }

  return { t, actionName, roleName, nameOf, cause, sentence, sentenceWithout }
}

function keepsOut({ organization, credential, permissions }: OrganizationAccess): boolean {
  if (!organization.known || credential === 'apiKey') return false
  const { invited, blockedBy } = organization.value
  return (invited || blockedBy.length > 0) && Object.values(permissions).every((granted) => granted.known && !granted.value)
}
