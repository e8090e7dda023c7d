import { computed, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { AccountSecurity } from '#shared/domain/account'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** The signed-in person's own second factors. No secret of theirs is ever in here. */
export const useAccountStore = defineStore('account', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const state = shallowRef<RemoteData<AccountSecurity>>({ status: 'idle' })
  let generation = 0

  const security = computed(() => shownData(state.value)?.data ?? null)

  /** Reads it again. The answer for a sign-in that has ended is not kept. @throws AppError, which the state holds as well */
  async function read(): Promise<AccountSecurity> {
    const asked = ++generation
    if (security.value === null) state.value = { status: 'loading' }
    try {
      const data = await desktop.account.security()
      if (asked === generation) state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
      return data
    } catch (thrown) {
      const error = asAppError(thrown)
      if (asked === generation) state.value = failedAfter(state.value, error)
      throw error
    }
  }

  /** Reads it again; a failure is a state of it, not an error. */
  const load = (): Promise<void> =>
    read().then(
      () => undefined,
      () => undefined
    )

  /** Removes a factor that counts for nothing, and looks again. @throws AppError */
  async function removeUnfinished(factorId: string): Promise<void> {
    await desktop.account.cancelTwoFactor({ factorId })
    await load()
  }

  watch(
    () => connection.signInId,
    () => {
      generation += 1
      state.value = { status: 'idle' }
    }
  )

  return { state, security, read, load, removeUnfinished }
})
