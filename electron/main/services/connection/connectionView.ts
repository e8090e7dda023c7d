import type { Connection, ConnectionOutline, CredentialSummary, SecretStorage } from '#shared/domain/connection'
import { levelOf } from '../../capgo/endpoints/signIn'
import { fingerprintOf } from './apiKeyCredential'
import { shownServer } from './connectionNames'
import type { ConnectionRecord } from './connectionRecord'
import type { Secret } from './openedCredential'

const has = ({ apiKey, session }: ConnectionRecord): Connection['has'] => ({ apiKey: apiKey !== null, session: session !== null })

/** What of a credential may be said. */
export function summaryOf(record: ConnectionRecord, secret: Secret, storage: SecretStorage): CredentialSummary {
  if (secret.kind === 'apiKey') return { kind: 'apiKey', storage, fingerprint: fingerprintOf(secret.key) }
  return { kind: 'session', storage, email: record.session?.email ?? '', level: levelOf(secret.session.accessToken) }
}

export function connectionOf(record: ConnectionRecord, credential: CredentialSummary, demo: boolean): Connection {
  return {
    id: record.id,
    name: record.name,
    demo,
    server: shownServer(record.server),
    userId: record[credential.kind]?.userId ?? '',
    credential,
    has: has(record),
    lastOrganizationId: record.lastOrganizationId
  }
}

export function outlineOf(record: ConnectionRecord, { current, demo }: { current: boolean; demo: boolean }): ConnectionOutline {
  const { id, name, server, apiKey, session, uses } = record
  return { id, name, demo, server: { shown: shownServer(server), api: server.api, supabase: server.supabase }, apiKey, session, uses, current }
}
