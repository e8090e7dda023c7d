import { computed, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { KeyChangeOutcome, NewSecretOutcome } from '#shared/domain/apiKey'
import { AppError } from '#shared/errors/appError'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { useKeyInventoryStore } from './keyInventory'
import { usePresenceStore } from './presence'

/** What came of a change, until somebody has read it. `lost` and `held` are of new secrets, `differs` is read back otherwise. */
export interface KeyOutcome {
  id: number
  organizationId: string
  did: 'created' | 'regenerated' | 'edited' | 'deleted'
  keyId: number | null
  keyName: string
  came: 'held' | 'lost' | 'readBack' | 'byReading' | 'unread' | 'alreadySo' | 'differs'
  /** The held secret. */
  secretId: string | null
}

/**
 * Changes of one's own API keys: one at a time for each key, presence shown where main asks for it, the keys read anew after
 * each. What came of one stays until it is dismissed. Secrets never come here: main holds them.
 */
export const useApiKeysStore = defineStore('apiKeys', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const inventory = useKeyInventoryStore()
  const presence = usePresenceStore()
  /** By key; a creation by its organization. */
  const inFlight = shallowRef<ReadonlySet<string>>(new Set())
  const all = shallowRef<readonly KeyOutcome[]>([])
  let count = 0

  const outcomes = computed(() => all.value.filter(({ organizationId }) => organizationId === inventory.organizationId))

  function tell(outcome: Omit<KeyOutcome, 'id'>): void {
    count += 1
    all.value = [...all.value, { id: count, ...outcome }]
  }

  /** @throws AppError `conflict` while another change of the same is on its way; whatever comes of it, the keys are read anew */
  async function once<T>(what: string, organizationId: string, send: () => Promise<T>): Promise<T> {
    if (inFlight.value.has(what)) throw new AppError({ code: 'conflict', message: 'A change of this key is already on its way.', retryable: false, details: { foundState: 'changeInFlight' } })
    inFlight.value = new Set(inFlight.value).add(what)
    const { signInId } = connection
    try {
      return await presence.withPresence('keys', send)
    } finally {
      inFlight.value = new Set([...inFlight.value].filter((one) => one !== what))
      if (connection.signInId === signInId && inventory.organizationId === organizationId) void inventory.reread()
    }
  }

  function tellSecret(did: 'created' | 'regenerated', outcome: NewSecretOutcome, about: { organizationId: string; keyId: number | null; keyName: string }): void {
    const held = outcome.outcome === 'held'
    tell({ ...about, did, keyId: held ? outcome.keyId : about.keyId, came: outcome.outcome, secretId: held ? outcome.secretId : null })
  }

  function tellChange(did: 'edited' | 'deleted', outcome: KeyChangeOutcome, { organizationId, keyId, name }: ChannelInput<'apiKeys.delete'>, nameNow = name): void {
    if (outcome.outcome === 'drifted') return
    const came = outcome.outcome === 'done' ? outcome.confirmed : outcome.outcome === 'alreadySo' ? 'alreadySo' : 'differs'
    tell({ organizationId, did, keyId, keyName: nameNow, came, secretId: null })
  }

  // Nothing of one sign-in is shown under another.
  watch(
    () => connection.signInId,
    () => (all.value = []),
    { flush: 'sync' }
  )

  return {
    inFlight,
    outcomes,
    /** @throws AppError as main reports it; nothing was created unless it says that nobody knows */
    async create(input: ChannelInput<'apiKeys.create'>): Promise<NewSecretOutcome> {
      const outcome = await once(`new ${input.organizationId}`, input.organizationId, () => desktop.apiKeys.create(input))
      tellSecret('created', outcome, { organizationId: input.organizationId, keyId: null, keyName: input.wish.name })
      return outcome
    },
    /** @throws AppError as main reports it */
    async regenerate(input: ChannelInput<'apiKeys.regenerate'>): Promise<NewSecretOutcome> {
      const outcome = await once(String(input.keyId), input.organizationId, () => desktop.apiKeys.regenerate(input))
      tellSecret('regenerated', outcome, { organizationId: input.organizationId, keyId: input.keyId, keyName: input.name })
      return outcome
    },
    /** A key that is not as the person saw it is the answer `drifted`, and no outcome. @throws AppError as main reports it */
    async update(input: ChannelInput<'apiKeys.update'>): Promise<KeyChangeOutcome> {
      const outcome = await once(String(input.keyId), input.organizationId, () => desktop.apiKeys.update(input))
      tellChange('edited', outcome, input, input.change.name)
      return outcome
    },
    /** @throws AppError as main reports it */
    async remove(input: ChannelInput<'apiKeys.delete'>): Promise<KeyChangeOutcome> {
      const outcome = await once(String(input.keyId), input.organizationId, () => desktop.apiKeys.delete(input))
      tellChange('deleted', outcome, input)
      return outcome
    },
    dismiss: (id: number) => (all.value = all.value.filter((one) => one.id !== id))
  }
})
