import type { Connection } from '#shared/domain/connection'

export interface ConnectionWords {
  /** Who: an address as it is, or the key of a text. */
  who: { text: string } | { key: string }
  /** Keys of further texts about the credential. */
  credentialKeys: readonly string[]
}

/** A connection in few words. The server tells no name of an API key. */
export function connectionWords({ credential, demo }: Connection): ConnectionWords {
  const storageKey = `shell.connection.${credential.storage}`
  if (credential.kind === 'apiKey') return { who: { key: 'shell.connection.apiKey' }, credentialKeys: [storageKey] }
  const levelKey = `shell.connection.${credential.level}`
  return { who: { text: credential.email }, credentialKeys: demo ? [levelKey] : [levelKey, storageKey] }
}
