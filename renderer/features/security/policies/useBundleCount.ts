import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useDesktop } from '../../../desktop/client'
import { useOrganizationSecurityStore } from '../../../stores/organizationSecurity'

export type BundleCount = { state: 'counting' } | { state: 'unknown' } | { state: 'known'; notAsAsked: number }

/** A key that is still being typed is not asked about. */
const typingMs = 400

/** How many bundles are not encrypted as asked, counted by the server. @param requiredKey undefined: nothing to ask about */
export function useBundleCount(requiredKey: () => string | null | undefined): { count: ShallowRef<BundleCount> } {
  const desktop = useDesktop()
  const security = useOrganizationSecurityStore()
  const count = shallowRef<BundleCount>({ state: 'counting' })
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(organizationId: string, key: string | null, question: number): Promise<void> {
    const answer = await desktop.organizationSecurity.countBundles({ organizationId, requiredKey: key }).then(
      ({ notAsAsked }): BundleCount => ({ state: 'known', notAsAsked }),
      (): BundleCount => ({ state: 'unknown' })
    )
    if (question === asked) count.value = answer
  }

  watch(
    [() => security.organizationId, requiredKey] as const,
    ([organizationId, key], former) => {
      clearTimeout(timer)
      const question = (asked += 1)
      if (organizationId === null || key === undefined) return
      const isTyped = former[0] === organizationId && former[1] !== undefined && former[1] !== key
      if (former[0] !== organizationId || isTyped) count.value = { state: 'counting' }
      if (isTyped) timer = setTimeout(() => void ask(organizationId, key, question), typingMs)
      else void ask(organizationId, key, question)
    },
    { immediate: true }
  )
  onScopeDispose(() => clearTimeout(timer))
  return { count }
}
