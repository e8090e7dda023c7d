/** Locking, unlocking and showing that it is still you. */
export const lock = {
  button: 'Lock',
  /** Where credentials are in memory only. */
  buttonMemory: 'The credentials are in memory only: locking removes them, you sign in again, and what you had typed is lost.',
  windowTitle: 'Locked',
  title: 'Gatehouse is locked',
  because: {
    person: 'You locked it {when}.',
    idle: 'It locked itself {when}, after a while without anybody at this computer.',
    suspend: 'It locked itself {when}, as this computer went to sleep.',
    screenLock: 'It locked itself {when}, together with the screen.',
    unreadable: 'The record of whether it was locked is missing or damaged, so it begins locked.'
  },
  who: { demo: 'Demo organization on this computer', apiKey: 'API key {fingerprint} at {server}', session: '{email} at {server}' },
  password: {
    field: 'Password',
    hint: 'The one you signed in with. It is checked on this computer and sent nowhere.',
    empty: 'Enter your password.',
    wrong: 'This is not the password you signed in with.',
    wait: 'You can try again in {count} second. | You can try again in {count} seconds.',
    last: 'This was the tenth wrong password in a row.'
  },
  unlock: 'Unlock',
  unlocking: 'Unlocking',
  system: 'Unlock with Touch ID',
  keychain: 'Your credential is read from the keychain again. If the keychain itself is locked, the system asks you to open it.',
  demo: 'The demo holds nothing secret, so nothing is asked.',
  signInAgain: 'Sign in again',
  signIn: {
    memory: 'The credentials of every connection were in memory only and are gone with the lock. Sign in again to go on. What you had typed or begun in the window is then lost.',
    keychain: 'There were ten wrong passwords in a row, so only signing in again opens it. Your session is then removed from this computer.'
  },
  whatLocking: 'locking',
  what: 'unlocking',
  problem: {
    vaultLocked: 'The system’s keychain is locked, so your credential could not be read. Open the keychain and try again.',
    vaultUnavailable: 'The keychain did not give your credential back. Gatehouse stays locked; try again, or sign in as you did before.',
    unauthorized: 'Your credential is no longer in the keychain. Sign in as you did before.',
    cancelled: 'The question was not answered, or Gatehouse was locked again meanwhile. It stays locked.'
  },
  leave: {
    button: 'Sign in as somebody else',
    title: 'Sign out of {name}?',
    removed: 'The credential in use is removed from this computer. Every other one that is kept here stays locked.',
    lost: 'What you had typed and not yet confirmed is lost.',
    confirm: 'Sign out',
    what: 'signing out',
    demoButton: 'Leave the demo',
    demoTitle: 'Leave the demo organization?',
    demoRemoved: 'The demo server stops. What was changed there is kept on this computer for the next time.',
    demoConfirm: 'Leave the demo'
  },
  presence: {
    title: 'Show that it is still you',
    why: {
      settings: 'A change like this can lock people out, so Gatehouse makes sure that it is you who makes it. Nothing has been sent yet.',
      keys: 'An API key acts in its owner’s name, and what uses it stops when it ends, so Gatehouse makes sure that it is you who does this. Nothing has been sent yet.',
      secret: 'Whoever has the secret of a key can do what the key may, so Gatehouse makes sure that it is you who takes it. It has not been handed out yet.',
      letGo: 'A secret that is let go does not come back, so Gatehouse makes sure that it is you who lets it go. It is still there.',
      change: 'Gatehouse makes sure that it is you who does this. Nothing has been changed yet.'
    },
    holds: 'Your answer holds for ten minutes.',
    system: 'The system asks for Touch ID.',
    signIn: 'On this computer that takes signing in again. You come back to this page.',
    confirm: 'Go on',
    confirming: 'Checking',
    what: 'showing that it is you'
  },
  /** Before a kept credential is opened that was locked. */
  opening: {
    why: '{name} was kept here when Gatehouse was locked. It opens only for the person who signed in to it.',
    signIn: 'Only signing in to it again opens it: Gatehouse was locked with a question that this credential cannot answer, or ten passwords in a row were wrong.'
  },
  panel: {
    title: 'Lock',
    idle: 'Lock after this time without input',
    minutes: '{count} minute | {count} minutes',
    never: 'Never by itself',
    when: 'Gatehouse also locks when this computer goes to sleep, when its screen is locked, and when you press L or {keys}.',
    linuxScreen: 'Not every Linux desktop says when its screen is locked; sleep and the time without input count in any case.',
    effect: 'Locking drops the credentials from memory and hides everything. What is open in the window stays as it is behind the lock screen: also what you had typed there, and the secret of a 2FA enrolment that is under way.',
    unlocking: 'To unlock',
    memory: 'No keychain is in use on this computer, so the credentials of every connection are in memory only. Locking removes them all. You sign in again, and what you had typed or begun in the window is then lost.',
    touchId: 'macOS asks for Touch ID where this Mac has it.',
    noPrompt: { linux: 'Linux has no question of its own that Gatehouse could ask.', win32: 'Gatehouse cannot ask Windows Hello.', other: 'This system has no question of its own that Gatehouse could ask.' },
    password: 'Signed in by e-mail and password, you enter the password. It is checked on this computer.',
    otherwise: 'With an API key, or signed in on the console’s page, the credential is read from the keychain again. The keychain asks you only if it is locked itself: lock your screen as well.'
  }
}
