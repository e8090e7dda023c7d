import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Connection } from '#shared/domain/connection'
import type { ReviewPlace, SecondPerson } from '#shared/domain/secondPerson'
import { isSecondPersonNeeded } from '#shared/rules/secondPersonNeeded'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { usePresenceStore } from './presence'

/** Which organizations' reviews need a second person on this computer. */
export const useSecondPersonStore = defineStore('secondPerson', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const presence = usePresenceStore()
  /** null: not read yet. */
  const kept = shallowRef<SecondPerson | null>(null)
  const uncertain = computed(() => kept.value?.uncertain ?? false)

  /** @throws AppError `locked`, `storageFailed` */
  async function load(): Promise<void> {
    kept.value = await desktop.reviews.secondPerson()
  }

  /** Of an organization of the open connection, or of the open snapshot; null: none is open. */
  const placeOf = (organizationId: string | null, of: Pick<Connection, 'server' | 'demo'> | null = connection.connection): ReviewPlace | null =>
    organizationId === null || of === null ? null : { server: of.demo ? 'demo' : of.server, organizationId }

  /** null: not read yet. */
  const isNeeded = (place: ReviewPlace): boolean | null => (kept.value === null ? null : isSecondPersonNeeded(kept.value, place))

  /** @throws AppError `presenceNeeded` where it is taken away and nobody showed that it is still them, `storageFailed` */
  async function set(place: ReviewPlace | null, needed: boolean): Promise<void> {
    if (place === null) return
    kept.value = await presence.withPresence('change', () => desktop.reviews.needSecondPerson({ ...place, needed }))
  }

  return { uncertain, load, placeOf, isNeeded, set }
})
