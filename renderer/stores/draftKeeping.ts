import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { DraftOwner } from '#shared/domain/securityDraft'
import { useConnectionStore } from './connection'

/** Where a draft belongs, and the name under which it is held. */
export interface DraftPlace {
  key: string
  organizationId: string
  of: DraftOwner
}

export type DraftAddress = Pick<DraftPlace, 'organizationId' | 'of'>

/** A draft of an earlier run that came back. */
export interface RestoredDraft {
  /** ISO 8601 in UTC. */
  keptAt: string
}

export interface DraftKeeping {
  restored: ShallowRef<ReadonlyMap<string, RestoredDraft>>
  /** Why the draft is not on the disk, or the one that is there not here. */
  notKept: ShallowRef<AppError | null>
  notRead: ShallowRef<AppError | null>
  /** The file of drafts could not be used as it was, so that one may be missing. */
  setAside: Ref<boolean>
  /** Puts what is drafted there on the disk. */
  save: (place: DraftPlace) => Promise<void>
  /** The notice about it has been read, or it is no draft any more. */
  dismiss: (key: string) => void
}

/**
 * Keeps drafts on this computer with every change, and brings them back once. For use inside a store. Nothing is written
 * before what is there has been read: it would be lost.
 */
export function useDraftKeeping<K extends RestoredDraft>(given: {
  place: () => DraftPlace | null
  read: (address: DraftAddress) => Promise<{ draft: K | null; setAside: boolean }>
  keep: (address: DraftAddress, key: string) => Promise<unknown>
  /** Puts it under what was changed meanwhile, which is the later word. */
  bring: (key: string, kept: K) => void
}): DraftKeeping {
  const connection = useConnectionStore()
  const restored = shallowRef<ReadonlyMap<string, RestoredDraft>>(new Map())
  const notKept = shallowRef<AppError | null>(null)
  const notRead = shallowRef<AppError | null>(null)
  const setAside = ref(false)
  const ready = new Set<string>()
  const readings = new Map<string, Promise<void>>()
  const unsaved = new Map<string, DraftPlace>()

  async function restore({ key, organizationId, of }: DraftPlace): Promise<void> {
    try {
      const kept = await given.read({ organizationId, of })
      // Somebody else may be signed in by now, whose draft this is.
      if (given.place()?.key !== key || ready.has(key)) return
      ready.add(key)
      notRead.value = null
      setAside.value = kept.setAside
      if (kept.draft === null) return
      given.bring(key, kept.draft)
      restored.value = new Map(restored.value).set(key, { keptAt: kept.draft.keptAt })
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.code !== 'locked' && given.place()?.key === key) notRead.value = error
    } finally {
      readings.delete(key)
    }
  }

  function readOnce(place: DraftPlace): Promise<void> {
    if (ready.has(place.key)) return Promise.resolve()
    const reading = readings.get(place.key) ?? restore(place)
    readings.set(place.key, reading)
    return reading
  }

  async function save(place: DraftPlace): Promise<void> {
    unsaved.set(place.key, place)
    if (!ready.has(place.key)) await readOnce(place)
    if (!ready.has(place.key) || !unsaved.has(place.key)) return
    unsaved.delete(place.key)
    try {
      await given.keep({ organizationId: place.organizationId, of: place.of }, place.key)
      notKept.value = null
    } catch (thrown) {
      unsaved.set(place.key, place)
      const error = asAppError(thrown)
      // What ends behind the lock is kept after it; and what comes when somebody else is signed in, when this person is again.
      if (error.code !== 'locked' && given.place()?.key === place.key) notKept.value = error
    }
  }

  watch(
    () => given.place()?.key,
    () => {
      const place = given.place()
      if (place !== null) void (unsaved.has(place.key) ? save(place) : readOnce(place))
    },
    { immediate: true }
  )
  watch(
    () => connection.locked === null,
    (open) => {
      const place = given.place()
      if (!open || place === null) return
      void (unsaved.has(place.key) ? save(place) : readOnce(place))
    }
  )

  return {
    restored,
    notKept,
    notRead,
    setAside,
    save,
    dismiss(key) {
      const next = new Map(restored.value)
      next.delete(key)
      restored.value = next
    }
  }
}
