import { keyForm } from './keyForm'
import { sectionTitles } from './firstWords'

/** The pages about API keys. Two forms with a bar between them are singular and plural; names in braces are filled in. */
export const apiKeys = {
  title: sectionTitles.apiKeys,
  what: 'the API keys of the organization',
  sentence: {
    total: '{count} API key, {own} of them yours | {count} API keys, {own} of them yours',
    own: '{count} API key of yours; those of others are not shown to this credential | {count} API keys of yours; those of others are not shown to this credential',
    against: '{sentence}; {count} is not as the policy asks | {sentence}; {count} are not as the policy asks',
    soon: '{sentence}; {count} expires within 30 days | {sentence}; {count} expire within 30 days'
  },
  create: 'Create an API key',
  lastUsed: 'When a key was last used is recorded nowhere at the server, so it is not shown here.',
  list: {
    rbac: 'RBAC Keys',
    rbacIntro: 'Your keys with assigned roles.',
    legacy: 'Legacy Keys',
    legacyIntro: 'Your keys without roles. The server accepts them and shows them nothing; they can be regenerated and deleted, not edited.',
    legacyHidden: 'A key that has roles in {names} only stands here too: they are not shown to you.',
    all: 'All keys of the organization',
    allIntro: 'Keys of every owner that have a role here. The server tells the kind of your own keys only.'
  },
  column: {
    select: 'Selection',
    name: 'Name',
    kind: 'Kind',
    role: 'Organization role',
    roleShort: 'Role',
    apps: 'Apps',
    created: 'Created',
    updated: 'Updated',
    updatedHint: 'The last change of name, expiry or secret; told for your own keys',
    expires: 'Expires',
    owner: 'Owner',
    twoFactor: 'Owner’s 2FA',
    twoFactorShort: '2FA',
    compliance: 'Policy',
    actions: 'Actions'
  },
  unnamed: 'No name (key {id})',
  inUse: { yes: 'In use by Gatehouse', unknown: 'May be in use by Gatehouse' },
  kind: { secure: 'Secure', plain: 'Plain', unknown: 'Unknown' },
  whyKind: 'The server tells the kind of a person’s own keys only.',
  role: { none: 'None', unknown: 'Unknown', elsewhere: 'None here' },
  whyRoles: 'The roles of this key could not be read.',
  elsewhere: 'It has roles in other organizations too.',
  appRole: { app_reader: 'App Reader', app_uploader: 'App Uploader', app_developer: 'App Developer', app_admin: 'App Admin', app_preview: 'App Preview' },
  apps: { none: 'none', all: 'all apps', count: '{count} app | {count} apps', unknown: 'unknown', notShown: 'an app that is not shown to you ({id})', withRole: '{app} ({role})' },
  notTold: 'not told',
  expiry: {
    never: 'never',
    in: '{date} (in {count} day) | {date} (in {count} days)',
    hours: '{date} (in less than a day)',
    ago: '{date} ({count} day ago) | {date} ({count} days ago)',
    justExpired: '{date} (less than a day ago)',
    removal: 'The server removes an expired key 30 days after its expiry.'
  },
  owner: { you: 'you', unknown: 'unknown ({id})' },
  twoFactor: { enabled: 'Enabled', notEnabled: 'Not enabled', unknown: 'Unknown', pending: 'Invited', notListed: 'No member' },
  whyTwoFactor: {
    unknown: 'The look-up failed, was cut short or does not cover this owner.',
    notListed: 'The owner is not in the list of members. The key works all the same.',
    notEnabled: 'An API key goes on working when 2FA is enforced, also without its owner’s 2FA.',
    pending: 'Invited, and not joined yet.'
  },
  compliance: { compliant: 'Compliant', unknown: 'Unknown', more: '{reason} +{count}', notAsked: { expired: 'Expired', legacy: 'No roles', noPolicy: 'No policy' }, noPolicyWhy: 'No policy of API keys is in force here, so nothing is asked of it.' },
  finding: {
    expired: 'Expired',
    plainRefused: 'Plain key',
    expiryMissing: 'No expiry',
    beyondMaximum: 'Expires too late',
    expiresSoon: 'Expires soon',
    neverExpires: 'Never expires',
    legacy: 'Legacy key',
    ownerWithoutTwoFactor: 'Owner without 2FA',
    ownerNotListed: 'Owner no member'
  },
  because: {
    expired: 'It has expired, and the server refuses it.',
    plainRefused: 'It is a plain key, and the organization enforces secure keys: the server refuses it everywhere, in other organizations too.',
    expiryMissing: 'It has no expiry date, and the organization requires one: several requests are refused.',
    beyondMaximum: 'It expires later than the organization allows for a new date. It works until then; its date can only be changed to an earlier one.',
    legacy: 'No role of it is shown to you anywhere; to a key without roles the server shows nothing.'
  },
  mayBe: {
    plainRefused: 'Whether it is a plain key, or whether secure keys are enforced, is not known.',
    expiryMissing: 'It has no expiry date; whether one is required is not known.',
    beyondMaximum: 'The longest range that the organization allows is not known.'
  },
  filter: {
    label: 'Filters',
    search: 'Search API keys',
    searchHint: 'Name, owner, app or id (F)',
    kind: 'Kind',
    state: 'State',
    expiry: 'Expiry',
    finding: 'Finding',
    owner: 'Owner',
    all: 'All',
    states: { usable: 'Usable', expired: 'Expired', refused: 'Refused: plain', withoutRoles: 'Without roles', unknown: 'Unknown' },
    within: 'Within {count} day | Within {count} days',
    never: 'Never',
    owners: { withoutTwoFactor: 'Without 2FA', unknownTwoFactor: '2FA unknown' },
    clear: 'Show all keys'
  },
  elsewhereOnly: '{count} more of your keys has roles in other organizations only. | {count} more of your keys have roles in other organizations only.',
  showElsewhere: 'Show them too',
  hideElsewhere: 'Leave them out',
  selectAll: 'Select all shown',
  selectOne: 'Select {name}',
  shown: '{shown} shown of {total}',
  selected: '{count} selected | {count} selected',
  hidden: '{count} of them hidden by the filter | {count} of them hidden by the filter',
  clearSelection: 'Clear selection',
  keysOfList: 'Enter opens a key, Space selects it, the menu key shows what can be done.',
  empty: {
    rbac: 'You have no key with roles in this organization. A key that you create appears here.',
    rbacUncertain: 'Whether you have keys with roles here is not known, because your keys could not be read whole.',
    legacy: 'You have no legacy keys.',
    legacyUncertain: 'Whether you have legacy keys is not known, because your keys or their roles could not be read whole.',
    all: 'No key has a role in this organization.',
    allUncertain: 'Which keys have a role here is not known, because the list could not be read whole.',
    noMatch: 'No key here matches what is asked for.',
    noMatchUncertain: 'No key that arrived matches, but the list is not complete.'
  },
  reading: {
    organizationWhat: 'the keys of everybody in the organization',
    ownWhat: 'your own API keys',
    appsWhat: 'the apps of the organization',
    peopleWhat: 'the members, their 2FA and the policies of the organization',
    accessWhat: 'what you may do here',
    sessionOnly: 'Seeing every key of the organization',
    refused: 'The server does not show you the keys of everybody in the organization. It shows them to super admins and admins while the organization is open to them.',
    cutShort: 'The list of keys is not complete: keys may be missing here.',
    rolesUnknown: 'The roles of {count} key could not be read. | The roles of {count} keys could not be read.'
  },
  action: {
    manage: 'Manage',
    twin: 'Rotate with an overlap…',
    regenerate: 'Regenerate…',
    delete: 'Delete…',
    revoke: 'Revoke…',
    write: 'Write to owner…',
    of: '{action} {name}',
    menu: 'What can be done with {name}',
    copyName: 'Copy name',
    copiedName: 'Copied {name}',
    whatCopy: 'copying the name'
  },
  whyNot: {
    inUse: 'Gatehouse is signed in with this key, and the server lets no key change itself.',
    mayBeInUse: 'Gatehouse is signed in with one of your keys, and the server does not tell which: this may be the one. Sign in by e-mail, and every key can be changed.',
    legacy: 'A legacy key has no roles that a copy could have.',
    expired: 'It has expired: a new key is the way on.',
    noAddress: 'The owner’s address is not known.',
    noRoles: 'It has no role here that could be taken away.',
    rolesUnknown: 'Its roles could not be read.',
    snapshot: 'A snapshot is open, and nothing is changed from one.'
  },
  bulk: {
    label: 'With the selected keys',
    with: 'With {count} selected | With {count} selected',
    rotate: 'Regenerate…',
    expire: 'Set expiration date…',
    delete: 'Delete…',
    write: 'Write to owners…',
    othersLeftOut: '{count} belongs to somebody else: only its owner can change it. | {count} belong to others: only their owners can change them.'
  },
  reach: {
    here: 'Role in this organization',
    elsewhere: 'Other organizations',
    nowhereElse: 'none',
    notShown: '{shown} (not shown to you: {names})',
    unknown: 'not known',
    unnamed: '{count} that is not in your list | {count} that are not in your list',
    creates: 'May create organizations',
    yes: 'yes'
  },
  confirm: {
    breaks: 'This is what it reaches, and what stops with it:',
    reached: 'This is what it reached while it was valid:',
    expired: 'It has expired: the server refuses it already, so nothing that works now stops.',
    legacy: 'It has no roles, so nothing that uses it can do anything with it even now.',
    legacyAsShown: 'No role of it is shown to you. In {names} the roles of keys are shown to admins only: if it has one there, what uses it stops.',
    gone: 'This key is no longer in the list that was read last.',
    regenerate: {
      title: 'Regenerate {name}',
      effect: 'Any integration using the old key value will stop working immediately.',
      secure: 'The new key is shown once.',
      plain: 'It stays a plain key with a new value.',
      unknown: 'The key gets a new value.',
      kept: { keychain: 'Gatehouse keeps it in the keychain until you have taken it.', run: 'Gatehouse keeps it in memory only, until you have taken it or until Gatehouse quits.' },
      button: 'Regenerate {name}',
      what: 'regenerating {name}'
    },
    delete: {
      title: 'Delete {name}',
      effect: 'The key is revoked immediately: any request using it will fail.',
      final: 'It does not come back.',
      button: 'Delete {name}',
      what: 'deleting {name}'
    }
  },
  outcome: {
    label: 'What came of the last changes',
    secret: 'Take its secret…',
    dismiss: 'Dismiss what is said of {name}',
    created: {
      taken: '{name} is created.',
      held: '{name} is created. Its secret is kept until you have taken it.',
      lost: 'No answer came to the creation of {name}. What is found out about it stands with what waits for you; nothing was sent twice.'
    },
    regenerated: {
      taken: '{name} is regenerated: the old value works no longer.',
      held: '{name} is regenerated: the old value works no longer. Its new secret is kept until you have taken it.',
      lost: 'No answer came to the regeneration of {name}. What is found out about it stands with what waits for you; nothing was sent twice.'
    },
    edited: {
      readBack: '{name} is changed, and reads as asked.',
      byReading: 'The answer was lost; reading shows that {name} is changed as asked.',
      unread: 'The server confirmed the change of {name}; it could not be read back.',
      alreadySo: '{name} was so already. Nothing was sent.',
      differs: 'The server confirmed the change of {name}, and it reads otherwise. Look at what it has now.'
    },
    deleted: {
      readBack: '{name} is deleted, and no longer in the list.',
      byReading: 'The answer was lost; reading shows that {name} is gone.',
      unread: 'The server confirmed that {name} is deleted; the list could not be read since.',
      alreadySo: '{name} was gone already. Nothing was sent.',
      differs: 'The server confirmed that {name} is deleted, and it is still there.'
    }
  },
  write: {
    title: 'Write to {count} owner | Write to {count} owners',
    sentence: 'Only its owner can change or delete a key. The message opens in your mail program with the addresses in blind copy; nothing is sent until you send it there.',
    subject: 'Your API keys in {organization}',
    hello: 'Hello,',
    about: 'this is about your API key in our Capgo organization {organization}: | this is about API keys in our Capgo organization {organization}:',
    more: '– and {count} more | – and {count} more',
    ask: 'Could you regenerate or delete those of yours, or tell me what still needs them? In the Capgo console: Settings, Organization, API Keys: https://console.capgo.app/settings/organization/api-keys',
    thanks: 'Thank you',
    nobody: 'The address of no owner is known.',
    skipped: 'The owner of {count} key has no known address and is left out. | The owners of {count} keys have no known address and are left out.',
    open: 'Open the message',
    openOne: 'Open message {number} of {count}',
    opened: '{number} of {count} messages opened.',
    copy: 'Copy addresses and text',
    copied: 'Addresses and text copied.',
    what: 'handing the message over'
  },
  ...keyForm
}
