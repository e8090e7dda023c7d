import { watch } from 'vue'
import { useAnnounce } from '../../../composables/useAnnounce'
import { useOrganizationSecurityStore } from '../../../stores/organizationSecurity'
import { usePolicyWords } from '../usePolicyWords'
import { useSecurityWords } from '../useSecurityWords'
import { outcomeWords } from './outcomeWords'

/** Reads the verified outcome of a change out, once. */
export function useOutcomeAnnouncement(): void {
  const store = useOrganizationSecurityStore()
  const announce = useAnnounce()
  const security = useSecurityWords()
  const policies = usePolicyWords()
  watch(
    () => store.lastChange,
    (change) => {
      if (change !== null) announce(outcomeWords(change, security, policies))
    }
  )
}
