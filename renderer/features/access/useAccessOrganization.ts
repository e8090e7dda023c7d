import { computed, onMounted, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { organizationIdSchema } from '#shared/domain/organization'
import { useConnectionStore } from '../../stores/connection'
import { useOrganizationAccessStore } from '../../stores/organizationAccess'
import { useOrganizationsStore } from '../../stores/organizations'

export interface AccessOrganization {
  store: ReturnType<typeof useOrganizationAccessStore>
  /** The organization that the page is about: the one its address names, which may be closed to the person, else the open one. */
  organizationId: ComputedRef<string | null>
}

/** What the credential may do in that organization; followed while the page is shown, and read anew on coming back. */
export function useAccessOrganization(): AccessOrganization {
  const route = useRoute()
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const store = useOrganizationAccessStore()
  const known = store.organizationId

  const organizationId = computed(() => {
    const named = organizationIdSchema.safeParse(route.query['organization'])
    return named.success ? named.data : organizations.selectedId
  })
  // The sign-in too: another credential may do other things in the same organization.
  watch(
    () => [connection.signInId, organizationId.value] as const,
    ([signIn, id]) => void store.open(signIn === null ? null : id),
    { immediate: true }
  )
  onMounted(() => {
    if (known !== null && known === store.organizationId) void store.refresh()
  })
  return { store, organizationId }
}
