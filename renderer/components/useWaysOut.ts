import { computed, ref, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { AppError } from '#shared/errors/appError'
import type { WayOut } from '#shared/rules/actionAccess'
import { signInRoute } from '../composables/signInRoute'
import { useAnnounce } from '../composables/useAnnounce'
import { useAsyncTask } from '../composables/useAsyncTask'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from '../stores/connection'
import { useConnectionsStore } from '../stores/connections'
import { useOrganizationsStore } from '../stores/organizations'

/** A way that is gone in a dialog, which the page has: parts of a page know no feature. */
export type WayOutDialog = 'turnOnTwoFactor' | 'provePassword'

export interface WaysOut {
  /** What its button says; null where nothing can be pressed from here. */
  label: (way: WayOut) => string | null
  /** Takes the person there. True when something has changed that is to be read again; another credential is followed anyway. */
  take: (way: WayOut, organizationId: string) => Promise<boolean>
  running: Ref<boolean>
  error: ShallowRef<AppError | null>
  /** What failed, as a noun phrase. */
  what: Ref<string>
  dialog: Ref<WayOutDialog | null>
}

/** From a reason to what leads out of it: another credential, a dialog, a sign-in that comes back to this page. */
export function useWaysOut(): WaysOut {
  const { t } = useI18n()
  const [route, router] = [useRoute(), useRouter()]
  const desktop = useDesktop()
  const announce = useAnnounce()
  const store = useConnectionStore()
  const connections = useConnectionsStore()
  const organizations = useOrganizationsStore()
  const { running, error, run } = useAsyncTask()
  const dialog = ref<WayOutDialog | null>(null)
  const taking = ref<'useSession' | 'acceptInvitation'>('useSession')
  const isDemo = computed(() => store.connection?.demo === true)

  function label(way: WayOut): string | null {
    switch (way) {
      case 'useSession':
      case 'setKeyExpiry':
        if (store.connection?.has.session) return t('connections.use.session')
        return isDemo.value ? null : t('connections.needed.add.session')
      case 'verifyCode':
      case 'useSecureKey':
        return isDemo.value ? null : t(`access.wayOut.${way}`)
      case 'askSuperAdmin':
        return null
      default:
        return t(`access.wayOut.${way}`)
    }
  }

  async function take(way: WayOut, organizationId: string): Promise<boolean> {
    const { connection } = store
    if (connection === null || label(way) === null) return false
    const signIn = (by: 'email' | 'apiKey') => router.push(signInRoute({ way: by, connectionId: connection.id }, route.fullPath))
    if (way === 'turnOnTwoFactor' || way === 'provePassword') dialog.value = way
    else if (way === 'acceptInvitation') return accept(organizationId)
    else if (way === 'verifyCode') await signIn('email')
    else if (way === 'useSecureKey') await signIn('apiKey')
    else if (!connection.has.session) await signIn('email')
    else await doing('useSession', () => connections.use(connection.id, 'session'))
    return false
  }

  function doing(what: typeof taking.value, task: () => Promise<unknown>): Promise<boolean> {
    if (running.value) return Promise.resolve(false)
    taking.value = what
    return run(task)
  }

  async function accept(organizationId: string): Promise<boolean> {
    const accepted = await doing('acceptInvitation', () => desktop.organizations.acceptInvitation({ organizationId }))
    if (!accepted) return false
    announce(t('access.taking.accepted'))
    await organizations.load()
    return true
  }

  return { label, take, running, error, what: computed(() => t(`access.taking.${taking.value}`)), dialog }
}
