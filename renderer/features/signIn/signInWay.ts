import type { ServerAddress } from '#shared/domain/connection'

/** The ways in; the code belongs to the way by e-mail. */
export type SignInWay = 'demo' | 'apiKey' | 'email' | 'code' | 'consolePage'

/** Where somebody signs in. */
export interface SignInTarget {
  server: ServerAddress
  /** The connection that the credential joins, at its own server; null: a new one. */
  connectionId: string | null
  /** Whether the server can be asked at all; where it cannot, its form says what is missing. */
  check: () => boolean
}

/** The most characters that each field may hold, as the operations take them. */
export const longest = { apiKey: 500, email: 320, password: 1000, server: 300, anonKey: 2000 } as const
