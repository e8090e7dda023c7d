import type { ApiKeyRow } from '../store/rows'

/** Who a request comes from. A session's level (`aal`) is what its token says, not what the person has enrolled. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'session'; userId: string; aal: 'aal1' | 'aal2'; sessionId: string }
  | { kind: 'apiKey'; userId: string; key: ApiKeyRow }

export type SignedIn = Exclude<Actor, { kind: 'anonymous' }>
export type SessionActor = Extract<Actor, { kind: 'session' }>
export type ApiKeyActor = Extract<Actor, { kind: 'apiKey' }>

export const ANONYMOUS: Actor = { kind: 'anonymous' }
