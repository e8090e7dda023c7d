import type { KeyState } from '#shared/domain/apiKey'
import { draftedEditSchema, draftedKeySchema, holdsKeyText, type DraftedKeys } from '#shared/domain/keyDrafts'
import type { KeyDraft } from '#shared/rules/keyDraft'

/** An edit of a key that is not saved: the key as the person saw it, and as they want it. */
export interface KeyEdit {
  base: KeyState
  wanted: KeyState
}

/** What is typed about the keys of one organization; edits by the key's id. */
export interface TypedKeys {
  newKey: KeyDraft | null
  edits: ReadonlyMap<number, KeyEdit>
}

export const nothingTyped: TypedKeys = { newKey: null, edits: new Map() }

/** As it is kept on the disk. A name with the text of a key in it stays out, and what is no key that could be asked for. */
export function toKeptKeys({ newKey, edits }: TypedKeys): DraftedKeys {
  return { newKey: newKey === null ? null : keptKey(newKey), edits: [...edits].flatMap(([keyId, edit]) => draftedEditSchema.safeParse({ keyId, ...edit }).data ?? []) }
}

function keptKey(draft: KeyDraft): DraftedKeys['newKey'] {
  const named = holdsKeyText(draft.name) ? { ...draft, name: '' } : draft
  return draftedKeySchema.safeParse(named).data ?? draftedKeySchema.safeParse({ ...named, name: named.name.slice(0, 1000), expiry: { kind: 'never' } }).data ?? null
}

export function fromKeptKeys({ newKey, edits }: DraftedKeys): TypedKeys {
  return { newKey, edits: new Map(edits.map(({ keyId, ...edit }) => [keyId, edit])) }
}
