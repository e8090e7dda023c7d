export const shell = {
  skip: 'Skip to content',
  nav: 'Sections',
  security: 'Security',
  settings: 'Settings',
  notices: 'Notices',
  collapse: 'Collapse the rail',
  expand: 'Expand the rail',
  shortcutsButton: 'Keyboard shortcuts',
  organization: {
    label: 'Organization',
    choose: 'Choose an organization',
    reading: 'Reading organizations',
    failed: 'Organizations not read',
    what: 'the list of organizations',
    remember: 'which organization was open',
    none: 'No organization',
    noneDetail: 'This sign-in belongs to no organization. A super admin of one can invite you; you can also make one in the Capgo console.',
    search: 'Search organizations',
    searchHint: 'Name or role',
    noMatch: 'No name and no role contains “{searched}”.',
    count: '{count} organization | {count} organizations',
    all: 'All organizations',
    unnamed: 'No name ({id})',
    requires: 'Requires 2FA',
    invited: 'Invited',
    blocked: 'Blocked',
    why: {
      invited: 'You are invited and have not accepted yet.',
      twoFactor: 'It requires 2FA, and your account has none.',
      passwordPolicy: 'It has a password policy, and your password has not been proved to meet it.'
    },
    leads: { invited: 'Choose it to accept.', blocked: 'Choose it for the way in.' },
    closed: {
      title: '{name} is closed to you now',
      until: 'Until that is done, the server may withhold a part of it, and refuse changes.',
      wayIn: 'See the way in'
    },
    replaced: {
      closed: '{name}, which was open last time, is closed to you now.',
      gone: '{name}, which was open here, is no longer in the list of your organizations.',
      by: 'Now open instead: {name}.'
    }
  },
  connection: {
    label: 'Connection',
    what: 'the sign-in of last time',
    demo: 'Demo',
    demoDetail: 'Demo organization on this computer',
    apiKey: 'API key',
    aal2: 'Signed in with 2FA',
    aal1: 'Signed in without 2FA',
    keychain: 'Secret in the system’s keychain',
    memory: 'Secret in memory, for this run only',
    snapshot: 'From a snapshot, read only',
    open: 'Connection settings'
  },
  data: {
    label: 'Data',
    read: 'Read {when}',
    readAt: 'Read on {time}',
    asOf: 'As of {time}',
    notRead: 'Not read yet',
    refresh: 'Refresh',
    refreshing: 'Refreshing',
    refreshed: 'Refreshed',
    partlyRefreshed: 'Partly refreshed',
    notRefreshed: 'Could not be refreshed'
  },
  offline: {
    what: 'the state of the network',
    since: 'This computer has reported no network connection since {time}.',
    shown: 'What is shown is as of {time}.',
    means: 'Refreshing or changing will probably fail until it is back.',
    demo: 'The demo organization runs on this computer and goes on working.',
    back: 'The network is back.',
  },
  updates: {
    what: 'the state of updates',
    available: 'Version {version} of Gatehouse is available.',
    ready: 'Version {version} of Gatehouse is ready: it is installed when you restart.',
    updated: 'Gatehouse was updated from {from} to {version}.',
    show: 'Updates',
    news: 'What’s new'
  },
  vault: { what: 'the state of the keychain', hide: 'Hide until next start' },
  shortcuts: {
    title: 'Keyboard shortcuts',
    copyRow: 'Copy the row that has the focus',
    rows: 'Move through a list',
    ends: 'Go to the first or the last row',
    pages: 'Move through a list page by page',
    openRow: 'Open the row, where it opens something',
    select: 'Select the row, or take it out again',
    range: 'Select row by row; also with Home and End',
    selectAll: 'Select every row that is shown',
    rowMenu: 'Menu of the row; also the menu key',
    leave: 'Close a dialog or a list',
    lists: 'Lists and dialogs',
    window: 'Window',
    fullScreen: 'Full screen, and back',
    closeWindow: 'Close the window',
    minimize: 'Minimize the window',
    whileTyping: 'For digits, letters and signs other than “?”, {control} with the same key does it while you type, too.',
    keys: { ctrl: 'Ctrl', escape: 'Esc', enter: 'Enter', space: 'Space', shift: 'Shift', home: 'Home', end: 'End', pageUp: 'Page Up', pageDown: 'Page Down' }
  },
  noOrganization: {
    title: 'No organization is open',
    choose: 'Choose one at the top left.',
    blocked: 'Every organization of this sign-in is closed to you for now. The overview says why for each, and what leads in.',
    overview: 'Open the overview'
  }
}
