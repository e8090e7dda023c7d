import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useAnnounce } from '../composables/useAnnounce'
import { useOrganizationSecurityStore } from '../stores/organizationSecurity'
import { useOrganizationsStore } from '../stores/organizations'
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
  const announce = useAnnounce()
  const { t } = useI18n()

  const onSecurity = computed(() => route.name === 'security')
  const state = computed(() => (onSecurity.value && organizations.selectedId !== null ? security.state : organizations.state))
  const fetchedAt = computed(() => shownData<unknown>(state.value)?.fetchedAt ?? null)
  const refreshing = computed(() => organizations.refreshing || (onSecurity.value && security.refreshing))

  async function refresh(): Promise<void> {
    await Promise.all([organizations.load(), onSecurity.value ? security.refresh() : null])
    announce(t(state.value.status === 'failed' ? 'shell.data.notRefreshed' : 'shell.data.refreshed'))
  }

  return { fetchedAt, refreshing, refresh }
}
