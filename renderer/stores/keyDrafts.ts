import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { KeyState } from '#shared/domain/apiKey'
import { emptyKeyDraft, isEmptyKeyDraft, type KeyDraft } from '#shared/rules/keyDraft'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { useDraftKeeping, type DraftPlace } from './draftKeeping'
import { fromKeptKeys, nothingTyped, toKeptKeys, type KeyEdit, type TypedKeys } from './keptKeys'
import { useOrganizationsStore } from './organizations'

/** What of an earlier run is back and was not touched since. */
export interface RestoredKeys {
  /** ISO 8601 in UTC. */
  keptAt: string
  newKey: KeyDraft | null
  edits: readonly { keyId: number; base: KeyState }[]
}

/**
 * What is typed about keys and not sent: by server, person and organization, so that neither another page nor a look at
 * another organization loses it, nor the end of the program.
 */
export const useKeyDraftsStore = defineStore('keyDrafts', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const drafts = shallowRef<ReadonlyMap<string, TypedKeys>>(new Map())
  /** As it came back; what was touched since is another object. */
  const came = shallowRef<ReadonlyMap<string, TypedKeys>>(new Map())

  const here = computed<DraftPlace | null>(() => {
    if (connection.connection === null || organizations.selectedId === null) return null
    const { server, userId } = connection.connection
    return { key: [server, userId, organizations.selectedId].join(' '), organizationId: organizations.selectedId, of: { server, userId } }
  })
  const place = computed(() => here.value?.key ?? null)
  const typedAt = (at: string | null): TypedKeys => (at === null ? undefined : drafts.value.get(at)) ?? nothingTyped
  const keeping = useDraftKeeping({
    place: () => here.value,
    read: desktop.keyDrafts.read,
    keep: (address, key) => desktop.keyDrafts.keep({ ...address, drafted: toKeptKeys(typedAt(key)) }),
    bring(key, kept) {
      const back = fromKeptKeys(kept)
      const now = typedAt(key)
      came.value = new Map(came.value).set(key, back)
      hold(key, { newKey: now.newKey ?? back.newKey, edits: new Map([...back.edits, ...now.edits]) })
    }
  })

  const draft = computed<KeyDraft>(() => typedAt(place.value).newKey ?? emptyKeyDraft)
  const begun = computed(() => typedAt(place.value).newKey !== null)
  const restored = computed<RestoredKeys | null>(() => {
    const notice = place.value === null ? undefined : keeping.restored.value.get(place.value)
    const [back, now] = [came.value.get(place.value ?? ''), typedAt(place.value)]
    if (notice === undefined || back === undefined) return null
    const newKey = now.newKey === back.newKey ? now.newKey : null
    const edits = [...back.edits].filter(([keyId, edit]) => now.edits.get(keyId) === edit).map(([keyId, { base }]) => ({ keyId, base }))
    return newKey === null && edits.length === 0 ? null : { keptAt: notice.keptAt, newKey, edits }
  })

  function hold(at: string, next: TypedKeys): void {
    const all = new Map(drafts.value)
    if (next.newKey === null && next.edits.size === 0) all.delete(at)
    else all.set(at, next)
    drafts.value = all
  }

  /** Of somebody else who is signed in by now main refuses it; it is kept when this person is here again. */
  function change(at: string | null, changed: Partial<TypedKeys>): void {
    if (at === null) return
    hold(at, { ...typedAt(at), ...changed })
    const [server = '', userId = '', organizationId = ''] = at.split(' ')
    void keeping.save({ key: at, organizationId, of: { server, userId } })
  }

  const keep = (next: KeyDraft): void => change(place.value, { newKey: isEmptyKeyDraft(next) ? null : next })

  /** @param at `place` when it was sent, as for `discard` */
  function keepEdit(keyId: number, edit: KeyEdit | null, at: string | null = place.value): void {
    const edits = new Map(typedAt(at).edits)
    if (edit === null) edits.delete(keyId)
    else edits.set(keyId, edit)
    change(at, { edits })
  }

  const dismissRestored = (): void => {
    if (place.value !== null) keeping.dismiss(place.value)
  }

  /** What came back and was not touched since; the rest stays. */
  function discardRestored(): void {
    if (restored.value === null) return
    const { newKey, edits } = restored.value
    const [now, gone] = [typedAt(place.value), new Set(edits.map(({ keyId }) => keyId))]
    change(place.value, { newKey: newKey === null ? now.newKey : null, edits: new Map([...now.edits].filter(([keyId]) => !gone.has(keyId))) })
  }

  const { notKept, notRead, setAside } = keeping
  return {
    place,
    /** The new key of the open organization. */
    draft,
    /** Something of it was entered. */
    begun,
    restored,
    notKept,
    notRead,
    setAside,
    change: (changed: Partial<KeyDraft>) => keep({ ...draft.value, ...changed }),
    replace: keep,
    /** @param at `place` when it was sent: another organization may be open by now */
    discard: (at: string | null = place.value) => change(at, { newKey: null }),
    editOf: (keyId: number): KeyEdit | null => typedAt(place.value).edits.get(keyId) ?? null,
    keepEdit,
    dismissRestored,
    discardRestored
  }
})
