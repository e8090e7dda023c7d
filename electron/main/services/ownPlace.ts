import type { ActiveConnection } from './connection/connectionService'

/** Whose something kept on this computer is: the host of the server, and the person. */
export interface OwnPlace {
  server: string
  userId: string
}

/** The demonstration listens elsewhere at every start, and is one place all the same. */
export function placeOf({ connection }: Pick<ActiveConnection, 'connection'>): OwnPlace {
  return { server: connection.demo ? 'demo' : connection.server, userId: connection.userId }
}

export function isOf(kept: OwnPlace, place: OwnPlace): boolean {
  return kept.server === place.server && kept.userId === place.userId
}
