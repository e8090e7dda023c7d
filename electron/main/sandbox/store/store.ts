import { randomBytes } from 'node:crypto'
import type {
  ApiKeyRow, AppRow, AuditLogRow, BillingRow, BundleRow, ChallengeRow, ChannelRow, EmailOtpVerifiedRow, FactorRow, GroupMemberRow, GroupRow,
  OneTimeCodeRow, OrgRow, OrgUserRow, PasswordComplianceRow, PendingInvitationRow, RefreshTokenRow, RoleBindingRow, RoleRow, SessionRow, SignInRow, UserRow
} from './rows'
import { Table } from './table'
import { toTimestamp, type Timestamp } from './timestamps'

export type Sequence = 'api_keys' | 'org_users' | 'pending_invitations' | 'audit_logs'

/** Everything the server knows. No rules here: who may see or change what is decided in `rules`. */
export class Store {
  readonly users = new Table<UserRow>('users', (row) => row.id, ['email'])
  readonly signIns = new Table<SignInRow>('sign_ins', (row) => row.user_id)
  readonly orgs = new Table<OrgRow>('orgs', (row) => row.id)
  readonly billing = new Table<BillingRow>('billing', (row) => row.org_id)
  readonly roles = new Table<RoleRow>('roles', (row) => row.id, ['name'])
  readonly roleBindings = new Table<RoleBindingRow>('role_bindings', (row) => row.id, ['principal_id', 'org_id'])
  readonly orgUsers = new Table<OrgUserRow>('org_users', (row) => row.id, ['org_id', 'user_id'])
  readonly pendingInvitations = new Table<PendingInvitationRow>('tmp_users', (row) => row.id, ['org_id'])
  readonly groups = new Table<GroupRow>('groups', (row) => row.id, ['org_id'])
  readonly groupMembers = new Table<GroupMemberRow>('group_members', (row) => `${row.group_id}:${row.user_id}`, ['group_id', 'user_id'])
  readonly apps = new Table<AppRow>('apps', (row) => row.id, ['app_id', 'owner_org'])
  readonly bundles = new Table<BundleRow>('app_versions', (row) => row.id, ['app_id'])
  readonly channels = new Table<ChannelRow>('channels', (row) => row.id, ['rbac_id', 'app_id'])
  readonly apiKeys = new Table<ApiKeyRow>('apikeys', (row) => row.id, ['user_id', 'rbac_id', 'key', 'key_hash'])
  readonly passwordCompliance = new Table<PasswordComplianceRow>('user_password_compliance', (row) => `${row.user_id}:${row.org_id}`, ['org_id', 'user_id'])
  readonly auditLogs = new Table<AuditLogRow>('audit_logs', (row) => row.id, ['org_id'])
  readonly factors = new Table<FactorRow>('mfa_factors', (row) => row.id, ['user_id'])
  readonly challenges = new Table<ChallengeRow>('mfa_challenges', (row) => row.id, ['factor_id'])
  readonly sessions = new Table<SessionRow>('sessions', (row) => row.id, ['user_id'])
  readonly refreshTokens = new Table<RefreshTokenRow>('refresh_tokens', (row) => row.token_hash, ['session_id'])
  readonly oneTimeCodes = new Table<OneTimeCodeRow>('one_time_codes', (row) => row.email)
  readonly emailOtpVerified = new Table<EmailOtpVerifiedRow>('user_security', (row) => row.user_id)

  readonly nextIds: Record<Sequence, number> = { api_keys: 1, org_users: 1, pending_invitations: 1, audit_logs: 1 }
  anonKey = ''
  /** Signs session tokens; part of the saved state, so that sessions outlive a restart. */
  jwtSecret = randomBytes(32).toString('base64url')
  private lastMs = 0
  private micros = 0

  /** @param clock milliseconds since 1970 */
  constructor(private readonly clock: () => number) {}

  nowMs(): number {
    return this.clock()
  }

  /** The present moment; calls within one millisecond differ in their microseconds, so that rows keep their order. */
  now(): Timestamp {
    const ms = this.clock()
    this.micros = ms === this.lastMs ? Math.min(this.micros + 1, 999) : 1
    this.lastMs = ms
    return toTimestamp(ms, this.micros)
  }

  /** Grows with every change to any table. */
  revision(): number {
    let sum = 0
    for (const part of Object.values(this)) if (part instanceof Table) sum += part.revision
    return sum
  }

  /** Builds every index, one table at a time, so that requests are answered in between. */
  async prepare(): Promise<void> {
    for (const part of Object.values(this)) {
      if (!(part instanceof Table)) continue
      part.prepare()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  takeId(sequence: Sequence): number {
    return this.nextIds[sequence]++
  }

  userByEmail(email: string): UserRow | undefined {
    return this.users.where('email', email.toLowerCase())[0]
  }

  roleByName(name: string): RoleRow | undefined {
    return this.roles.where('name', name)[0]
  }
}
