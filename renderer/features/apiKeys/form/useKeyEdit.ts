import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { KeyState } from '#shared/domain/apiKey'
import { AppError } from '#shared/errors/appError'
import { judgeKeyChange, type KeyField, type KeyPolicy } from '#shared/rules/apiKeyPolicy'
import { effectiveAccess, type KeyAccess } from '#shared/rules/keyAccess'
import { changeBetween, editableStateOf, keyDifferences, rebased, sameKeyState, type KeyDifference } from '#shared/rules/keyDifference'
import type { ListedKey } from '#shared/rules/keyListing'
import { useAsyncTask } from '../../../composables/useAsyncTask'
import { useApiKeysStore } from '../../../stores/apiKeys'
import { useKeyDraftsStore } from '../../../stores/keyDrafts'
import { useKeyInventoryStore } from '../../../stores/keyInventory'
import { useOrganizationsStore } from '../../../stores/organizations'
import type { KeyCircumstances } from './useKeyCircumstances'
import { useProblemWords } from './useProblemWords'

export interface KeyEditing {
  /** As the person saw it; null: its roles are not known, so that nothing of it can be edited. */
  base: ComputedRef<KeyState | null>
  wanted: ComputedRef<KeyState | null>
  change: (change: Partial<KeyState>) => void
  differences: ComputedRef<readonly KeyDifference[]>
  access: ComputedRef<KeyAccess | null>
  problemsOf: (field: KeyField) => string[]
  /** The key as it is now, where that is not as the person saw it when they began; null: it is. */
  drift: ComputedRef<KeyState | null>
  /** Goes on with the same changes on the key as it is now. */
  carryOver: () => void
  discard: () => void
  running: Ref<boolean>
  error: ShallowRef<AppError | null>
  save: () => Promise<void>
}

/** The edit of one key: kept while it is not saved, compared with what is read since, sent once. */
export function useKeyEdit(row: () => ListedKey, { organizationId, policy, giver, apps, nowMs }: KeyCircumstances): KeyEditing {
  const drafts = useKeyDraftsStore()
  const store = useApiKeysStore()
  const inventory = useKeyInventoryStore()
  const organizations = useOrganizationsStore()
  const words = useProblemWords()
  const { running, error, run } = useAsyncTask()
  /** What main found on looking, which is newer than the list until that is read again. */
  const found = shallowRef<KeyState | null>(null)

  const read = computed(() => editableStateOf(row().key, organizationId.value ?? ''))
  const edit = computed(() => drafts.editOf(row().key.id))
  const base = computed(() => edit.value?.base ?? read.value)
  const wanted = computed(() => edit.value?.wanted ?? read.value)
  const differences = computed(() => (base.value === null || wanted.value === null ? [] : keyDifferences(base.value, wanted.value)))
  const drift = computed(() => {
    const now = found.value ?? read.value
    return edit.value === null || running.value || now === null || sameKeyState(edit.value.base, now) ? null : now
  })

  const kept = computed(() => {
    const { bindings } = row().key
    return bindings.known ? bindings.value.filter((one) => one.organizationId !== organizationId.value || (one.scope !== 'org' && one.scope !== 'app')) : null
  })
  const policiesElsewhere = computed<KeyPolicy[]>(() => {
    const reached = new Set((kept.value ?? []).map((one) => one.organizationId))
    return organizations.list.flatMap(({ id, policies }) => (policies === null || id === organizationId.value || !reached.has(id) ? [] : [{ organizationId: id, ...policies }]))
  })
  const problems = computed(() => {
    if (base.value === null || wanted.value === null) return []
    const circumstances = { organizationId: organizationId.value ?? '', policy: policy.value, giver: giver.value, apps: apps.value.known ? apps.value.value : null, nowMs: nowMs.value, kind: row().key.kind, kept: kept.value, policiesElsewhere: policiesElsewhere.value, notAdministered: new Set<string>() }
    return judgeKeyChange(base.value, changeBetween(base.value, wanted.value), circumstances)
  })

  function change(changed: Partial<KeyState>): void {
    if (base.value === null || wanted.value === null) return
    const next = { ...wanted.value, ...changed }
    drafts.keepEdit(row().key.id, sameKeyState(base.value, next) ? null : { base: base.value, wanted: next })
  }

  function discard(): void {
    found.value = null
    drafts.keepEdit(row().key.id, null)
  }

  function carryOver(): void {
    if (edit.value === null || drift.value === null) return
    const now = drift.value
    const next = rebased({ before: edit.value.base, after: edit.value.wanted }, now)
    found.value = null
    drafts.keepEdit(row().key.id, sameKeyState(now, next) ? null : { base: now, wanted: next })
  }

  // An edit of an earlier run that was saved after all: the answer came after the program had ended.
  watch(
    [edit, read],
    ([kept, now]) => {
      if (kept !== null && now !== null && sameKeyState(kept.wanted, now) && drafts.restored?.edits.some(({ keyId }) => keyId === row().key.id) === true) drafts.keepEdit(row().key.id, null)
    },
    { immediate: true }
  )

  async function save(): Promise<void> {
    const [from, to, keyId, { place }] = [base.value, wanted.value, row().key.id, drafts]
    if (organizationId.value === null || from === null || to === null || problems.value.length > 0 || drift.value !== null) return
    const input = { organizationId: organizationId.value, keyId, name: from.name, base: from, change: changeBetween(from, to) }
    found.value = null
    await run(async () => {
      const outcome = await store.update(input)
      if (outcome.outcome === 'drifted') {
        if (outcome.now === null) throw new AppError({ code: 'conflict', message: 'There is no such key of yours any more.', retryable: false, details: { foundState: 'gone' } })
        found.value = outcome.now
        return
      }
      // Until it is read again the list has the key as it was.
      await inventory.refresh()
      // What it reads otherwise is not lost: it stands as a difference still.
      if (outcome.outcome === 'readBackDiffers') drafts.keepEdit(keyId, { base: outcome.now, wanted: to }, place)
      else drafts.keepEdit(keyId, null, place)
    })
  }

  return {
    base,
    wanted,
    change,
    differences,
    access: computed(() => (wanted.value === null ? null : effectiveAccess(wanted.value.roles, { mayCreateOrganizations: wanted.value.mayCreateOrganizations, expiresAt: wanted.value.expiresAt }))),
    problemsOf: (field) => words(problems.value, field, { required: false, earliestMs: 0, latestMs: null, maximum: policy.value?.maxKeyExpirationDays == null ? null : { days: policy.value.maxKeyExpirationDays, organizationId: policy.value.organizationId } }),
    drift,
    carryOver,
    discard,
    running,
    error,
    save
  }
}
