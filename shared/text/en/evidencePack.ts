/** Saving and checking an evidence pack, in the window. Two forms with a bar between them are singular and plural. */
export const evidencePack = {
  title: 'Evidence pack',
  sentence: 'A folder for an auditor, made of a snapshot: a report as HTML and PDF, its tables as CSV, everything as JSON, and a manifest of hashes that is signed with the key of this computer. There is no secret in it.',
  none: 'Take a snapshot first: a pack is made of one, so that all of it is of one moment.',
  snapshot: 'Snapshot',
  snapshotName: '{name} ({organization}, {time})',
  standards: 'Map the settings to',
  mask: 'Mask e-mail addresses',
  maskHint: 'The first character and the domain stay, and a number that tells people apart.',
  signedBy: 'Your name, as it stands in the report',
  signedByHint: 'The report names it beside the fingerprint of your key; it is your own word, and masking leaves it as it is. Without one only the fingerprint says who signed.',
  language: 'Language of the report',
  languages: { en: 'English', fr: 'French' },
  save: 'Save the pack…',
  what: 'saving the evidence pack',
  saved: 'Saved to {path}. Tell the fingerprint of this computer’s key to whoever receives it, by another way than the pack goes: {fingerprint}',
  check: 'Check a pack…',
  checkWhat: 'checking the evidence pack',
  sound: 'Nothing in this pack was changed since it was signed.',
  unsound: 'This pack is not as it was signed. | This pack is not as it was signed: {count} files differ.',
  unsigned: 'This is no pack that can be trusted: {why}',
  why: {
    missing: 'there is no manifest.json in the folder.',
    manifestUnreadable: 'its manifest cannot be read.',
    badSignature: 'the signature of its manifest does not hold.',
    changed: 'its manifest was changed.',
    unexpected: 'its manifest is another’s.'
  },
  fact: { path: 'Folder', organization: 'Organization', server: 'Server', takenAt: 'State of', writtenAt: 'Written', emails: 'E-mail addresses', key: 'Fingerprint of the signing key', signer: 'Signed by' },
  emails: { masked: 'masked', whole: 'in full' },
  signer: { own: 'this computer', known: '{name}, compared before', unknown: 'nobody that this computer knows: compare the fingerprint with whoever gave you the pack' },
  wrong: { changed: '{file} was changed', missing: '{file} is missing', unexpected: '{file} was added', manifestUnreadable: '{file} cannot be read', badSignature: 'the signature in {file} does not hold' }
}
