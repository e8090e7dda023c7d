import { computed, ref, shallowRef, watch } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import { settingsOf } from '#shared/rules/changedSettings'
import type { PlanGround } from '#shared/rules/reviewPlan'
import { useConnectionStore } from '../../stores/connection'
import { useKeyInventoryStore } from '../../stores/keyInventory'
import { useOpenOrganization } from '../../stores/openOrganization'
import { useReviewDraftStore } from '../../stores/reviewDraft'
import type { ImpactGround } from './stepImpact'

/** Opens the snapshot that the shown review rests on, and gives what is in it; nothing of another state is given. */
export function useReviewGround() {
  const connection = useConnectionStore()
  const review = useReviewDraftStore()
  const organization = useOpenOrganization()
  const keys = useKeyInventoryStore()
  const notOpened = shallowRef<AppError | null>(null)
  const opening = ref(false)
  // The sign-in too: the snapshot may be of the organization that was open before.
  watch([() => connection.signInId, () => organization.organizationId] as const, ([, id]) => void keys.open(id), { immediate: true })

  async function openSnapshot(): Promise<void> {
    const id = review.draft?.snapshot.id
    if (id === undefined || connection.connection?.snapshot?.id === id) return
    notOpened.value = null
    opening.value = true
    try {
      await review.openSnapshot(id)
    } catch (thrown) {
      notOpened.value = asAppError(thrown)
    } finally {
      opening.value = false
    }
  }
  watch(() => review.draft?.snapshot.id, () => void openSnapshot(), { immediate: true })

  const isOpen = computed(() => review.draft !== null && connection.connection?.snapshot?.id === review.draft.snapshot.id)
  const impact = computed<ImpactGround | null>(() => {
    const { security } = organization
    if (!isOpen.value || security === null || security.organizationId !== review.draft?.snapshot.organization.id) return null
    return { security, keys: keys.inventory?.organizationId === security.organizationId ? keys.inventory : null }
  })
  const plan = computed<PlanGround | null>(() => {
    if (impact.value === null || review.draft === null) return null
    const { security, keys: inventory } = impact.value
    const settings = settingsOf(security)
    return { settings: settings.known ? settings.value : null, members: security.members, keys: inventory?.keys ?? null, takenAt: review.draft.snapshot.takenAt }
  })

  return { isOpen, opening, impact, plan, notOpened, openSnapshot }
}
