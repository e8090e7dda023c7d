import type { Connection, ConnectionOutline, ConnectionState } from '#shared/domain/connection'
import type { OrganizationSummary } from '#shared/domain/organization'

export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const session: Connection = {
  id: id(9),
  name: 'Meridian',
  demo: false,
  server: 'api.capgo.app',
  userId: id(100),
  credential: { kind: 'session', storage: 'keychain', email: 'ada@meridian.example', level: 'aal2' },
  has: { apiKey: false, session: true },
  lastOrganizationId: id(1)
}
export const apiKey: Connection = {
  ...session,
  id: id(8),
  name: 'Meridian keys',
  credential: { kind: 'apiKey', storage: 'memory', fingerprint: '0123456789ab' },
  has: { apiKey: true, session: false }
}
export const demo: Connection = { ...session, id: id(7), demo: true, credential: { kind: 'session', storage: 'memory', email: 'demo@meridian.example', level: 'aal2' } }

/** The connection as the list of connections has it, open at this moment. */
export const outlineOf = ({ id, name, demo, server, userId, credential }: Connection, given: Partial<ConnectionOutline> = {}): ConnectionOutline => ({
  id,
  name,
  demo,
  server: { shown: server, api: `https://${server}`, supabase: 'https://sb.capgo.app' },
  apiKey: credential.kind === 'apiKey' ? { userId, fingerprint: credential.fingerprint ?? '' } : null,
  session: credential.kind === 'session' ? { userId, email: credential.email } : null,
  uses: credential.kind,
  current: true,
  ...given
})

export const signedIn = (connection: Connection): ConnectionState => ({ status: 'signedIn', connection })
export const locked = (connection: Connection, given: Partial<Extract<ConnectionState, { status: 'locked' }>> = {}): ConnectionState => ({ status: 'locked', connection, because: 'person', since: new Date().toISOString(), proof: 'password', ...given })
export const signedOut = (given: Partial<Extract<ConnectionState, { status: 'signedOut' }>> = {}): ConnectionState => ({ status: 'signedOut', why: null, connectionId: null, lastEmail: null, lastServer: null, ...given })

const plain = { role: 'org_admin', invited: false, blockedBy: [], enforcesTwoFactor: false, policies: null } satisfies Partial<OrganizationSummary>

export const organizations: OrganizationSummary[] = [
  { ...plain, id: id(1), name: 'Meridian Parcel', role: 'org_super_admin' },
  { ...plain, id: id(2), name: 'Harbour & Finch', enforcesTwoFactor: true },
  { ...plain, id: id(3), name: 'Northwind Studio', invited: true },
  { ...plain, id: id(4), name: 'Kestrel Bank', blockedBy: ['twoFactor', 'passwordPolicy'], role: 'org_auditor' }
]
