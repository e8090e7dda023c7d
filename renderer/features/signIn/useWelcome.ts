import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { ConnectionOutline } from '#shared/domain/connection'
import { askedSignIn, wayBack, type AskedSignIn } from '../../composables/signInRoute'
import { useConnectionWords } from '../../composables/useConnectionWords'
import { useConnectionStore } from '../../stores/connection'
import { useConnectionsStore } from '../../stores/connections'
import { prefilled } from './prefilled'
import { provideQuietWays } from './quietWays'

interface WelcomeForm {
  /** Another one begins with empty forms. */
  key: string
  email: string
  server: string
  way: AskedSignIn['way']
  connectionId: string | null
}

export interface Welcome {
  title: ComputedRef<string>
  sentence: ComputedRef<string>
  /** The connections of this computer come first. */
  offersKept: ComputedRef<boolean>
  /** The forms; null until it is known which connection they are for. */
  form: ShallowRef<WelcomeForm | null>
  done: () => Promise<void>
}

/** What the sign-in page is opened for: the first start, going on where one was, a new connection, or one that is there. */
export function useWelcome(): Welcome {
  const { t } = useI18n()
  const [route, router] = [useRoute(), useRouter()]
  const store = useConnectionStore()
  const connections = useConnectionsStore()
  const words = useConnectionWords()
  const form = shallowRef<WelcomeForm | null>(null)

  const asked = computed(() => askedSignIn(route))
  const joined = computed<ConnectionOutline | null>(() => connections.list.find(({ id, demo }) => id === asked.value?.connectionId && !demo) ?? null)
  const waiting = computed(() => (asked.value?.connectionId ?? null) !== null && (connections.state.status === 'idle' || connections.state.status === 'loading'))

  // As it is when the page opens: what is typed later is not overwritten by what main says meanwhile.
  watch(
    [asked, waiting, () => joined.value?.id],
    () => {
      if (route.name !== 'welcome') return
      const key = [asked.value?.way, joined.value?.id].join(' ')
      if (waiting.value || key === form.value?.key) return
      form.value = { key, ...prefilled(store.state, asked.value, joined.value), way: asked.value?.way ?? null, connectionId: joined.value?.id ?? null }
    },
    { immediate: true }
  )

  const returning = computed(() => asked.value !== null || connections.list.length > 0 || (form.value?.email ?? '') !== '')
  const title = computed(() => {
    if (joined.value !== null) return t('welcome.to', { name: words.name(joined.value) })
    if (asked.value !== null && asked.value.way === null) return t('welcome.add')
    // Somebody who was here before needs no welcome.
    return t(returning.value ? 'welcome.again' : 'welcome.title')
  })
  const sentence = computed(() => {
    if (joined.value !== null) return t('welcome.toSentence', { server: words.server(joined.value) })
    return t(asked.value !== null && store.connection !== null ? 'welcome.addSentence' : 'welcome.sentence')
  })

  provideQuietWays(computed(() => asked.value === null && connections.list.length > 0))

  return {
    title,
    sentence,
    offersKept: computed(() => asked.value === null),
    form,
    done: async () => {
      await router.replace(wayBack(route, router))
    }
  }
}
