/** What Gatehouse is made of, and what is new in it. */
export const program = {
  about: {
    title: 'About Gatehouse',
    sentence: 'Which Gatehouse this is, what it runs on, and the licences of everything in it.',
    what: 'what this copy is',
    version: 'Version',
    build: 'Built from',
    buildUnknown: 'Not known',
    packaged: 'Packaged',
    fromSource: 'Run from its source',
    chromium: 'Chromium',
    node: 'Node.js',
    none: 'None',
    data: 'Its data lie in',
    licence: 'Licence',
    own: 'MIT. You may use, change and pass it on; it comes without warranty.',
    included: 'What is included',
    sentenceIncluded: 'Software by others that is delivered with Gatehouse. What Chromium and Node bring with them is in LICENSES.chromium.html beside the program.',
    noList: 'This copy has no list yet: it is made by npm run build.',
    search: 'Search names and licences',
    searchHint: 'Name or licence (F)',
    found: '{count} package | {count} packages',
    noneFound: 'Nothing contains “{searched}”.',
    show: 'Licence of {name} {version}',
    whatLicence: 'the text of this licence',
    noText: 'Its package states the licence {licence} and brings no text of it.',
    close: 'Close'
  },
  news: {
    title: 'What’s new',
    since: 'What has changed since version {from}.',
    all: 'What has changed, version by version.',
    language: 'The list is in English.',
    coming: 'In this version',
    released: '{version}, {date}',
    kind: { added: 'Added', changed: 'Changed', fixed: 'Fixed', removed: 'Removed', deprecated: 'Going soon', security: 'Security' },
    nothing: 'Nothing is written about newer versions.'
  }
}

export type ProgramText = typeof program
