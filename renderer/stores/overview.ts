import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import type { Known } from '#shared/domain/organizationSecurity'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'

/** How many members of an organization there are and how many of them are without 2FA; each can be unknown by itself. */
export interface MemberCount {
  members: Known<number>
  withoutTwoFactor: Known<number>
}

/** Organizations that are counted at the same time. */
const mostAtOnce = 3

/** After these the next question would fail as well, or make things worse: nothing more is asked until somebody reads again. */
const halting: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['rateLimited', 'offline', 'hostNotFound', 'connectionRefused', 'untrustedHost', 'unauthorized', 'sessionEnded', 'wrongApiKey', 'locked'])

/** Members counted by the server, organization by organization, for those that somebody looks at. */
export const useOverviewStore = defineStore('overview', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  /** By organization. Of the former reading until it is counted anew. */
  const counts = shallowRef<ReadonlyMap<string, MemberCount>>(new Map())
  /** Why nothing more is asked; what is not counted yet is unknown for this reason. */
  const halted = shallowRef<AppErrorData | null>(null)
  const asked = new Set<string>()
  /** Those for a former reading among them: the server answers them all the same. */
  const underWay = ref(0)
  /** Nothing is being counted. */
  const resting = computed(() => underWay.value === 0)
  let wanted: readonly string[] = []
  let generation = 0

  /** Counts these, in this order, unless they are counted already; those of the last call that were not begun are left. */
  function want(ids: readonly string[]): void {
    wanted = ids
    goOn()
  }

  function goOn(): void {
    for (const id of wanted) {
      if (underWay.value >= mostAtOnce || halted.value !== null) return
      if (!asked.has(id)) void count(id, generation)
    }
  }

  async function count(id: string, reading: number): Promise<void> {
    asked.add(id)
    underWay.value += 1
    const counted = await desktop.organizations.countTwoFactor({ organizationId: id }).catch((thrown: unknown): MemberCount => {
      const unknown = { known: false, why: asAppError(thrown).data } as const
      return { members: unknown, withoutTwoFactor: unknown }
    })
    underWay.value -= 1
    // An answer for a former sign-in, or for a reading before the last, is dropped.
    if (reading === generation) accept(id, counted)
    goOn()
  }

  function accept(id: string, { members, withoutTwoFactor }: MemberCount): void {
    counts.value = new Map(counts.value).set(id, { members, withoutTwoFactor })
    const fatal = [members, withoutTwoFactor].find((one) => !one.known && halting.has(one.why.code))
    if (fatal?.known === false) halted.value = fatal.why
  }

  function begin(): void {
    generation += 1
    asked.clear()
    halted.value = null
  }

  /** Counts anew what is wanted; what was counted stays until then. */
  function refresh(): void {
    begin()
    goOn()
  }

  // Nothing of one sign-in is shown under another; after unlocking what could not be asked is asked.
  watch(
    () => connection.signInId,
    () => {
      wanted = []
      begin()
      counts.value = new Map()
    }
  )
  watch(
    () => connection.state.status,
    (status) => {
      if (status === 'signedIn' && halted.value?.code === 'locked') refresh()
    }
  )

  return { counts, halted, resting, want, refresh }
})
