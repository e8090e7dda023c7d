/** The connections and their credentials. */
export const connections = {
  title: 'Connections',
  what: 'the list of connections',
  sentence: {
    count: '{count} connection on this computer. | {count} connections on this computer.',
    session: '{name} is open, with its session.',
    apiKey: '{name} is open, with its API key.'
  },
  setAside: 'The file of connections was damaged. What could be used of it is still here. The file as it was is in Gatehouse’s folder as {file}. If a connection is missing, sign in to it again. A credential that can no longer be told whose it is may stay in the system’s keychain, under “Gatehouse”.',
  nobody: 'Nobody is signed in.',
  add: 'Add connection',
  switch: 'Open another connection',
  empty: {
    title: 'No connection yet',
    sentence: 'A connection is a Capgo server and your credentials there: an API key, a session, or both. Add one and sign in with either.'
  },
  settings: { open: '{name} is open.', manage: 'All connections and their credentials' },
  server: {
    label: 'Server',
    demo: 'Inside Gatehouse, on this computer',
    api: 'API address',
    supabase: 'Supabase address'
  },
  menu: 'What can be done with {name}',
  busy: 'A connection is being opened or tested.',
  noCredential: 'No credential',
  details: 'Addresses and credentials',
  kind: { apiKey: 'API key', session: 'Session' },
  apiKey: { short: 'API key {fingerprint}', fingerprint: 'Fingerprint of the key: the beginning of its SHA-256' },
  inUse: 'In use',
  inUseNow: 'in use now',
  usedOnOpening: 'Used on opening',
  yourAccess: 'Your access',
  /** What is known of a credential, and what is not. */
  fact: {
    owner: { label: 'Belongs to', user: 'The person with the user id {id}' },
    signIn: { label: 'Signed in', aal1: 'With e-mail and password, without a 2FA code', aal2: 'With e-mail, password and the 2FA code' },
    role: {
      label: 'Role',
      inOrganization: {
        session: '{role} in {organization}; in others it may differ.',
        apiKey: 'Its owner is {role} in {organization}. The key has roles of its own, which the server does not name to it.'
      },
      perOrganization: 'One per organization.',
      notInUse: 'Not known until it is used; it can differ in each organization.'
    },
    expiry: {
      label: 'Expires',
      apiKey: 'Not known. The server tells a key neither which one it is nor when it expires; the Capgo console shows it.',
      session: 'Not by itself: it is renewed until you sign out or the server ends it.'
    },
    storage: { label: 'Kept in', keychain: 'The system’s keychain', memory: 'Memory, for this run only' }
  },
  twoPeople: 'The session and the API key belong to different people.',
  lacks: {
    apiKey: 'None. With a key you can look and change most settings without a session.',
    session: 'None. A session can also switch 2FA enforcement on, create keys and change roles.'
  },
  enter: { apiKey: 'Add an API key', session: 'Sign in with e-mail' },
  reenter: { apiKey: 'Enter another key', session: 'Sign in again' },
  open: { button: 'Open', named: 'Open {name}', now: 'Open now', what: 'opening {name}', opened: '{name} is open.', gone: 'The credential is no longer in the system’s keychain; something else may have removed it. Sign in again.' },
  openWith: { apiKey: 'Open with the API key', session: 'Open with the session' },
  /** Using the other credential of a connection. */
  use: {
    session: 'Use the session',
    apiKey: 'Use the API key',
    what: { session: 'changing to the session', apiKey: 'changing to the API key' },
    done: { session: 'The session is in use.', apiKey: 'The API key is in use.' }
  },
  test: {
    button: 'Test',
    running: 'Testing',
    named: 'Test {name}',
    works: 'Works',
    organizations: 'It sees {count} organization. | It sees {count} organizations.',
    aal1: 'The session is without a 2FA code.',
    aal2: 'The session is with the 2FA code.',
    at: 'Tried at {time}.',
    fails: { apiKey: 'The API key does not work now', session: 'The session does not work now' },
    allWork: '{name} works.',
    notAllWork: 'Not everything of {name} works.',
    what: { apiKey: 'the test of the API key', session: 'the test of the session', all: 'the test of {name}' }
  },
  rename: {
    button: 'Rename…',
    named: 'Rename… {name}',
    title: 'Rename {name}',
    field: 'Name',
    hint: 'For you, on this computer only.',
    confirm: 'Rename',
    empty: 'Enter a name.',
    tooLong: 'This is too long: at most {count} characters.',
    done: 'The connection is named {name} now.',
    what: 'renaming the connection'
  },
  /** What becomes of a secret that is removed. */
  goes: {
    apiKey: 'The API key is removed from this computer. At the server it stays valid: delete it in the Capgo console if it is no longer needed.',
    session: 'The session is removed from this computer. It is ended at the server if it can be reached; otherwise it runs out by itself.'
  },
  removeCredential: {
    apiKey: {
      button: 'Remove the API key…',
      title: 'Remove the API key of {name}?',
      confirm: 'Remove the API key',
      what: 'removing the API key',
      other: 'The session stays, and is used from then on.',
      otherOpen: 'The key is in use, so you are signed out. The session stays, and opens the connection again.'
    },
    session: {
      button: 'Remove the session…',
      title: 'Remove the session of {name}?',
      confirm: 'Remove the session',
      what: 'removing the session',
      other: 'The API key stays, and is used from then on.',
      otherOpen: 'The session is in use, so you are signed out. The API key stays, and opens the connection again.'
    },
    last: 'The connection stays, without a credential.',
    lastOpen: 'The connection stays, without a credential, and nobody is signed in then.'
  },
  remove: {
    button: 'Remove…',
    named: 'Remove… {name}',
    title: 'Remove {name}?',
    gone: 'Everything kept of this connection on this computer goes: its name, its addresses, its credentials, and which organization was open.',
    open: 'It is open now; nobody is signed in then.',
    confirm: 'Remove the connection',
    what: 'removing the connection'
  },
  signOut: {
    button: 'Sign out…',
    title: 'Sign out of {name}?',
    kept: 'The connection itself stays, so that you can sign in to it again.',
    stays: { apiKey: 'The connection stays, and its API key with it.', session: 'The connection stays, and its session with it.' },
    confirm: 'Sign out',
    what: 'signing out'
  },
  leaveDemo: {
    button: 'Leave the demo…',
    title: 'Leave the demo organization?',
    removed: 'The demo server stops. What was changed there is kept on this computer for the next time.',
    returns: 'If you were signed in before, that sign-in returns.',
    confirm: 'Leave the demo',
    what: 'leaving the demo'
  },
  resetDemo: {
    button: 'Begin the demo afresh…',
    title: 'Begin the demo afresh?',
    forgotten: 'Everything that was changed in the demo is forgotten, and it stands as on the first day.',
    confirm: 'Begin afresh',
    what: 'beginning the demo afresh'
  },
  abilities: {
    title: 'What each kind of credential can do',
    sentence: 'These are the bounds that the server sets to each kind. Within them the role decides.',
    action: 'Action',
    yes: 'Yes',
    partly: 'In part',
    no: 'No',
    actions: {
      read: 'See members, their 2FA and the audit log',
      settings: 'Change the security settings',
      ownKeys: 'List, rename, regenerate and delete your own API keys',
      createKeys: 'Create API keys and change roles',
      allKeys: 'See every API key of an organization'
    },
    detail: {
      roleOfKey: 'as far as the key’s role goes',
      roleOfPerson: 'as far as your role goes',
      exceptTwoFactor: 'everything except switching 2FA enforcement on; while 2FA is enforced, only switching it off',
      ownTwoFactor: 'switching 2FA enforcement on needs 2FA on your own account',
      neverItself: 'never the key itself, and only with the role for keys'
    },
    note: {
      bypass: 'Neither 2FA enforcement nor the password policy reaches API keys: a key goes on working when its owner no longer gets in.',
      person: 'A key belongs to a person. Listing, changing and deleting work on one’s own keys; somebody else’s can only be disarmed by taking away its roles.',
      code: 'If your account has 2FA, a session counts once its six-digit code was entered. Before that the server answers as if there were nothing.'
    }
  },
  /** What the credential in use cannot do, and which one could. */
  needed: {
    session: 'An API key cannot do this, whatever its role. A session, signed in with e-mail, can.',
    apiKey: 'A session cannot do this. An API key can.',
    aal2: 'An API key cannot do this, whatever its role. A session can, once the six-digit code of your 2FA was entered.',
    codeMissing: 'This session was signed in without the six-digit code of your 2FA, so the server does not let it do this.',
    has: { session: 'This connection has a session as well.', apiKey: 'This connection has an API key as well.' },
    hasSessionOf: 'This connection has a session as well, of {email}.',
    lacks: { session: 'This connection has none yet.', apiKey: 'This connection has none yet.' },
    again: 'Sign in again and enter the code.',
    demo: 'The demo has its one sign-in only.',
    add: { session: 'Sign in with e-mail', apiKey: 'Add an API key' },
    signInAgain: 'Sign in again'
  }
}
