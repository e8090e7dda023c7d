/** Snapshots: the state of an organization at a moment, kept on this computer. Two forms with a bar between them are singular and plural. */
export const snapshots = {
  /** The page, which also has the reviews. */
  title: 'Reviews',
  sentence: 'Take an organization’s state along, look at it without a connection, and compare it with today.',
  panel: 'Snapshots',
  what: 'the snapshots',
  intro: 'A snapshot holds the settings, members, API keys and audit log of an organization as they were at one moment. It never holds a secret.',
  kept: 'It is encrypted on this computer, and its key is in the keychain.',
  /** The name of one that the monthly capture took. */
  monthlyName: '{month}, monthly',
  pageAsOf: '{page} as of {time}',
  banner: { label: 'As of {time} – read only; nothing is asked of the server.', of: '“{name}”, {organization}.', close: 'Close snapshot', closing: 'closing the snapshot' },
  readOnly: {
    access: 'What the credential could do with which the snapshot was taken, as far as it tells. From a snapshot nothing is changed.',
    connections: 'A snapshot is open, so none of them is used. Testing, signing in and removing wait until it is closed.',
    usedAfter: 'Used again when the snapshot is closed',
    mail: 'The addresses and statuses are as of {time}, so somebody may have done since what you ask for. Whom you wrote to is not kept in the campaign.',
    draft: 'A snapshot is open, so this stays a draft: nothing is applied from one.'
  },
  take: {
    button: 'Take Snapshot',
    title: 'Take a snapshot of {organization}',
    sentence: 'Reads everything that your credential may see, in one pass. With many members or keys it takes a while. Nothing is changed.',
    name: 'Name',
    nameWrong: 'Enter a name.',
    suggested: 'Snapshot of {date}',
    confirm: 'Take Snapshot',
    taking: 'Reading settings, members, keys and audit log…',
    what: 'the snapshot',
    done: '“{name}” is taken.'
  },
  list: {
    label: 'Snapshots, the newest first',
    empty: 'There are no snapshots on this computer yet.',
    members: '{count} member | {count} members',
    membersUnknown: 'members not known',
    keys: '{count} API key | {count} API keys',
    keysUnknown: 'API keys not known',
    demo: 'demo organization',
    monthly: 'Monthly',
    open: 'Open now',
    changed: '{parts} changed while it was taken.',
    part: { settings: 'Settings', members: 'Members', keys: 'API keys' },
    choose: 'Choose “{name}” for comparing'
  },
  memory: 'There is no keychain here, so snapshots are kept for this run only and are gone when Gatehouse quits.',
  unreadable: '{count} file cannot be read: it is damaged, or its key is not in the keychain. It stays where it is. | {count} files cannot be read: they are damaged, or their key is not in the keychain. They stay where they are.',
  /** While a lock stands beside what is open: of snapshots, reviews and what is done with them. */
  behindLock: '{count} more entry on this page is behind the lock: to get at it, open the locked connection on the Connections page and show that it is you. | {count} more entries on this page are behind the lock: to get at them, open the locked connections on the Connections page and show that it is you.',
  open: { button: 'Open', of: 'Open “{name}”', what: 'opening the snapshot', changeUnderWay: 'Something is being changed at the server at this moment. Wait for its outcome, then open the snapshot.' },
  rename: { button: 'Rename', of: 'Rename “{name}”', title: 'Rename the snapshot', confirm: 'Rename', what: 'the new name' },
  delete: {
    button: 'Delete',
    of: 'Delete “{name}”',
    title: 'Delete “{name}”',
    sentence: 'The snapshot of {organization} of {time} is removed from this computer and does not come back. The organization stays as it is.',
    confirm: 'Delete Snapshot',
    what: 'deleting the snapshot'
  },
  monthly: {
    label: 'Take a snapshot of {organization} every month',
    hint: 'While Gatehouse runs and the connection is open. The first one is taken at once.',
    last: 'Last taken {when}.',
    what: 'the monthly snapshot',
    pack: {
      label: 'Write an evidence pack of it into a folder, too',
      hint: 'While Gatehouse runs and is not locked.',
      masked: 'With {standards}; e-mail addresses are masked. The choice is the one of the last pack that you saved below.',
      open: 'With {standards}; e-mail addresses stand in it as they are. The choice is the one of the last pack that you saved below.',
      folder: 'Into',
      owed: 'The next pack is written as soon as that is possible.',
      again: 'Last tried {when}. Nothing half is left in the folder; it is tried again every half hour, and when you sign in.',
      tried: 'Last tried {when}.',
      gone: 'The snapshot was deleted before its pack was written.',
      list: 'Written packs, the newest first',
      what: 'choosing the monthly evidence pack',
      writing: 'writing the monthly evidence pack'
    }
  },
  compare: {
    title: 'Compare',
    today: 'Compare with Today',
    todayOf: 'Compare with Today: “{name}”',
    two: 'Compare Both',
    twoHint: 'Choose two snapshots of one organization to compare them.',
    otherOrganization: 'The two chosen are of different organizations, which have nothing to compare.',
    sentence: 'What changed from “{before}” ({beforeTime}) to {after} ({afterTime}).',
    quoted: '“{name}”',
    nowNamed: 'today',
    what: 'the comparison',
    back: 'Back to Reviews',
    search: 'Search what changed',
    searchHint: 'Address, name or field',
    csv: 'Save as CSV…',
    csvWhat: 'the CSV file',
    csvSubject: 'What changed',
    saved: '{count} row is in {path}. | {count} rows are in {path}.',
    none: 'Nothing differs here.',
    noMatch: 'Nothing that differs matches the search.',
    settingsUnknown: 'The settings were not known in one of the two, so nothing can be said about them.',
    uncertain: 'One of the two was not read whole. What seems added or removed here may only have been unseen.',
    more: '{count} more is not shown; search for it, or save everything as CSV. | {count} more are not shown; search for them, or save everything as CSV.',
    part: { settings: 'Settings', members: 'Members', keys: 'API Keys' },
    kind: { added: 'Added', removed: 'Removed', changed: 'Changed' },
    column: { part: 'part', kind: 'what happened', name: 'name', id: 'id', field: 'field', before: 'before', after: 'after' }
  },
  field: { email: 'E-mail', role: 'Role', twoFactor: '2FA', password: 'Password', name: 'Name', expiresAt: 'Expires', kind: 'Kind', roles: 'Roles', mayCreateOrganizations: 'May create organizations', ownerId: 'Owner', updatedAt: 'Changed or rotated' },
  value: {
    never: 'never',
    none: 'nothing',
    twoFactor: { enabled: 'Enabled', notEnabled: 'Not enabled', pending: 'Invited' },
    password: { compliant: 'Compliant', nonCompliant: 'Non-compliant', pending: 'Invited' },
    kind: { secure: 'Secure', plain: 'Plain text' },
    yes: 'Yes',
    no: 'No'
  }
}
