import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { CredentialKind } from '#shared/domain/connection'
import { useConnectionStore } from '../stores/connection'
import { useConnectionsStore } from '../stores/connections'
import { signInRoute } from '../composables/signInRoute'

export interface WayToCredential {
  /** The open connection has it beside the one in use. */
  isThere: ComputedRef<boolean>
  /**
   * Uses it where it is there, and otherwise leads to the sign-in bound to this connection, which comes back to this page.
   * @returns whether it is in use now
   * @throws AppError; the credential in use stays in use
   */
  take: () => Promise<boolean>
}

/** The way from the credential in use to one of another kind, or to a better one of the same kind. */
export function useWayToCredential(wanted: () => CredentialKind): WayToCredential {
  const [route, router] = [useRoute(), useRouter()]
  const store = useConnectionStore()
  const connections = useConnectionsStore()
  const isThere = computed(() => store.connection !== null && store.connection.credential.kind !== wanted() && store.connection.has[wanted()])

  async function take(): Promise<boolean> {
    const { connectionId } = store
    if (connectionId !== null && isThere.value) {
      await connections.use(connectionId, wanted())
      return true
    }
    await router.push(signInRoute({ way: wanted() === 'session' ? 'email' : 'apiKey', connectionId }, route.fullPath))
    return false
  }

  return { isThere, take }
}
