import type { ChannelName } from '#shared/ipc/channels'

const uuid = '3f0c2c1e-7a4b-4c52-9d1e-0123456789ab'
const unwanted: unknown[] = [{}, 'text', 0, [], { extra: true }]

/** At least one message per channel that must be refused before anything is done. */
export const hostileInputs: Record<ChannelName, unknown[]> = {
  'app.info': unwanted,
  'settings.read': unwanted,
  'settings.update': [undefined, 'dark', { theme: 'neon' }, { language: 'de' }, { theme: 'dark', secret: 'x' }, { lastPage: 'x'.repeat(201) }, []],
  'vault.state': unwanted,
  'connection.current': unwanted,
  'connection.openDemo': unwanted,
  'connection.resetDemo': unwanted,
  'connection.signInWithApiKey': [undefined, {}, { apiKey: '' }, { apiKey: 'k' }, { apiKey: 1, server: null }, { apiKey: 'k'.repeat(501), server: null }, { apiKey: 'k', server: null, header: 'x' }],
  'connection.signInWithPassword': [{}, { email: 'a@b', password: '', server: null }, { email: 'a@b.example', password: ['x'], server: null }, { email: 'x'.repeat(400), password: 'p', server: null }],
  'connection.verifyCode': [{}, { attemptId: uuid, code: '12345' }, { attemptId: uuid, code: '1234567' }, { attemptId: uuid, code: 123456 }, { attemptId: '../../x', code: '123456' }],
  'connection.cancelSignIn': [{}, { attemptId: 'x' }, { attemptId: null }],
  'connection.signOut': unwanted,
  'connection.rememberOrganization': [{}, { organizationId: "x' or 1=1" }, { organizationId: `${uuid}/../other` }],
  'network.state': unwanted,
  'organizations.list': unwanted,
  'organizationSecurity.read': [{}, { organizationId: '' }, { organizationId: 'https://evil.example' }, { organizationId: uuid, select: '*' }],
  'organizationSecurity.setTwoFactorEnforcement': [
    {},
    { organizationId: uuid, enforce: 'true', judgedOn: uuid, override: null },
    { organizationId: uuid, enforce: true, judgedOn: 'x', override: null },
    { organizationId: uuid, enforce: true, judgedOn: 1, override: null },
    { organizationId: uuid, enforce: true, judgedOn: uuid },
    { organizationId: uuid, enforce: true, judgedOn: uuid, override: null, force: true }
  ],
  'clipboard.copyText': [{}, { text: 1 }, { text: ['a'] }, { text: 'x', format: 'html' }],
  'files.saveText': [{}, { suggestedName: '../../.bashrc', content: '' }, { suggestedName: 'a/b.csv', content: '' }, { suggestedName: 'x.exe', content: '' }, { suggestedName: '..\\x.csv', content: '' }, { suggestedName: 'a.csv', content: 1 }],
  'links.open': [{}, { url: 'javascript:alert(1)' }, { url: 'file:///etc/passwd' }, { url: 'http://capgo.app' }, { url: 'not a url' }, { url: ['https://capgo.app'] }]
}
