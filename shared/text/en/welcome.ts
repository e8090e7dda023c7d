export const welcome = {
  slow: 'The server has not answered yet. Gatehouse gives up by itself if it stays silent; what you entered stays here.',
  title: 'Welcome to Gatehouse',
  sentence: 'Administer the security of your Capgo organizations, and see who would be locked out before anybody is.',
  again: 'Sign in',
  signIn: 'Sign in',
  /** A further connection, beside those that are there. */
  add: 'Add a connection',
  addSentence: 'What is open now stays open until the new sign-in works.',
  /** Signing in to a connection that is there. */
  to: 'Sign in to {name}',
  toSentence: 'The server is that of the connection: {server}.',
  known: {
    title: 'Go on where you were',
    manage: 'Manage connections',
    goOn: 'Go on',
    goOnNamed: 'Go on with {name}',
    signIn: 'Sign in again',
    signInNamed: 'Sign in again to {name}'
  },
  signedOut: 'You are signed out',
  back: 'Back',
  demo: {
    title: 'Try the demo organization',
    sentence: 'An invented company of 42 people, on a server inside Gatehouse. Nothing leaves this computer, and no account is needed. What you change there is kept for the next time.',
    button: 'Open the demo',
    busy: 'Opening the demo',
    what: 'the demo organization'
  },
  apiKey: {
    title: 'Sign in with an API key',
    sentence: 'For looking and for most settings. An API key cannot switch 2FA enforcement on; for that, sign in with e-mail.',
    field: 'API key',
    button: 'Sign in with the key',
    busy: 'Asking the server',
    what: 'signing in with an API key',
    empty: 'Enter an API key.'
  },
  email: {
    title: 'Sign in with e-mail',
    sentence: 'For everything, 2FA enforcement included. If your account has 2FA, its code is asked for next.',
    field: 'E-mail',
    password: 'Password',
    button: 'Sign in',
    busy: 'Asking the server',
    what: 'signing in with e-mail',
    emptyEmail: 'Enter the e-mail address of your Capgo account.',
    emptyPassword: 'Enter the password.'
  },
  code: {
    title: 'Enter the code',
    sentence: 'The password is right. Enter the six digits that your authenticator shows for {email}.',
    field: 'Six-digit code',
    button: 'Verify',
    busy: 'Verifying the code',
    cancel: 'Back to e-mail and password',
    what: 'the check of the code',
    notVerified: 'The code was not verified',
    incomplete: 'The code has six digits.',
    expired: 'This sign-in took too long and starts again with the password.'
  },
  advanced: 'Advanced',
  server: 'Server',
  serverHint: 'Empty means Capgo’s own servers. Otherwise the address of a self-hosted one, such as https://capgo.example.org',
  byHand: {
    enter: 'Enter the addresses by hand',
    oneAddress: 'Use one address instead',
    offer: 'If it is a Capgo server that does not tell its other addresses, you can enter them by hand.',
    sentence: 'For a server that does not tell its addresses at /private/config. They are in its configuration.',
    api: 'API address',
    apiHint: 'Where /organization and /apikey answer, such as https://api.example.org',
    supabase: 'Supabase address',
    supabaseHint: 'Where /auth/v1 and /rest/v1 answer. It can be the same address.',
    anonKey: 'Anonymous key',
    anonKeyHint: 'The public key of the Supabase project, which every client sends. It is no secret.',
    empty: { api: 'Enter the address of the API.', supabase: 'Enter the address of Supabase.', anonKey: 'Enter the anonymous key.' },
    wrongApi: 'Something answers there, but it is not the API of a Capgo server.',
    wrongSupabase: 'Something answers there, but it is not a Supabase server.',
    refusedAnonKey: 'The Supabase server does not accept this key. Check that both belong together.',
    wrongAnonKey: 'This anonymous key cannot be used. Copy it again as a whole.',
    anonKeyTooLong: 'This is too long for an anonymous key: at most 2,000 characters.'
  },
  /** While the server blocks sign-ins; the failure itself says why. */
  blocked: {
    until: 'The server takes no sign-in until {time}.',
    left: '{left} left.',
    minutes: '{count} minute until you can sign in | {count} minutes until you can sign in',
    over: 'The block is over. You can sign in again.'
  },
  kept: {
    keychain: 'Passwords are never kept. API keys and sessions are kept in the system’s keychain only.',
    memory: 'Passwords are never kept. API keys and sessions are kept in memory, for this run only.'
  },
  /** What the general sentence of an error code leaves open here. */
  errors: {
    connectionLost: 'The connection broke before the whole answer arrived, so the sign-in did not go through. Try again.',
    serverError: 'The server failed, so the sign-in did not go through. Try again later.',
    timeout: 'The server did not answer in time, so the sign-in did not go through. Try again.',
    cancelled: 'Signing in was broken off before it was finished. Try again.',
    outcomeUnknown: 'The answer was lost, so the sign-in did not go through. Try again.',
    conflict: 'Your organizations changed while they were read, so the sign-in did not go through. Try again.',
    notFound: 'The server does not find what was asked, so the sign-in did not go through. Try again.',
    unexpected: 'Something failed in a way that was not foreseen, so the sign-in did not go through. Try again; the details below help whoever looks into it.',
    forbidden: 'The server knows this account but refuses it: it may be banned, or its e-mail address not confirmed yet. Nothing was kept; look at the account in the Capgo console.',
    rateLimited: 'The server blocks sign-ins from here for a while because there were too many attempts. Wait until the block ends: each further attempt may prolong it.',
    invalidResponse: 'What answers at that address is not a Capgo server, or one that Gatehouse does not understand. Check the address under Advanced.',
    invalidInput: 'The server cannot work with this input. Check for blanks or missing characters, and the address under Advanced.',
    apiKeyCharacters: 'An API key has no blanks, line breaks or special letters inside. Copy it again as a whole.',
    unauthorized: 'The server does not accept this sign-in. Check what was entered, and the address under Advanced.'
  },
  tooLong: 'This is too long: at most {count} characters.',
  /** What is wrong with the address in the field. */
  wrongServer: {
    notAddress: 'This is not a server’s address. An address looks like https://capgo.example.org',
    notHttps: 'The address has to begin with https://. Plain http:// is accepted for this computer only.',
    withName: 'The address must hold no user name and no password.',
    tooLong: 'This address is too long: at most 300 characters.',
    nothingAnswers: 'Nothing answers at that address and port. Check both, or try again later.',
    notFound: 'No server of that name was found. Check the spelling and the network.'
  },
  consolePage: {
    what: 'the sign-in on the console’s page',
    sentence: 'A captcha, or your company’s single sign-on? The console’s own page has both, in a window of its own.',
    needed: 'Sign in on the console’s own page, which has the captcha. It opens in a window of its own, and Gatehouse goes on from there. Or use an API key.',
    button: 'Sign in on the console’s own page…',
    address: 'Console address',
    addressHint: 'Leave it empty where the console has the server’s own address.',
    open: 'The console’s page is open in a window of its own. Its title begins with the address you are at.',
    close: 'Close that window'
  },
  console: 'Open the Capgo console',
  consoleFailed: 'The console could not be opened. Its address is {address}'
}
