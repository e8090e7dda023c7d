import type { Router } from 'vue-router'
import type { PosturePart, PosturePartName } from '#shared/rules/posture'

export interface Improvement {
  way: 'security' | 'members' | 'keys'
  path: string
}

const pageOf: Partial<Record<PosturePartName, Improvement['way']>> = { twoFactorMembers: 'members', passwordMembers: 'members', secureKeys: 'keys', expiringKeys: 'keys' }

/** Where a part can be improved; null where nothing is left to do. */
export function improvementOf({ name, points, weight, reason }: PosturePart, router: Router): Improvement | null {
  if (points >= weight) return null
  // What nobody is asked for is a matter of the setting.
  const way = reason === 'notAsked' ? 'security' : (pageOf[name] ?? 'security')
  // Members and keys stand on the Security page where they have none of their own.
  return router.hasRoute(way) ? { way, path: router.resolve({ name: way }).path } : { way: 'security', path: '/security' }
}
