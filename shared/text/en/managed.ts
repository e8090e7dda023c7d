/** What an administrator of this computer has decided, and what is wrong with the file that says so. */
export const managed = {
  title: 'Managed by your administrator',
  note: 'Managed by your administrator',
  most: 'Your administrator allows {minutes} at most.',
  sentence: 'A file that the administrator of this computer keeps decides some settings. They hold in place of yours and cannot be changed here; yours come back when the file goes.',
  file: 'Policy file',
  settings: 'Settings',
  nothing: 'None',
  idleMost: 'Locks at the latest',
  minutes: '{count} minute | {count} minutes',
  servers: 'Servers',
  noServer: 'None that could be read: nothing is sent to any server',
  demo: 'Demo organization',
  notAllowed: 'Not allowed',
  demoOff: 'Your administrator does not allow the demo organization on this computer.',
  updates: 'Updates',
  updatesOff: 'Off',
  updatesFrom: 'From {feed}',
  names: {
    language: 'Language',
    theme: 'Theme',
    motion: 'Motion',
    clipboardSeconds: 'A copied secret in the clipboard',
    refreshMinutes: 'Reading again by itself',
    idleLockMinutes: 'Lock when nobody is there',
    expiryNotices: 'Notifications about API keys',
    batchNotices: 'Notifications about finished runs',
    proxy: 'Proxy'
  },
  problem: {
    heading: 'The policy file of this computer is not right',
    sentence: 'What could be read of it holds. What could not stays as it was last read; otherwise it is held, refused or switched off, so that a mistake loosens nothing. Its administrator has to mend {path}.',
    whole: 'The file',
    line: '{field}: {problem}',
    unreadable: 'it cannot be read',
    notJson: 'it is not JSON',
    tooLarge: 'it is longer than 64 kB',
    version: 'this Gatehouse understands version 1 only',
    wrong: 'the value is not one that is accepted',
    unknown: 'there is no such field'
  },
  what: 'what your administrator manages'
}
