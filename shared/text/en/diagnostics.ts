/** The report for whoever helps when something is wrong. */
export const diagnostics = {
  title: 'Diagnostics',
  sentence: 'A report for whoever helps you. You read all of it before you save it, and nothing is sent to anybody.',
  what: 'making the report',
  whatSave: 'saving the report',
  make: 'Make the report',
  again: 'Make it anew',
  making: 'Gathering, and trying the way to the server',
  before: {
    title: 'What is in it',
    has: 'Versions, system, settings, which keychain there is, the hosts of your connections, the last lines of the log.',
    not: 'No credential, no secret of a key, no password or code, no e-mail address, and no name of a connection.',
    tries: 'The way to the server of the open connection is tried step by step. The server is asked one thing that it answers to everybody, without your credential. With a snapshot open it is not asked at all.'
  },
  checks: 'The way to the server',
  none: 'A snapshot is open, so no server was asked.',
  step: { network: 'Network', way: 'Proxy', name: 'Name looked up', connection: 'Connection', certificate: 'TLS and certificates', answer: 'Answer of the server' },
  outcome: { good: 'Works', failed: 'Failed', skipped: 'Not tried' },
  column: { host: 'Host', step: 'Step', outcome: 'Outcome', took: 'Time', detail: 'What was found' },
  milliseconds: '{count} ms',
  report: 'The report, as it is saved',
  save: 'Save…',
  saved: 'Saved to {path}.',
  copy: 'Copy',
  copied: 'The report is copied.',
  whatCopy: 'copying the report',
  made: 'The report is ready. {failed} step failed. | The report is ready. {failed} steps failed.',
  madeWell: 'The report is ready. No step failed.'
}
