import { onMounted, watch } from 'vue'
import { useConnectionStore } from './connection'
import { useOrganizationsStore } from './organizations'
import { useOrganizationSecurityStore } from './organizationSecurity'

/** The security of the organization that is open in the shell; followed while the page is shown, and read anew on coming back. */
export function useOpenOrganization(): ReturnType<typeof useOrganizationSecurityStore> {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const store = useOrganizationSecurityStore()
  const known = store.organizationId

  // The sign-in too: another person, or another credential of the same one, may have the same organization open.
  watch(
    () => [connection.signInId, organizations.selectedId] as const,
    ([, id]) => void store.open(id),
    { immediate: true }
  )
  onMounted(() => {
    if (known !== null && known === store.organizationId) void store.refresh()
  })
  return store
}
