import type { ChannelName } from '#shared/ipc/channels'

const uuid = '3f0c2c1e-7a4b-4c52-9d1e-0123456789ab'
const unwanted: unknown[] = [{}, 'text', 0, [], { extra: true }]

/** Right in everything, before one thing is made wrong. */
const applied = {
  organizationId: uuid,
  change: { enforcesTwoFactor: true },
  base: { enforcesTwoFactor: false, passwordPolicy: null, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, enforcesEncryptedBundles: false, requiredEncryptionKey: null },
  judgedOn: { security: uuid, keys: null },
  override: null
}

/** At least one message per channel that must be refused before anything is done. */
export const hostileInputs: Record<ChannelName, unknown[]> = {
  'app.info': unwanted,
  'settings.read': unwanted,
  'settings.update': [undefined, 'dark', { theme: 'neon' }, { language: 'de' }, { theme: 'dark', secret: 'x' }, { lastPage: 'x'.repeat(201) }, { proxy: null }, { proxy: { mode: 'manual' } }, { proxy: { mode: 'manual', address: 'http://me:secret@proxy.example:3128' } }, { proxy: { mode: 'manual', address: 'file:///etc/passwd' } }, { proxy: { mode: 'manual', address: 'http://proxy.example:99999' } }, { proxy: { mode: 'system', address: 'http://proxy.example:3128' } }, []],
  'vault.state': unwanted,
  'connections.list': unwanted,
  'connections.setAside': unwanted,
  'connections.use': [{}, { connectionId: uuid, credential: null }, { connectionId: '../x', credential: null, password: null }, { connectionId: uuid, credential: 'password', password: null }, { connectionId: uuid, credential: null, password: '' }, { connectionId: uuid, credential: null, password: null, key: 'x' }],
  'connections.rename': [{}, { connectionId: uuid, name: '' }, { connectionId: uuid, name: '   ' }, { connectionId: uuid, name: 'x'.repeat(81) }, { connectionId: uuid, name: 1 }],
  'connections.test': [{}, { connectionId: 'x' }, { connectionId: uuid, server: 'https://evil.example' }],
  'connections.removeCredential': [{}, { connectionId: uuid, credential: null }, { connectionId: uuid, credential: 'both' }],
  'connections.remove': [{}, { connectionId: null }, { connectionId: [uuid] }],
  'connection.closeConsole': unwanted,
  'connection.signInOnConsole': [
    undefined,
    {},
    { server: null, connectionId: null },
    { server: { api: 'a' }, console: null, connectionId: null },
    { server: 1, console: null, connectionId: null },
    { server: null, console: 'x'.repeat(301), connectionId: null },
    { server: null, console: ['https://evil.example'], connectionId: null },
    { server: null, console: null, connectionId: null, url: 'https://evil.example' }
  ],
  'connection.current': unwanted,
  'connection.openDemo': unwanted,
  'connection.resetDemo': unwanted,
  'connection.signInWithApiKey': [
    undefined,
    {},
    { apiKey: '', server: null, connectionId: null },
    { apiKey: 'k' },
    { apiKey: 'k', server: null },
    { apiKey: 1, server: null, connectionId: null },
    { apiKey: 'k'.repeat(501), server: null, connectionId: null },
    { apiKey: 'k', server: null, connectionId: 'x' },
    { apiKey: 'k', server: { api: 'a', supabase: 'b' }, connectionId: null },
    { apiKey: 'k', server: null, connectionId: null, header: 'x' }
  ],
  'connection.signInWithPassword': [
    {},
    { email: 'a@b', password: '', server: null, connectionId: null },
    { email: 'a@b.example', password: ['x'], server: null, connectionId: null },
    { email: 'a@b.example', password: 'p', server: null },
    { email: 'x'.repeat(400), password: 'p', server: null, connectionId: null }
  ],
  'connection.verifyCode': [{}, { attemptId: uuid, code: '12345' }, { attemptId: uuid, code: '1234567' }, { attemptId: uuid, code: 123456 }, { attemptId: '../../x', code: '123456' }],
  'connection.cancelSignIn': [{}, { attemptId: 'x' }, { attemptId: null }],
  'connection.signOut': unwanted,
  'connection.rememberOrganization': [{}, { organizationId: "x' or 1=1" }, { organizationId: `${uuid}/../other` }],
  'lock.lock': unwanted,
  'lock.unlock': [undefined, {}, { password: '' }, { password: 1 }, { password: 'x'.repeat(1001) }, { password: null, force: true }],
  'presence.prove': [undefined, {}, { password: '' }, { password: ['x'] }, { password: null, minutes: 600 }],
  'account.security': unwanted,
  'account.sendEmailCode': unwanted,
  'account.enrolTwoFactor': [{}, { emailCode: '12345' }, { emailCode: 123456 }],
  'account.confirmTwoFactor': [{}, { factorId: uuid, code: '1234567' }, { factorId: '../logout', code: '123456' }],
  'account.cancelTwoFactor': [{}, { factorId: '../user' }],
  'account.provePassword': [{}, { organizationId: uuid, password: '' }, { organizationId: 'x', password: 'p' }, { organizationId: uuid, password: 'p', email: 'other@b.example' }],
  'account.changePassword': [{}, { password: '' }, { password: 'x'.repeat(1001) }, { password: 'p', email: 'other@b.example' }],
  'network.state': unwanted,
  'network.route': [...unwanted, { host: 'evil.example' }],
  'network.certificates': unwanted,
  'network.addCertificate': [...unwanted, { path: '/etc/passwd' }],
  'network.removeCertificate': [{}, { fingerprint: 'x' }, { fingerprint: '../x' }],
  'organizations.list': unwanted,
  'organizations.countTwoFactor': [{}, { organizationId: '' }, { organizationId: uuid, filter: 'x' }],
  'organizations.acceptInvitation': [{}, { organizationId: 'x' }],
  'organizationAccess.read': [{}, { organizationId: '' }, { organizationId: 'https://evil.example' }],
  'organizationSecurity.read': [{}, { organizationId: '' }, { organizationId: 'https://evil.example' }, { organizationId: uuid, select: '*' }],
  'keyInventory.read': [{}, { organizationId: '' }, { organizationId: 'https://evil.example' }, { organizationId: uuid, key: '*' }],
  'posture.history': [{}, { organizationId: '' }, { organizationId: '../../etc/passwd' }, { organizationId: uuid, server: 'evil.example' }, { organizationId: uuid, days: [] }],
  'organizationSecurity.applySettings': [
    {},
    { ...applied, change: {} },
    { ...applied, change: { enforcesTwoFactor: 'true' } },
    { ...applied, change: { maxKeyExpirationDays: 366 } },
    { ...applied, change: { maxKeyExpirationDays: 1.5 } },
    { ...applied, change: { requiredEncryptionKey: 'short' } },
    { ...applied, change: { passwordPolicy: { enabled: true, minLength: 128, requireUppercase: true, requireNumber: true, requireSpecial: true } } },
    { ...applied, change: { enforcesTwoFactor: true, name: 'x' } },
    { ...applied, base: {} },
    { ...applied, judgedOn: uuid },
    { ...applied, judgedOn: { security: 'x', keys: null } },
    { ...applied, override: 1 },
    { ...applied, force: true }
  ],
  'organizationSecurity.countBundles': [{}, { organizationId: uuid }, { organizationId: '', requiredKey: null }, { organizationId: uuid, requiredKey: 1 }],
  'activity.audit': [
    undefined,
    {},
    { organizationId: uuid, tableName: null, operation: null },
    { organizationId: uuid, tableName: 'apikeys', operation: null, page: 0 },
    { organizationId: uuid, tableName: 'orgs&limit=1000', operation: null, page: 0 },
    { organizationId: uuid, tableName: null, operation: 'TRUNCATE', page: 0 },
    { organizationId: uuid, tableName: null, operation: null, page: -1 },
    { organizationId: `${uuid}&page=2`, tableName: null, operation: null, page: 0 },
    { organizationId: uuid, tableName: null, operation: null, page: 0, limit: 1000 }
  ],
  'journal.list': [undefined, {}, { organizationId: null }, { organizationId: 'x', page: 0 }, { organizationId: null, page: -1 }, { organizationId: null, page: 0.5 }, { organizationId: null, page: 0, path: '/etc/passwd' }],
  'journal.verify': unwanted,
  'journal.export': [...unwanted, { path: '/etc/passwd' }],
  'clipboard.copyText': [{}, { text: 1 }, { text: ['a'] }, { text: 'x', format: 'html' }],
  'files.saveText': [{}, { suggestedName: '../../.bashrc', content: '' }, { suggestedName: 'a/b.csv', content: '' }, { suggestedName: 'x.exe', content: '' }, { suggestedName: '..\\x.csv', content: '' }, { suggestedName: 'a.csv', content: 1 }],
  'mail.compose': [
    undefined,
    {},
    { to: [], subject: '', body: '' },
    { to: 'a@b.example', subject: '', body: '' },
    { to: Array.from({ length: 51 }, () => 'a@b.example'), subject: '', body: '' },
    { to: ['a@b.example'], subject: 'x\r\nBcc: c@d.example', body: '' },
    { to: ['a@b.example'], subject: '', body: 'x\u0000' },
    { to: ['a@b.example'], subject: '', body: 'x'.repeat(1501) },
    { to: ['a@b.example'], subject: '', body: '', attach: '/etc/passwd' },
    { to: ['a@b.example'], subject: '', body: '', url: 'file:///etc/passwd' }
  ],
  'campaign.read': [{}, { organizationId: '../x' }, { organizationId: uuid, server: 'evil.example' }],
  'campaign.record': [
    {},
    { organizationId: uuid, goal: 'twoFactor', userIds: [] },
    { organizationId: uuid, goal: 'twoFactor', userIds: 'all' },
    { organizationId: uuid, goal: 'twoFactor', userIds: ['x'.repeat(101)] },
    { organizationId: uuid, goal: '__proto__', userIds: ['x'] },
    { organizationId: uuid, goal: 'twoFactor', userIds: ['x'], at: '2020-01-01T00:00:00.000Z' }
  ],
  'campaign.plan': [{}, { organizationId: uuid, goal: 'twoFactor' }, { organizationId: uuid, goal: 'twoFactor', enforceOn: 'tomorrow' }, { organizationId: uuid, goal: 'twoFactor', enforceOn: '2027-02-30' }],
  'campaign.forget': [{}, { organizationId: uuid, goal: 'twoFactor' }, { organizationId: uuid, goal: 'twoFactor', at: 'all' }, { organizationId: uuid, goal: 'keys', at: null }],
  'links.open': [{}, { url: 'javascript:alert(1)' }, { url: 'file:///etc/passwd' }, { url: 'http://capgo.app' }, { url: 'not a url' }, { url: ['https://capgo.app'] }]
}
