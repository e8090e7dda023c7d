import { AppError, asAppError } from '#shared/errors/appError'
import type { ServerAddress } from '#shared/domain/connection'
import type { CapgoServer } from '../../capgo/capgoServer'
import { findServer } from '../../capgo/endpoints/discovery'
import type { HttpClient } from '../../capgo/httpClient'
import { foundBy, sameServer, type ConnectionRecord, type FoundAddress } from './connectionRecord'

/** Where somebody signs in: a server, and the connection that the credential will belong to. */
export interface Place {
  server: CapgoServer
  address: FoundAddress
  /** null: a new connection */
  joins: string | null
}

export interface AskedPlace {
  server: ServerAddress
  connectionId?: string | null
}

export interface PlacesDeps {
  http: HttpClient
  find(connectionId: string): Promise<ConnectionRecord | null>
}

/**
 * The place that was asked for. A connection has its own server, whatever address comes with it: a credential that joins it
 * goes nowhere else.
 * @throws AppError `notFound` for a connection that is no longer kept; as of `findServer`
 */
export async function findPlace({ http, find }: PlacesDeps, { server, connectionId = null }: AskedPlace): Promise<Place> {
  if (connectionId === null) return { server: await findServer(http, server), address: foundBy(server), joins: null }
  const record = await find(connectionId)
  if (!record) throw noSuchConnection()
  return { server: await withPresentKey(http, record), address: record.address, joins: record.id }
}

/** The anonymous key of a server may change; its addresses, to which secrets are bound, may not. */
async function withPresentKey(http: HttpClient, { server, address }: ConnectionRecord): Promise<CapgoServer> {
  if (address.by === 'hand') return server
  try {
    const present = await findServer(http, server.api)
    return sameServer(present, server) ? present : server
  } catch (thrown) {
    if (asAppError(thrown).code === 'invalidResponse') return server
    throw thrown
  }
}

export const noSuchConnection = (): AppError => new AppError({ code: 'notFound', message: 'This connection is no longer kept.', retryable: false })
