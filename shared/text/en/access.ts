import { sectionTitles } from './firstWords'

/** What the credential in use may do, why not, and what leads out. Names in braces are filled in. */
export const access = {
  title: sectionTitles.access,
  what: 'what you can do here',
  /** Where its name could not be read; in the middle of a sentence. */
  thisOrganization: 'this organization',
  /** Who, with what, where. */
  sentence: {
    apiKeyOf: 'You use an API key of {owner}, who is {role} in {organization}.',
    apiKey: 'You use an API key; its owner is {role} in {organization}.',
    standingUnknown: 'Your role here could not be read.',
    session: 'You are signed in as {owner}, {role} in {organization}.',
    invited: 'You are signed in as {owner} and invited to {organization} as {role}.',
    withoutOrganization: { apiKey: 'You use an API key.', session: 'You are signed in as {owner}.' },
    can: 'Here you can {reads} and {changes}.',
    canBoth: 'Here you can {both}.',
    closed: 'It is closed to you for now; why, and what leads out, stands below.',
    unknown: 'Part of what you can do here is not known.',
    reads: { all: 'read everything', some: 'read part of it', none: 'read nothing', withoutSession: 'read what needs no session' },
    changes: { all: 'change everything', some: 'change part of it', none: 'change nothing', withoutSession: 'change what needs no session' },
    both: { all: 'read and change everything', some: 'read and change part of it', none: 'neither read nor change anything', withoutSession: 'read and change whatever needs no session' }
  },
  credential: {
    title: 'What you use',
    kind: 'Credential',
    apiKey: 'API key',
    aal1: 'Session with e-mail and password',
    aal2: 'Session with e-mail, password and 2FA',
    owner: 'Belongs to',
    ownerNotTold: 'Not told to this key; user {id}',
    organization: 'Organization',
    role: 'Role',
    ownRole: '{role}',
    ownersRole: '{role} (the owner’s; the key has roles of its own, which the server does not name to it)',
    invitedAs: 'Invited as {role}',
    notTold: 'Not known',
    twoFactor: '2FA of the account',
    twoFactorOn: 'On',
    twoFactorOff: 'Off',
    level: 'Code entered',
    levelYes: 'Yes, in this session',
    levelNo: 'No',
    expiry: 'Expires',
    neverExpires: 'Never, although this organization requires an expiry',
    expires: 'Yes; the server does not tell a key when',
    expiryNotTold: 'Not known; the server does not tell a key its own expiry',
    renewed: 'Renewed by itself as long as the server accepts it',
    fingerprint: 'Fingerprint'
  },
  /** On a snapshot, which is of its own time. */
  asOf: {
    title: 'What the credential could do on {time}',
    open: 'Open then',
    none: 'Nothing that the snapshot tells of.',
    closed: 'Closed then',
    unknown: 'The snapshot does not hold whether the server did this.',
    credential: 'What the snapshot was taken with'
  },
  actions: {
    title: 'What you can do here',
    open: 'Open to you',
    none: 'Nothing at the moment; why, and what leads out, stands below.',
    closed: 'Closed',
    unknown: 'Not known',
    unknownWhy: 'Whether the server does this for you could not be read, so it is not offered.'
  },
  action: {
    readMembers: 'See the members',
    readTwoFactorStatus: 'See who has 2FA',
    readPasswordStatus: 'See whose password meets the policy',
    readAudit: 'Read the audit log',
    changeSettings: 'Change security settings',
    enforceTwoFactor: 'Require 2FA for all members',
    relaxTwoFactor: 'Stop requiring 2FA',
    listOwnKeys: 'See your own API keys',
    createKey: 'Create API keys',
    editKeyName: 'Rename your own API keys',
    regenerateKey: 'Regenerate your own API keys',
    deleteKey: 'Delete your own API keys',
    listOrganizationKeys: 'See every API key of the organization',
    changeKeyRoles: 'Change what an API key may do'
  },
  /** The same with an API key, which changes any other key of its owner and never itself. */
  actionOfKey: {
    editKeyName: 'Rename your other API keys, not this one',
    regenerateKey: 'Regenerate your other API keys, not this one',
    deleteKey: 'Delete your other API keys, not this one'
  },
  /** What a permission of the server allows, after “does not allow”. */
  permission: {
    read_members: 'seeing the members',
    update_settings: 'seeing and changing security settings',
    manage_apikeys: 'managing API keys',
    update_user_roles: 'changing roles',
    invite_user: 'inviting people',
    read_audit: 'reading the audit log'
  },
  because: {
    sessionOnly: 'An API key cannot do this, whatever its role. A session, signed in with e-mail, can.',
    keyWhileEnforced: 'While {organization} requires 2FA, an API key can change one setting only: it can stop requiring it. A session can change the others.',
    keyWithoutExpiry: 'This takes a key with an expiry in {organization}, and this key has none. A session can give it one, and needs none itself.',
    belowOwnLevel: 'Your account has 2FA, and this session was signed in without the code. The server answers it as if there were nothing.',
    ownTwoFactorMissing: 'Your account has no 2FA. The server lets only people who have it require it of others.',
    blockedTwoFactor: '{organization} requires 2FA and your account has none, so it is closed to you.',
    blockedPasswordPolicy: '{organization} has a password policy, and the server has no proof that your password meets it, so it is closed to you.',
    invitationPending: 'You are invited to {organization} and have not accepted yet.',
    permissionMissingSession: 'Your role in {organization} does not allow {permission}.',
    permissionMissingKey: 'The role of this API key in {organization} does not allow {permission}. A session goes by your own role, which may allow more.',
    keyNotAccepted: 'The server does not accept this API key: it is wrong, revoked or expired, or a plain key where one of its organizations takes secure keys only.',
    notShown: 'The server shows this credential no such organization: you are not a member, or the key has no role there.'
  },
  wayOut: {
    verifyCode: 'Sign in with the code',
    turnOnTwoFactor: 'Turn on 2FA…',
    provePassword: 'Check your password…',
    acceptInvitation: 'Accept the invitation',
    useSecureKey: 'Use another key',
    askSuperAdmin: 'A super admin of {organization} can give you a role that does.',
    demo: 'The demo has its one sign-in only.'
  },
  taking: {
    useSession: 'changing to the session',
    acceptInvitation: 'accepting the invitation',
    accepted: 'The invitation is accepted.'
  },
  trouble: {
    title: 'If something does not work',
    found: 'Found for you now',
    nothing: 'Nothing stands against it, as far as the server tells.',
    reading: 'Being read.',
    also: 'Also worth knowing',
    offline: 'This computer reports no network connection, so nothing can be changed until it is back.',
    ownerKeptOutTwoFactor: '{organization} requires 2FA, and the owner of this key has none: in the console and on the command line it is closed to them. The key itself keeps working.',
    ownerKeptOutPasswordPolicy: '{organization} has a password policy that the owner of this key has not met yet: signed in, it is closed to them. The key itself keeps working.',
    secureKeysOnly: '{organization} takes secure keys only. A plain key can be created, and is then refused everywhere; create it as a secure key.',
    expiryRequired: '{organization} refuses keys without an expiry date.',
    expiryRequiredWithin: '{organization} refuses keys without an expiry date, and dates more than {days} day away. | {organization} refuses keys without an expiry date, and dates more than {days} days away.',
    expiryLimited: '{organization} refuses expiry dates more than {days} day away. | {organization} refuses expiry dates more than {days} days away.',
    adminRolesWithheld: 'You may create keys here, but not with the role of an admin: that takes the right to change roles.',
    policiesNotTold: 'What {organization} asks of keys is not told to you, so it is not known whether something stands against it.',
    unknown: 'It could not be read, so whether something stands against it is not known.',
    accessDenied: {
      title: '“Access Denied: Security policy not met”',
      hints: {
        twoFactor: 'Where 2FA is required, each member turns it on in their own account.',
        password: 'A password policy asks every member to prove their password again, also after each change of the policy.',
        dashboard: 'Who meets what stands on the Security page, for those who may see it.'
      }
    },
    cannotEnable: {
      title: 'Cannot enable security features',
      hints: {
        role: 'Security settings take a role that allows them; a super admin always has it.',
        network: 'Without a network nothing can be changed; what is shown is then dated.',
        refresh: 'Read the page again: somebody may have changed your role or a policy meanwhile.',
        support: 'If nothing is found here and it still does not work, Capgo’s support can look at it. The details of an error can be copied.'
      }
    },
    keyCreation: {
      title: 'API key creation fails',
      hints: {
        secure: 'Where secure keys are enforced, create the key as a secure one.',
        expiry: 'Where an expiry is required, give the key one within the allowed range.',
        maximum: 'The longest range allowed stands among the security settings of the organization.'
      }
    }
  },
  noOrganization: {
    title: 'No organization is open',
    emptyKey: 'The server shows this API key no organization. A key without any role sees nothing; a session of its owner can give it one.',
    emptySession: 'You are a member of no organization. A super admin can invite you.',
    choose: 'Choose the organization you want to know about.',
    open: 'Your access in {name}'
  }
}
