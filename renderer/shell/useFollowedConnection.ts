import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { wayBack } from '../composables/signInRoute'
import { useAnnounce } from '../composables/useAnnounce'
import { useConnectionStore } from '../stores/connection'

export interface FollowedConnection {
  /** The start is over and a page is open. */
  routed: ComputedRef<boolean>
  /** The page stands beside the rail. */
  inShell: ComputedRef<boolean>
}

/** Leads to the sign-in when the connection ends, and to where the person came from, or the page of last time, when one begins. */
export function useFollowedConnection(): FollowedConnection {
  const connection = useConnectionStore()
  const route = useRoute()
  const router = useRouter()
  const announce = useAnnounce()

  // Words of the page are not for whoever finds it locked.
  watch(
    () => connection.locked !== null,
    () => announce('')
  )

  watch(
    () => connection.signInId,
    (id, before) => {
      // What was said of the former sign-in is over.
      announce('')
      // The first page after the start is the router's own decision.
      if (route.matched.length === 0) return
      if (id === null) void router.replace('/welcome')
      else if (route.name === 'welcome') void router.replace(wayBack(route, router))
      else if (before === null) void router.replace('/')
    }
  )
  return {
    routed: computed(() => route.matched.length > 0),
    // Signing in as somebody else has the window to itself.
    inShell: computed(() => connection.connection !== null && route.name !== 'welcome')
  }
}
