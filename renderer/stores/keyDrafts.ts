import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { KeyState } from '#shared/domain/apiKey'
import { emptyKeyDraft, type KeyDraft } from '#shared/rules/keyDraft'
import { useConnectionStore } from './connection'
import { useOrganizationsStore } from './organizations'

/** An edit of a key that is not saved: the key as the person saw it, and as they want it. */
export interface KeyEdit {
  base: KeyState
  wanted: KeyState
}

/**
 * What is typed about keys and not sent: by server, person and organization, so that neither another page nor a look at
 * another organization loses it. It ends with the program.
 */
export const useKeyDraftsStore = defineStore('keyDrafts', () => {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const drafts = shallowRef<ReadonlyMap<string, KeyDraft>>(new Map())
  const edits = shallowRef<ReadonlyMap<string, KeyEdit>>(new Map())

  const place = computed(() => (connection.connection === null || organizations.selectedId === null ? null : `${connection.connection.server} ${connection.connection.userId} ${organizations.selectedId}`))
  const draft = computed<KeyDraft>(() => (place.value === null ? emptyKeyDraft : (drafts.value.get(place.value) ?? emptyKeyDraft)))
  const begun = computed(() => place.value !== null && drafts.value.has(place.value))

  function keep(next: KeyDraft | null, at: string | null = place.value): void {
    if (at === null) return
    const all = new Map(drafts.value)
    if (next === null) all.delete(at)
    else all.set(at, next)
    drafts.value = all
  }

  const editKey = (keyId: number): string => `${place.value ?? ''} ${String(keyId)}`

  function keepEdit(keyId: number, edit: KeyEdit | null): void {
    const all = new Map(edits.value)
    if (edit === null) all.delete(editKey(keyId))
    else all.set(editKey(keyId), edit)
    edits.value = all
  }

  return {
    place,
    /** The new key of the open organization. */
    draft,
    /** Something of it was entered. */
    begun,
    change: (change: Partial<KeyDraft>) => keep({ ...draft.value, ...change }),
    replace: (next: KeyDraft) => keep(next),
    /** @param at `place` when it was sent: another organization may be open by now */
    discard: (at: string | null = place.value) => keep(null, at),
    editOf: (keyId: number): KeyEdit | null => edits.value.get(editKey(keyId)) ?? null,
    keepEdit
  }
})
