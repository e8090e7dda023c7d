/** Every command: its title, and why it is not available. */
export const commands = {
  title: {
    open: {
      overview: 'Overview',
      security: 'Security',
      members: 'Members',
      keys: 'API Keys',
      reviews: 'Reviews',
      posture: 'Posture',
      activity: 'Activity',
      access: 'Your access',
      connections: 'Connections',
      settings: 'Settings'
    },
    newKey: 'New API Key',
    takeSnapshot: 'Take Snapshot',
    openReviewFile: 'Open Review File…',
    copyEmailList: 'Copy Email List of Members Without 2FA',
    palette: 'Find Anything…',
    filter: 'Filter This Page',
    refresh: 'Refresh',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    zoomReset: 'Actual Size',
    toggleRail: 'Collapse or Expand the Side Bar',
    lock: 'Lock',
    guide: 'Guide',
    shortcuts: 'Keyboard Shortcuts',
    documentation: 'Capgo Documentation',
    capgoConsole: 'Capgo Console',
    diagnostics: 'Diagnostics',
    openWindow: 'Open Gatehouse',
    checkForUpdates: 'Check for Updates…',
    whatsNew: 'What’s New',
    about: 'About Gatehouse',
    quit: 'Quit Gatehouse'
  },
  group: { go: 'Pages', act: 'Do', view: 'View', program: 'Gatehouse' },
  why: {
    unlocked: 'Gatehouse is locked.',
    connection: 'Nobody is signed in.',
    organization: 'No organization is open.',
    server: 'A snapshot is open, and nothing is changed from one.',
    page: 'The open page has nothing of the kind, or not yet.'
  },
  palette: {
    title: 'Find anything',
    search: 'Search commands, settings, members, API keys, organizations and the guide',
    hint: 'A command, a setting, a name…',
    none: 'Nothing contains “{searched}”.',
    notRead: 'Members and API keys are found here once their pages were open.',
    organizations: 'Organizations',
    members: 'Members',
    keys: 'API keys',
    keyActions: 'With an API key',
    settings: 'Settings',
    guide: 'Guide',
    more: '{count} more: type on',
    found: '{count} found | {count} found'
  }
}

export type CommandsText = typeof commands
