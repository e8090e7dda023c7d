import { shallowRef, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { CampaignGoal } from '#shared/domain/campaign'
import type { Member } from '#shared/domain/member'
import { useAnnounce } from '../../composables/useAnnounce'
import { useCampaignStore } from '../../stores/campaign'
import { useMembersWords } from './useMembersWords'

/** Members that were marked as asked, and the time under which that is kept. */
export interface Marked {
  organizationId: string
  goal: CampaignGoal
  at: string
  words: string
}

export interface Marking {
  marked: ShallowRef<readonly Marked[]>
  failed: ShallowRef<{ what: string; error: AppError } | null>
  running: ShallowRef<boolean>
  mark: (goal: CampaignGoal, members: readonly Member[]) => Promise<void>
  takeBack: (one: Marked) => Promise<void>
  begin: () => void
}

/** Marks members as asked, and takes that back. */
export function useMarking(): Marking {
  const store = useCampaignStore()
  const announce = useAnnounce()
  const { t, counted } = useMembersWords()
  const marked = shallowRef<readonly Marked[]>([])
  const failed = shallowRef<Marking['failed']['value']>(null)
  const running = shallowRef(false)

  async function attempt(what: 'mark' | 'forget', action: () => Promise<void>): Promise<void> {
    if (running.value) return
    running.value = true
    failed.value = null
    await action().catch((thrown: unknown) => (failed.value = { what: t(`act.what.${what}`), error: asAppError(thrown) }))
    running.value = false
  }

  return {
    marked,
    failed,
    running,
    mark: (goal, members) =>
      attempt('mark', async () => {
        const { organizationId } = store
        if (organizationId === null) return
        const kept = await store.record({ organizationId, goal, userIds: members.map(({ id }) => id) })
        const words = counted(`handed.marked.${goal}`, members.length)
        const at = kept[goal].asked.at(-1)?.at
        if (at !== undefined) marked.value = [...marked.value, { organizationId, goal, at, words }]
        announce(words)
      }),
    takeBack: (one) =>
      attempt('forget', async () => {
        await store.forget(one)
        marked.value = marked.value.filter((other) => other !== one)
      }),
    begin() {
      marked.value = []
      failed.value = null
    }
  }
}
