import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConnectionStore } from '../../stores/connection'

export type ConnectionQuestion = 'signOut' | 'leaveDemo' | 'resetDemo'

interface AskedQuestion {
  title: string
  /** What goes and what stays. */
  sentences: string[]
  confirm: string
  what: string
  action: () => Promise<void>
}

/** What is asked before a connection ends or the demo begins afresh. */
export function useConnectionQuestions(): { asking: Ref<ConnectionQuestion | null>; asked: ComputedRef<AskedQuestion | null> } {
  const { t } = useI18n()
  const store = useConnectionStore()
  const asking = ref<ConnectionQuestion | null>(null)

  const asked = computed<AskedQuestion | null>(() => {
    const { connection } = store
    if (connection === null || asking.value === null) return null
    if (asking.value === 'resetDemo') {
      return { title: t('settings.resetDemo.title'), sentences: [t('settings.resetDemo.forgotten')], confirm: t('settings.resetDemo.confirm'), what: t('settings.resetDemo.what'), action: store.resetDemo }
    }
    const common = { what: t('settings.signOut.what'), action: store.signOut }
    if (asking.value === 'leaveDemo') {
      return { ...common, title: t('settings.leaveDemo.title'), sentences: [t('settings.leaveDemo.removed'), t('settings.leaveDemo.returns')], confirm: t('settings.leaveDemo.confirm') }
    }
    return {
      ...common,
      title: t('settings.signOut.title', { server: connection.server }),
      sentences: [t(`settings.signOut.${connection.credential.kind}`), t('settings.signOut.kept')],
      confirm: t('settings.signOut.confirm')
    }
  })

  // A connection that ended meanwhile answers the question; it is not asked again of the next one.
  watch(
    () => store.connection === null,
    () => (asking.value = null)
  )

  return { asking, asked }
}
