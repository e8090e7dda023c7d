import { watch } from 'vue'
import { useAnnounce } from '../../composables/useAnnounce'
import { useOrganizationSecurityStore } from '../../stores/organizationSecurity'
import { useSecurityWords } from './useSecurityWords'

/** Reads the verified outcome of a change out, once. */
export function useOutcomeAnnouncement(): void {
  const store = useOrganizationSecurityStore()
  const announce = useAnnounce()
  const { t } = useSecurityWords()
  watch(
    () => store.lastChange,
    (change) => {
      if (change !== null) announce(t(`outcome.${change.enforced ? 'on' : 'off'}.${change.outcome}`))
    }
  )
}
