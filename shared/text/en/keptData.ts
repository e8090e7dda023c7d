/** What is kept on this computer, and how each kind of it is deleted. */
export const keptData = {
  title: 'Data on this computer',
  sentence: 'Everything Gatehouse keeps as a file is in one folder: {folder}. Elsewhere are only a downloaded update, among the system’s caches, and the entry that starts Gatehouse with the system. API keys, sessions and the keys of what is encrypted are in the system’s keychain instead.',
  copyFolder: 'Copy the path of the folder',
  copied: 'The path of the folder is copied.',
  notCopied: 'The path could not be copied. Select it and copy it from there.',
  what: 'what is kept on this computer',
  nothing: 'nothing yet',
  unknownSize: 'size unknown',
  kilobytes: '{size} kB',
  megabytes: '{size} MB',
  kind: {
    settings: 'Settings',
    connections: 'Connections, without their secrets',
    snapshots: 'Snapshots',
    reviews: 'Reviews',
    drafts: 'Drafts',
    campaigns: 'Who was asked when',
    keyRuns: 'Changes to many keys, and records of secrets that wait',
    journal: 'Journal of changes',
    posture: 'Posture history',
    logs: 'Logs',
    demo: 'Demo organization'
  },
  how: {
    settings: 'Changed on this page; nothing here is worth deleting.',
    connections: 'Removed one at a time on the page Connections.',
    snapshots: 'Deleted one at a time on the page Reviews; they are encrypted.',
    reviews: 'Deleted one at a time on the page Reviews; they are encrypted.',
    drafts: 'Discarded on the page they belong to.',
    campaigns: 'Forgotten on the page Members, campaign by campaign.',
    keyRuns: 'They go on or are dismissed on the page API Keys; none is deleted from here, for a secret could be lost with it.',
    journal: 'Gatehouse never deletes it: it is the record of what was changed. If parts could be deleted, nobody could tell whether something is being hidden.',
    posture: 'How each organization stood, day by day.',
    logs: 'What the program did, without secrets. The file in use stays; older ones can go.',
    demo: 'Started afresh on the page Connections.'
  },
  deletion: {
    one: { posture: 'Delete the posture history', logs: 'Delete older logs' },
    title: { posture: 'Delete the posture history?', logs: 'Delete the older logs?' },
    lost: {
      posture: 'How every organization stood on past days is lost, also for those of other connections. The server does not keep it, so it cannot be read again. The history begins anew with the next reading.',
      logs: 'What happened before is then missing when somebody looks into a fault. The log in use stays.'
    },
    what: 'deleting',
    done: 'Deleted'
  }
}
