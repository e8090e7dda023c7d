import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { ListedKey } from '#shared/rules/keyListing'
import { actionsOf } from '../features/apiKeys/keyActions'
import type { AskedOfKeys } from '../features/apiKeys/keyEvents'
import { useConnectionStore } from '../stores/connection'

/** What was chosen elsewhere to be done with the key of this page (`?do=…`): its dialog opens once, as by its button, and where nothing stands against it. */
export function useSoughtKeyAction(row: () => ListedKey | null, access: () => OrganizationAccess | null, ask: (asked: AskedOfKeys) => void): void {
  const [route, router] = [useRoute(), useRouter()]
  const connection = useConnectionStore()

  watch(
    () => [row(), route.query['do']] as const,
    ([one, sought]) => {
      if (one === null || typeof sought !== 'string') return
      void router.replace({ path: route.path })
      const action = actionsOf(one, access(), connection.snapshot !== null).find(({ id }) => id === sought)
      if (action === undefined || action.whyNot !== null || action.id === 'manage') return
      ask(action.id === 'write' ? { id: action.id, rows: [one] } : { id: action.id, row: one })
    },
    { immediate: true }
  )
}
