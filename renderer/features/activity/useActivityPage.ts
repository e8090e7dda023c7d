import { computed, onMounted, watch, type ComputedRef } from 'vue'
import { useConnectionStore } from '../../stores/connection'
import { useAuditLogStore } from '../../stores/auditLog'
import { useJournalStore } from '../../stores/journal'
import { useOrganizationsStore } from '../../stores/organizations'
import { useActivityWords } from './useActivityWords'

export interface ActivityPage {
  journalShown: ComputedRef<boolean>
  show: (view: 'audit' | 'journal') => void
  organizationName: ComputedRef<string>
  /** The list of organizations comes first. */
  waiting: ComputedRef<boolean>
  /** What is there, in a sentence. */
  sentence: ComputedRef<string | undefined>
}

/** Follows the open organization while the page is shown, and reads anew on coming back. */
export function useActivityPage(): ActivityPage {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const audit = useAuditLogStore()
  const journal = useJournalStore()
  const { t, counted, number } = useActivityWords()
  const known = audit.organizationId

  watch(
    () => [connection.signInId, organizations.selectedId] as const,
    ([signIn, id]) => {
      void audit.open(signIn === null ? null : id)
      void journal.open(signIn === null ? null : id)
    },
    { immediate: true }
  )
  onMounted(() => {
    if (known === null || known !== audit.organizationId) return
    void audit.refresh()
    void journal.refresh()
  })

  const sentence = computed(() => {
    if (journal.shown) return journal.data === null ? undefined : counted('sentence.journal', journal.data.total, { total: number(journal.data.total) })
    if (audit.data === null) return undefined
    const { total } = audit.data
    if (audit.filter.tableName !== null || audit.filter.operation !== null) return counted('sentence.auditFiltered', total, { total: number(total) })
    return total === 0 ? t('sentence.auditNone') : counted('sentence.audit', total, { total: number(total) })
  })

  return {
    journalShown: computed(() => journal.shown),
    show: (view) => (journal.shown = view === 'journal'),
    organizationName: computed(() => organizations.list.find(({ id }) => id === organizations.selectedId)?.name ?? ''),
    waiting: computed(() => organizations.selectedId === null && (organizations.state.status === 'idle' || organizations.state.status === 'loading')),
    sentence
  }
}
