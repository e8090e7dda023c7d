import { useI18n } from 'vue-i18n'
import type { ConnectionOutline } from '#shared/domain/connection'
import { visibleText } from '#shared/rules/visibleText'

export interface ConnectionWords {
  /** The person's own name for it; hidden characters written out. */
  name: (connection: { name: string }) => string
  server: (connection: Pick<ConnectionOutline, 'demo' | 'server'>) => string
  /** In groups of four, as it is read out. */
  fingerprint: (fingerprint: string) => string
  /** With what one can sign in: each credential in a word and what tells it apart. */
  credentials: (connection: ConnectionOutline) => string[]
}

/** A connection in few words. */
export function useConnectionWords(): ConnectionWords {
  const { t } = useI18n()
  const fingerprint = (text: string): string => text.match(/.{1,4}/gu)?.join(' ') ?? ''
  return {
    name: ({ name }) => visibleText(name),
    server: ({ demo, server }) => (demo ? t('connections.server.demo') : visibleText(server.shown)),
    fingerprint,
    credentials: ({ apiKey, session }) => [
      ...(session === null ? [] : [visibleText(session.email)]),
      ...(apiKey === null ? [] : [t('connections.apiKey.short', { fingerprint: fingerprint(apiKey.fingerprint) })])
    ]
  }
}
