import { computed, ref, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { AppError } from '#shared/errors/appError'
import { judgeKeyWish, type KeyField } from '#shared/rules/apiKeyPolicy'
import { effectiveAccess, type KeyAccess } from '#shared/rules/keyAccess'
import { expiryIsOpen, wishOf, type KeyDraft } from '#shared/rules/keyDraft'
import type { KeyWish } from '#shared/domain/apiKey'
import { useAsyncTask } from '../../../composables/useAsyncTask'
import { useApiKeysStore } from '../../../stores/apiKeys'
import { useKeyDraftsStore } from '../../../stores/keyDrafts'
import { useKeyWords } from '../useKeyWords'
import type { KeyCircumstances } from './useKeyCircumstances'
import { useProblemWords } from './useProblemWords'

export interface CreatedKey {
  /** The secret that is held; null: the answer was lost. */
  secretId: string | null
  replaces: KeyDraft['replaces']
}

export interface NewKey {
  /** As it counts: what the policy leaves no choice about is set. */
  draft: ComputedRef<KeyDraft>
  change: (change: Partial<KeyDraft>) => void
  wish: ComputedRef<KeyWish>
  access: ComputedRef<KeyAccess>
  problemsOf: (field: KeyField) => string[]
  running: Ref<boolean>
  error: ShallowRef<AppError | null>
  /** Sends it where nothing that is known stands against it; null: something does, or it failed. */
  create: () => Promise<CreatedKey | null>
}

/** The form of a new key: the kept draft, judged by the policy while it is typed, sent once. */
export function useNewKey({ organizationId, policy, bounds, giver, apps, nowMs }: KeyCircumstances): NewKey {
  const drafts = useKeyDraftsStore()
  const store = useApiKeysStore()
  const { t } = useKeyWords()
  const { running, error, run } = useAsyncTask()
  const words = useProblemWords()
  /** What is not filled in yet is no mistake before somebody means to be done. */
  const pressed = ref(false)

  const draft = computed<KeyDraft>(() => {
    const kept = drafts.draft
    const dated = bounds.value.required && kept.expiry.kind === 'never' ? ({ kind: 'days', days: Math.min(90, bounds.value.maximum?.days ?? 90) } as const) : kept.expiry
    return { ...kept, secure: kept.secure || policy.value?.enforcesSecureKeys === true, expiry: dated }
  })
  const wish = computed(() => wishOf(draft.value, bounds.value, nowMs.value))
  const problems = computed(() => judgeKeyWish(wish.value, { organizationId: organizationId.value ?? '', policy: policy.value, giver: giver.value, apps: apps.value.known ? apps.value.value : null, nowMs: nowMs.value }))
  const open = computed(() => expiryIsOpen(draft.value.expiry))

  function problemsOf(field: KeyField): string[] {
    if (field === 'expiresAt' && open.value) return pressed.value ? [t('problem.expiryOpen')] : []
    return words(problems.value.filter(({ code }) => pressed.value || (code !== 'nameMissing' && code !== 'nothingGranted')), field, bounds.value)
  }

  async function create(): Promise<CreatedKey | null> {
    pressed.value = true
    const { place } = drafts
    if (organizationId.value === null || open.value || problems.value.length > 0) return null
    const input = { organizationId: organizationId.value, wish: wish.value }
    const { replaces } = draft.value
    const created: { secretId: string | null }[] = []
    const sent = await run(async () => {
      const outcome = await store.create(input)
      created.push({ secretId: outcome.outcome === 'held' ? outcome.secretId : null })
    })
    const [one] = created
    if (!sent || one === undefined) return null
    drafts.discard(place)
    return { ...one, replaces }
  }

  return {
    draft,
    change: drafts.change,
    wish,
    access: computed(() => effectiveAccess(wish.value, { mayCreateOrganizations: wish.value.mayCreateOrganizations, expiresAt: wish.value.expiresAt })),
    problemsOf,
    running,
    error,
    create
  }
}
