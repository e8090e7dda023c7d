/** Words that belong to no one page. Names in braces are filled in; two forms with a bar between them are singular and plural. */
export const app = {
  name: 'Gatehouse',
  documentTitle: '{page} – Gatehouse',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  dismiss: 'Dismiss',
  loading: 'Reading {what}',
  failed: 'Failed: {what}',
  notPermitted: 'The server does not show you this: {what}. It shows it to super admins and admins while the organization is open to them.',
  labelled: '{label}:',
  joined: '{before}; {after}',
  shownSince: 'What is shown is as of {time}.',
  justNow: 'just now',
  waitUntil: 'The block ends at {time}.',
  /** In place of the general sentence, where it is another connection that is locked. */
  behindLock: 'It is behind the lock of another connection, so it was not opened or changed. Open that connection on the Connections page and show that it is you; then do this again.',
  field: { show: 'Show: {field}', hide: 'Hide: {field}', clear: 'Empty: {field}' },
  details: {
    show: 'Technical details',
    copy: 'Copy details',
    copied: 'Details copied',
    notCopied: 'The details could not be copied. Select the text and copy it from there.',
    code: 'Code',
    message: 'Message',
    host: 'Server',
    proxy: 'Proxy',
    status: 'HTTP status',
    backendCode: 'Server’s code',
    backendMessage: 'Server’s words',
    until: 'Blocked until',
    foundState: 'Found on looking',
    requestId: 'Request',
    fieldErrors: 'Fields'
  },
  tone: { neutral: 'Note', good: 'Done', warning: 'Needs action', danger: 'Problem', unknown: 'Unknown' },
  starting: {
    title: 'Starting',
    sentence: 'Reading the sign-in of last time from the keychain. If the system asks to unlock it, answer there first.'
  }
}
