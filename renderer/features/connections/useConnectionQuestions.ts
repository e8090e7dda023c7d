import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ConnectionOutline, CredentialKind } from '#shared/domain/connection'
import { useConnectionWords } from '../../composables/useConnectionWords'
import { useConnectionStore } from '../../stores/connection'
import { useConnectionsStore } from '../../stores/connections'

export type ConnectionQuestion = { connection: ConnectionOutline } & ({ about: 'remove' | 'signOut' | 'leaveDemo' | 'resetDemo' } | { about: 'removeCredential'; credential: CredentialKind })

interface AskedQuestion {
  title: string
  /** What goes and what stays. */
  sentences: string[]
  confirm: string
  what: string
  danger: boolean
  action: () => Promise<void>
}

/** What is asked before something of a connection ends. */
export function useConnectionQuestions(): { asking: ShallowRef<ConnectionQuestion | null>; asked: ComputedRef<AskedQuestion | null> } {
  const { t } = useI18n()
  const store = useConnectionStore()
  const connections = useConnectionsStore()
  const words = useConnectionWords()
  const asking = shallowRef<ConnectionQuestion | null>(null)

  const asked = computed<AskedQuestion | null>(() => {
    const question = asking.value
    if (question === null) return null
    const { connection, about } = question
    const name = words.name(connection)
    const ask = (sentences: string[], danger: boolean, action: () => Promise<void>, at: string = about): AskedQuestion => ({
      title: t(`connections.${at}.title`, { name }),
      sentences,
      confirm: t(`connections.${at}.confirm`),
      what: t(`connections.${at}.what`),
      danger,
      action
    })
    switch (about) {
      case 'resetDemo':
        return ask([t('connections.resetDemo.forgotten')], true, store.resetDemo)
      case 'leaveDemo':
        return ask([t('connections.leaveDemo.removed'), t('connections.leaveDemo.returns')], false, store.signOut)
      case 'signOut':
        return ask([...goes(connection, connection.uses ?? undefined), stays(connection)], false, store.signOut)
      case 'removeCredential':
        return ask([...goes(connection, question.credential), ...afterwards(connection, question.credential)], true, () => connections.removeCredential(connection.id, question.credential), `removeCredential.${question.credential}`)
      case 'remove':
        return ask([t('connections.remove.gone'), ...goes(connection), ...(connection.current ? [t('connections.remove.open')] : [])], true, () => connections.remove(connection.id))
    }
  })

  /** What becomes of each secret, here and at the server. */
  function goes({ apiKey, session }: ConnectionOutline, only?: CredentialKind): string[] {
    const kinds: CredentialKind[] = ['session', 'apiKey']
    const has = { apiKey: apiKey !== null, session: session !== null }
    return kinds.filter((kind) => has[kind] && (only === undefined || only === kind)).map((kind) => t(`connections.goes.${kind}`))
  }

  function afterwards({ apiKey, session, current, uses }: ConnectionOutline, removed: CredentialKind): string[] {
    const other = removed === 'apiKey' ? session : apiKey
    if (other === null) return [t(current ? 'connections.removeCredential.lastOpen' : 'connections.removeCredential.last')]
    return uses === removed ? [t(`connections.removeCredential.${removed}.${current ? 'otherOpen' : 'other'}`)] : []
  }

  /** Signing out is leaving the credential in use. */
  function stays({ apiKey, session, uses }: ConnectionOutline): string {
    const other: CredentialKind = uses === 'apiKey' ? 'session' : 'apiKey'
    return t({ apiKey, session }[other] === null ? 'connections.signOut.kept' : `connections.signOut.stays.${other}`)
  }

  // A connection that is gone answers the question; it is not asked of the next one.
  watch(
    () => connections.list.some(({ id }) => id === asking.value?.connection.id),
    (there) => {
      if (!there) asking.value = null
    }
  )

  return { asking, asked }
}
