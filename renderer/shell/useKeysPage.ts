import { computed, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import type { AskedOfKeys } from '../features/apiKeys/keyEvents'
import { useKeyFacts, useOpenKeys } from '../features/apiKeys/useOpenKeys'
import { useOpenRotation } from '../features/keyRotation/useOpenRotation'
import { useConnectionStore } from '../stores/connection'
import { useKeySecretsStore } from '../stores/keySecrets'
import { useOrganizationsStore } from '../stores/organizations'

/** What joins the parts of the API Keys page: the lists ask, one dialog at a time answers, whichever feature has it. */
export function useKeysPage() {
  const store = useOpenKeys()
  useOpenRotation()
  const organizations = useOrganizationsStore()
  const secrets = useKeySecretsStore()
  const connection = useConnectionStore()
  const router = useRouter()
  const facts = useKeyFacts()
  const asked = shallowRef<AskedOfKeys | null>(null)

  // The organization is not known before their list is.
  const waiting = computed(() => store.state.status === 'idle' && (organizations.state.status === 'idle' || organizations.state.status === 'loading'))

  /** The next step of an answer that was lost, where its key is among those that were read. */
  function goOn(id: 'regenerate' | 'delete', keyId: number): void {
    const row = facts.keys.value.find(({ key }) => key.id === keyId)
    if (row) asked.value = { id, row }
  }

  return {
    store,
    readOnly: computed(() => connection.snapshot !== null),
    organizationName: computed(() => organizations.selected?.name ?? ''),
    ...facts,
    asked,
    waiting,
    goOn,
    close: () => (asked.value = null),
    create: () => router.push('/keys/new'),
    manage: (keyId: number) => router.push(`/keys/${String(keyId)}`),
    openSecret: secrets.open
  }
}
