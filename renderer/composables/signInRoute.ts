import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw, type RouteLocationNormalizedLoaded, type RouteLocationRaw, type Router } from 'vue-router'

/** A sign-in that was asked for: by which way, and for which connection. */
export interface AskedSignIn {
  /** null: whichever the person prefers. */
  way: 'email' | 'apiKey' | null
  /** The connection that the credential is to join, or whose own it is to replace; null: a new one. */
  connectionId: string | null
}

/** The sign-in form as it is asked for, coming back to `back` (a path of the app) afterwards. */
export function signInRoute({ way, connectionId }: AskedSignIn, back: string): RouteLocationRaw {
  const query: LocationQueryRaw = { with: way ?? 'any', back }
  return { path: '/welcome', query: connectionId === null ? query : { ...query, connection: connectionId } }
}

/** What the address of the sign-in page asks for; null where it asks for nothing. */
export function askedSignIn({ query }: Pick<RouteLocationNormalizedLoaded, 'query'>): AskedSignIn | null {
  const { with: way, connection } = query
  if (way !== 'email' && way !== 'apiKey' && way !== 'any') return null
  return { way: way === 'any' ? null : way, connectionId: typeof connection === 'string' ? connection : null }
}

/** Where the sign-in page leads back to; the front page unless the address names another page of the app. */
export function wayBack({ query }: Pick<RouteLocationNormalizedLoaded, 'query'>, router: Router): string {
  const { back } = query
  if (typeof back !== 'string' || !back.startsWith('/')) return '/'
  const { name, fullPath } = router.resolve(back)
  return name === undefined || name === 'welcome' || name === 'elsewhere' ? '/' : fullPath
}

export function useWayBack(): ComputedRef<string> {
  const [route, router] = [useRoute(), useRouter()]
  return computed(() => wayBack(route, router))
}
