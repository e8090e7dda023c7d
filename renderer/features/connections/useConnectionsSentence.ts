import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConnectionWords } from '../../composables/useConnectionWords'
import { useConnectionStore } from '../../stores/connection'
import { useConnectionsStore } from '../../stores/connections'
import { shownData } from '../../stores/remoteData'

/** How many connections there are, which one is open, and with what; undefined until that is known. */
export function useConnectionsSentence(): ComputedRef<string | undefined> {
  const { t, n } = useI18n()
  const store = useConnectionStore()
  const connections = useConnectionsStore()
  const words = useConnectionWords()
  return computed(() => {
    const { connection } = store
    const open = connection?.snapshot !== undefined ? t('snapshots.readOnly.connections') : connection === null ? t('connections.nobody') : t(`connections.sentence.${connection.credential.kind}`, { name: words.name(connection) })
    const data = shownData(connections.state)?.data
    if (data === undefined) return undefined
    return data.length === 0 ? open : `${t('connections.sentence.count', { count: n(data.length) }, data.length)} ${open}`
  })
}
