import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { useAnnounce } from '../composables/useAnnounce'
import { useOrganizationAccessStore } from '../stores/organizationAccess'
import { useOrganizationSecurityStore } from '../stores/organizationSecurity'
import { useOrganizationsStore } from '../stores/organizations'
import { useOverviewStore } from '../stores/overview'
import { isRefused } from '../stores/datedMembers'
import { shownData } from '../stores/remoteData'

export interface ShownData {
  /** When the data on the page was read, ISO 8601; null before the first time. */
  fetchedAt: ComputedRef<string | null>
  refreshing: ComputedRef<boolean>
  refresh: () => Promise<void>
}

/** The age of what the open page shows, and reading it again. Another page with data of its own gets its line here. */
export function useShownData(): ShownData {
  const route = useRoute()
  const organizations = useOrganizationsStore()
  const security = useOrganizationSecurityStore()
  const access = useOrganizationAccessStore()
  const overview = useOverviewStore()
  const announce = useAnnounce()
  const { t } = useI18n()

  const onSecurity = computed(() => route.name === 'security')
  const onAccess = computed(() => route.name === 'access')
  const state = computed(() => {
    if (onAccess.value && access.organizationId !== null) return access.state
    return onSecurity.value && organizations.selectedId !== null ? security.state : organizations.state
  })
  // The oldest part of what is shown: members of a former reading are not as fresh as the rest.
  const fetchedAt = computed(() => {
    const membersFrom = state.value === security.state ? security.dated?.membersFrom : undefined
    return membersFrom ?? shownData<unknown>(state.value)?.fetchedAt ?? null
  })
  const refreshing = computed(() => organizations.refreshing || (onSecurity.value && security.refreshing) || (onAccess.value && access.refreshing))

  async function refresh(): Promise<void> {
    if (route.name === 'overview') overview.refresh()
    await Promise.all([organizations.load(), onSecurity.value ? security.refresh() : null, onAccess.value ? access.refresh() : null])
    announce(t(`shell.data.${outcome()}`))
  }

  function outcome(): 'refreshed' | 'partlyRefreshed' | 'notRefreshed' {
    if (state.value.status === 'failed') return 'notRefreshed'
    const onPage = (state.value === security.state && security.security !== null && lacksSomething(security.security)) || (state.value === access.state && access.access !== null && lacksFacts(access.access))
    return organizations.state.status === 'failed' || onPage ? 'partlyRefreshed' : 'refreshed'
  }

  return { fetchedAt, refreshing, refresh }
}

/** Whether a part of it could not be read. What the server refuses this person is not lacking. */
function lacksSomething({ membersCompleteness, twoFactorCompleteness, enforcesTwoFactor, mayUpdateSettings }: OrganizationSecurity): boolean {
  const lookUps = [membersCompleteness, twoFactorCompleteness]
  return lookUps.some((one) => one.state !== 'complete' && !isRefused(one)) || !enforcesTwoFactor.known || !mayUpdateSettings.known
}

/** What the server never tells this credential is not lacking. */
function lacksFacts({ organization, ownTwoFactor, keyExpiryAccepted, permissions }: OrganizationAccess): boolean {
  const facts = [organization, ownTwoFactor, ...(keyExpiryAccepted === null ? [] : [keyExpiryAccepted]), ...Object.values(permissions)]
  return facts.some((fact) => !fact.known && fact.why.code !== 'credentialCannot')
}
