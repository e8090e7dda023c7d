import { shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { asAppError, type AppError } from '#shared/errors/appError'
import { useWayToCredential } from '../../components/useWayToCredential'
import { useOrganizationSecurityStore } from '../../stores/organizationSecurity'
import type { WayOut } from './wayOut'

export interface TakenWayOut {
  take: (way: WayOut) => Promise<void>
  /** A way that could not be taken, and what it was; null while none failed. */
  failure: ShallowRef<{ error: AppError; what: string } | null>
}

/** What a way out is called here: a session that is there already is used, not asked for again. */
export function useWayOutWords(): (way: WayOut) => string {
  const { t } = useI18n()
  const session = useWayToCredential(() => 'session')
  return (way) => t(way === 'signIn' && session.isThere.value ? 'connections.use.session' : `security.wayOut.${way}`)
}

/** Takes a way out of a blocker. @param turnOnTwoFactor opens the dialog for it, which the page has */
export function useWayOut(turnOnTwoFactor: () => void): TakenWayOut {
  const { t } = useI18n()
  const store = useOrganizationSecurityStore()
  const session = useWayToCredential(() => 'session')
  const failure = shallowRef<TakenWayOut['failure']['value']>(null)

  const take: Record<WayOut, () => Promise<unknown>> = {
    readAgain: store.refresh,
    signIn: session.take,
    turnOnTwoFactor() {
      turnOnTwoFactor()
      return Promise.resolve()
    }
  }

  return {
    failure,
    async take(way) {
      failure.value = null
      const what = way === 'signIn' ? 'connections.use.what.session' : `security.wayOut.${way}`
      await take[way]().catch((thrown: unknown) => (failure.value = { error: asAppError(thrown), what: t(what) }))
    }
  }
}
