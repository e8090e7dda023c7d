import type { Connection } from '#shared/domain/connection'

export interface ConnectionLines {
  /** Who: an address as it is, or the fingerprint of a key. */
  who: { email: string } | { fingerprint: string }
  /** Keys of what is worth a line at any time. */
  lines: readonly string[]
  /** Keys of what one looks up. */
  more: readonly string[]
}

/** The connection in use in few lines. That a secret is kept as it should be is not worth one. */
export function connectionLines({ credential, demo, snapshot }: Connection): ConnectionLines {
  // Who took it; nothing of them is kept here, and nobody is signed in by it.
  if (snapshot !== undefined) return { who: { email: credential.kind === 'session' ? credential.email : '' }, lines: ['shell.connection.snapshot'], more: [] }
  const storage = `shell.connection.${credential.storage}`
  const memory = credential.storage === 'memory' && !demo
  const shared = { lines: memory ? [storage] : [], more: memory || demo ? [] : [storage] }
  if (credential.kind === 'apiKey') return { who: { fingerprint: credential.fingerprint ?? '' }, ...shared }
  return { who: { email: credential.email }, ...shared, lines: [`shell.connection.${credential.level}`, ...shared.lines] }
}
