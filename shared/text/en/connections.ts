/** The connections and their credentials. */
export const connections = {
  title: 'Connections',
  what: 'the list of connections',
  /** Using the other credential of a connection. */
  use: {
    session: 'Use the session',
    apiKey: 'Use the API key',
    what: { session: 'changing to the session', apiKey: 'changing to the API key' }
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
