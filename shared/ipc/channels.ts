/**
 * The names of every operation the window may ask of main, and nothing else: the preload imports this file, so it must
 * stay free of zod (the schemas are in `contract.ts`).
 */
export const channels = [
  'app.info',
  'settings.read',
  'settings.update',
  'vault.state',
  'connections.list',
  'connections.setAside',
  'connections.use',
  'connections.rename',
  'connections.test',
  'connections.removeCredential',
  'connections.remove',
  'connection.current',
  'connection.openDemo',
  'connection.resetDemo',
  'connection.signInWithApiKey',
  'connection.signInWithPassword',
  'connection.signInOnConsole',
  'connection.closeConsole',
  'connection.verifyCode',
  'connection.cancelSignIn',
  'connection.signOut',
  'connection.rememberOrganization',
  'lock.lock',
  'lock.unlock',
  'presence.prove',
  'account.security',
  'account.sendEmailCode',
  'account.enrolTwoFactor',
  'account.confirmTwoFactor',
  'account.cancelTwoFactor',
  'account.provePassword',
  'account.changePassword',
  'network.state',
  'network.route',
  'network.certificates',
  'network.addCertificate',
  'network.removeCertificate',
  'organizations.list',
  'organizations.countTwoFactor',
  'organizations.acceptInvitation',
  'organizationAccess.read',
  'organizationSecurity.read',
  'organizationSecurity.applySettings',
  'organizationSecurity.countBundles',
  'keyInventory.read',
  'posture.history',
  'activity.audit',
  'journal.list',
  'journal.verify',
  'journal.export',
  'clipboard.copyText',
  'files.saveText',
  'links.open',
  'mail.compose',
  'campaign.read',
  'campaign.record',
  'campaign.plan',
  'campaign.forget'
] as const
export type ChannelName = (typeof channels)[number]

/** What main tells the window unasked. */
export const eventNames = ['connection.changed', 'connections.changed', 'vault.changed', 'network.changed', 'settings.changed', 'app.command'] as const
export type EventName = (typeof eventNames)[number]

/** The name under which the preload exposes the API. */
export const bridgeName = 'gatehouse'
