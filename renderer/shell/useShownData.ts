import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { useAnnounce } from '../composables/useAnnounce'
import { useAuditLogStore } from '../stores/auditLog'
import { useCampaignStore } from '../stores/campaign'
import { useConnectionStore } from '../stores/connection'
import { useJournalStore } from '../stores/journal'
import { useKeyInventoryStore } from '../stores/keyInventory'
import { useOrganizationAccessStore } from '../stores/organizationAccess'
import { useOrganizationSecurityStore } from '../stores/organizationSecurity'
import { useOrganizationsStore } from '../stores/organizations'
import { useOverviewStore } from '../stores/overview'
import { isRefused } from '../stores/datedMembers'
import { usePostureStore } from '../stores/posture'
import { shownData, type RemoteData } from '../stores/remoteData'
import { readingFailures } from './readingFailures'
import type { FreshnessTarget } from './useFreshness'

export interface ShownData {
  /** When the data on the page was read, ISO 8601; null before the first time. */
  fetchedAt: ComputedRef<string | null>
  /** That was a former reading: the latest failed, or a part of it did. */
  former: ComputedRef<boolean>
  refreshing: ComputedRef<boolean>
  refresh: () => Promise<void>
  /** The page's own part, to be kept fresh without a word. */
  own: FreshnessTarget
}

/** What a page shows beside the list of organizations. */
interface PageData {
  organizationId: string | null
  state: RemoteData<unknown>
  refreshing: boolean
  refresh(): Promise<unknown>
  /** Whether a part of what was read is missing. */
  lacks(): boolean
  /** It shows how the organization stands, and is read again by itself when it grows old. */
  live?: boolean
  /** When the oldest part of it was read, where that is before the rest. */
  oldest?(): string | null | undefined
  /** A part of it is of a former reading. */
  former?(): boolean
}

/** The age of what the open page shows, and reading it again. */
export function useShownData(): ShownData {
  const route = useRoute()
  const organizations = useOrganizationsStore()
  const overview = useOverviewStore()
  const announce = useAnnounce()
  const { t } = useI18n()
  const pages = usePages()

  const page = computed(() => {
    const data = pages[String(route.name)]?.() ?? null
    // Without an organization there is nothing but their list.
    return data !== null && data.organizationId === null ? null : data
  })
  const state = computed<RemoteData<unknown>>(() => page.value?.state ?? organizations.state)
  const connection = useConnectionStore()
  const fetchedAt = computed(() => connection.snapshot?.takenAt ?? page.value?.oldest?.() ?? shownData(state.value)?.fetchedAt ?? null)
  const former = computed(() => connection.snapshot !== null || state.value.status === 'failed' || page.value?.former?.() === true)
  const refreshing = computed(() => organizations.refreshing || (page.value?.refreshing ?? false))

  async function refresh(): Promise<void> {
    if (route.name === 'overview') overview.refresh()
    await Promise.all([organizations.load(), page.value?.refresh()])
    announce(t(`shell.data.${outcome()}`))
  }

  function outcome(): 'refreshed' | 'partlyRefreshed' | 'notRefreshed' {
    if (state.value.status === 'failed') return 'notRefreshed'
    return organizations.state.status === 'failed' || page.value?.lacks() === true ? 'partlyRefreshed' : 'refreshed'
  }

  const [security, keys, access] = [useOrganizationSecurityStore(), useKeyInventoryStore(), useOrganizationAccessStore()]
  const own: FreshnessTarget = {
    // A snapshot does not grow old.
    readAt: computed(() => (page.value?.live === true && connection.snapshot === null ? fetchedAt.value : null)),
    refreshing,
    failures: computed(() => readingFailures(security.state, keys.state, access.state)),
    refresh: () => page.value?.refresh() ?? Promise.resolve()
  }

  return { fetchedAt, former, refreshing, refresh, own }
}

/** By name of the route; another page with data of its own gets its entry here. */
function usePages(): Record<string, (() => PageData) | undefined> {
  const security = useOrganizationSecurityStore()
  const access = useOrganizationAccessStore()
  const keys = useKeyInventoryStore()
  const campaign = useCampaignStore()
  const audit = useAuditLogStore()
  const journal = useJournalStore()
  const posture = usePostureStore()
  const ofPeople = (): PageData => ({
    ...plain(security),
    live: true,
    lacks: () => security.security !== null && lacksSomething(security.security),
    // Members of a former reading are not as fresh as the rest.
    oldest: () => security.dated?.membersFrom,
    former: () => (security.dated?.membersFrom ?? null) !== null
  })
  const ofKeys = (): PageData => ({
    ...plain(keys),
    live: true,
    refreshing: security.refreshing || keys.refreshing || access.refreshing,
    refresh: () => Promise.all([keys.refresh(), security.refresh(), access.refresh()]),
    lacks: () => ofPeople().lacks() || keys.inventory === null || [keys.inventory.ownKeys, keys.inventory.organizationKeys].some((list) => list.state !== 'complete' && !isRefused(list)) || !keys.inventory.apps.known
  })
  return {
    security: () => ({
      ...ofPeople(),
      refreshing: security.refreshing || keys.refreshing,
      refresh: () => Promise.all([security.refresh(), keys.refresh()]),
      lacks: () => ofPeople().lacks() || keys.state.status === 'failed'
    }),
    members: () => ({
      ...ofPeople(),
      refreshing: security.refreshing || keys.refreshing,
      refresh: () => Promise.all([security.refresh(), keys.refresh(), campaign.refresh()]),
      lacks: () => ofPeople().lacks() || [keys.state, campaign.state].some(({ status }) => status === 'failed')
    }),
    keys: ofKeys,
    newKey: ofKeys,
    key: ofKeys,
    activity: () => ({ ...plain(journal.shown ? journal : audit), lacks: () => false }),
    posture: () => ({
      ...ofPeople(),
      ...plain({ ...posture, organizationId: security.organizationId }),
      lacks: () => ofPeople().lacks() || keys.state.status === 'failed',
      // The oldest of what it is made of.
      oldest: () => [posture.membersFrom ?? security.security?.readAt, keys.inventory?.readAt].filter((at) => at !== undefined).sort()[0],
      former: () => posture.membersFrom !== null || (keys.state.status === 'failed' && keys.inventory !== null)
    }),
    access: () => ({ ...plain(access), lacks: () => access.access !== null && lacksFacts(access.access) })
  }
}

function plain({ organizationId, state, refreshing, refresh }: Omit<PageData, 'lacks'>): Omit<PageData, 'lacks'> {
  return { organizationId, state, refreshing, refresh }
}

/** Whether a part of it could not be read. What the server refuses this person is not lacking. */
function lacksSomething({ membersCompleteness, twoFactorCompleteness, passwordCompleteness, enforcesTwoFactor, policies, mayUpdateSettings }: OrganizationSecurity): boolean {
  const lookUps = [membersCompleteness, twoFactorCompleteness, ...(passwordCompleteness === null ? [] : [passwordCompleteness])]
  return lookUps.some((one) => one.state !== 'complete' && !isRefused(one)) || [enforcesTwoFactor, policies, mayUpdateSettings].some(({ known }) => !known)
}

/** What the server never tells this credential is not lacking. */
function lacksFacts({ organization, ownTwoFactor, keyExpiryAccepted, permissions }: OrganizationAccess): boolean {
  const facts = [organization, ownTwoFactor, ...(keyExpiryAccepted === null ? [] : [keyExpiryAccepted]), ...Object.values(permissions)]
  return facts.some((fact) => !fact.known && fact.why.code !== 'credentialCannot')
}
