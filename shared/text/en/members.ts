import { sectionTitles } from './firstWords'

/** The Members page. Two forms with a bar between them are singular and plural; names in braces are filled in. */
export const members = {
  title: sectionTitles.members,
  what: 'the members of the organization',
  sentence: {
    without: '{total} members; {count} has no 2FA | {total} members; {count} have no 2FA',
    none: '{total} members, and every one has 2FA',
    noneKnown: '{total} members; none is known to be without 2FA',
    notKnown: '{total} members; who of them has 2FA is not known',
    unknown: '{sentence}; the status of {count} is unknown | {sentence}; the status of {count} is unknown',
    atLeast: 'At least {total}',
    nothing: 'Who the members are is not known',
    asOf: 'As of {time}: {sentence}'
  },
  problem: {
    members: 'the list of members',
    twoFactor: 'the 2FA status of the members',
    password: 'the password status of the members',
    refused: 'The server does not show you this: {what}. It shows it to super admins and admins while the organization is open to them.',
    cutShort: {
      members: 'The list of members is not complete: {received} of {expected} arrived.',
      twoFactor: 'The 2FA look-up was cut short: {received} of {expected} answers arrived. The status of the others is unknown.',
      password: 'The password look-up was cut short: {received} of {expected} answers arrived. The status of the others is unknown.'
    },
    uncounted: {
      members: 'The list of members may not be complete: {received} arrived, and the server did not say how many there are.',
      twoFactor: 'The 2FA look-up was cut short after {received} answers. The status of the others is unknown.',
      password: 'The password look-up was cut short after {received} answers. The status of the others is unknown.'
    },
    unreadable: 'What the server sent of {count} member could not be read whole. What is readable is shown; the rest is unknown, and an address that cannot be read is never copied. | What the server sent of {count} members could not be read whole. What is readable is shown; the rest is unknown, and an address that cannot be read is never copied.',
    membersFrom: 'The latest reading of the members failed. What is shown, copied and saved here is as of {time}.'
  },
  filter: {
    label: 'Filters',
    search: 'Search members',
    searchHint: 'E-mail or role (F)',
    twoFactor: '2FA',
    password: 'Password',
    role: 'Role',
    keys: 'API keys',
    campaign: 'Campaign',
    all: { twoFactor: 'All', password: 'All', role: 'All', keys: 'All', campaign: 'All' },
    owns: 'Owns keys',
    ownsWithoutTwoFactor: 'Owns keys, no 2FA',
    standing: {
      twoFactor: { left: '2FA: asked, still without', done: '2FA: asked, done', unknown: '2FA: asked, unknown', neverAsked: '2FA: without, never asked' },
      password: { left: 'Password: asked, still due', done: 'Password: asked, done', unknown: 'Password: asked, unknown', neverAsked: 'Password: due, never asked' }
    },
    clear: 'Show all members',
    keysNotWhole: 'The list of keys is not whole, so there may be more owners than are shown.'
  },
  list: 'Members',
  column: {
    select: 'Selection',
    email: 'E-mail',
    role: 'Role',
    twoFactor: '2FA',
    password: 'Password',
    keys: 'Keys',
    keysHint: 'API keys that reach this organization',
    asked: 'Asked',
    askedHint: 'When you last marked them as asked, for 2FA or the password'
  },
  selectAll: 'Select all shown',
  selectOne: 'Select {email}',
  noEmail: 'a member without an e-mail address',
  unreadableEmail: 'a member whose e-mail address cannot be read',
  twoFactor: { enabled: 'Enabled', notEnabled: 'Not enabled', unknown: 'Unknown', pending: 'Invited' },
  password: { compliant: 'Compliant', nonCompliant: 'Non-compliant', unknown: 'Unknown', pending: 'Invited', notAsked: 'No policy' },
  why: {
    failed: 'The look-up failed.',
    refused: 'Your role or credential may not see it.',
    cutShort: 'The look-up was cut short.',
    notCovered: 'The server answers for direct members only.',
    unreadable: 'What the server sent of this member could not be read.',
    pending: 'Invited, and not joined yet.',
    keys: 'The list of keys could not be read whole.'
  },
  noKeys: 'none',
  unknownKeys: 'unknown',
  atLeast: '≥ {count}',
  neverAsked: 'never',
  shown: '{shown} shown of {total}',
  shownInvited: '{shown} shown of {total}: {members} members and {count} invited person | {shown} shown of {total}: {members} members and {count} invited people',
  selected: '{count} selected | {count} selected',
  hidden: '{count} of them hidden by the filter | {count} of them hidden by the filter',
  keysOfList: 'Space selects the row with the focus, Shift with the arrow keys several, Ctrl+A all that are shown.',
  clearSelection: 'Clear selection',
  empty: {
    nobody: 'The organization has no members yet.',
    failed: 'Who the members are cannot be known, because the list could not be read.',
    refused: 'The members are shown to super admins and admins only, while the organization is open to them.',
    noMatch: 'No member matches what is asked for.',
    noMatchSearch: 'No member matches what is asked for with “{searched}”.',
    cannotKnow: 'Who this is cannot be known, because a look-up failed.',
    noneKnown: 'No member is known to match; the status of {count} is unknown. | No member is known to match; the status of {count} is unknown.',
    incomplete: 'No member that arrived matches, but the list is not complete.'
  },
  menu: {
    label: 'What can be done with {email}',
    copy: 'Copy e-mail',
    mail: 'Write e-mail…',
    select: 'Select',
    unselect: 'No longer select',
    show: 'Show in Members',
    noAddress: 'Their address is not known.'
  },
  act: {
    on: { selected: 'With {count} selected | With {count} selected', shown: 'With {count} shown | With {count} shown' },
    copy: 'Copy e-mails',
    mail: 'Write e-mail…',
    csv: 'Save as CSV…',
    json: 'Save as JSON…',
    copied: 'Copied {count} e-mail address, {by}. | Copied {count} e-mail addresses, {by}.',
    copiedOne: 'Copied {email}',
    skipped: '{count} member is left out: their address cannot be used, because it is missing or unreadable, is not exactly one address, or is the same as another member’s. | {count} members are left out: their addresses cannot be used, because they are missing or unreadable, are not exactly one address, or are the same as another member’s.',
    saved: 'Saved {count} member to {path} | Saved {count} members to {path}',
    asOf: 'The list is as of {time}.',
    notRemembered: 'remembering the separator',
    what: { copy: 'copying the e-mail addresses', csv: 'saving the CSV file', json: 'saving the JSON file', mail: 'opening a message in your mail program', mark: 'marking members as asked', forget: 'forgetting who was asked' }
  },
  file: {
    column: {
      email: 'E-mail',
      role: 'Role',
      twoFactor: '2FA',
      password: 'Password',
      keys: 'API keys',
      askedTwoFactor: 'Asked to turn on 2FA',
      askedPassword: 'Asked to prove the password',
      organization: 'Organization',
      readAt: 'Read at',
      list: 'List of members',
      twoFactorLookUp: '2FA look-up',
      passwordLookUp: 'Password look-up'
    },
    complete: 'Complete',
    incomplete: 'Not complete',
    received: 'Not complete: {received} of {expected}',
    failed: 'Failed'
  },
  mail: {
    title: 'Write e-mail',
    sentence: 'Each message opens in your mail program with the addresses in blind copy. Nothing is sent until you send it there, and whether you did is not known here.',
    batches: 'One message, with every address in it ({count}) | {count} addresses in {batches} messages of at most 50, because mail programs take no longer links',
    skipped: '{count} member is left out: their address is missing or unreadable, is none that a mail program takes, or is the same as another member’s. | {count} members are left out: their addresses are missing or unreadable, are none that a mail program takes, or are the same as another member’s.',
    nobody: 'None of these members has an address that a mail program takes.',
    about: 'What it is about',
    topic: { twoFactor: 'Turning on 2FA', password: 'Proving the password', none: 'Nothing yet' },
    open: 'Open message {number} of {count}',
    openOnly: 'Open the message',
    opened: '{number} of {count} messages opened.',
    allOpened: 'The message was opened. | All {count} messages were opened.',
    again: 'Begin again',
    done: 'Opened {count} message in your mail program. | Opened {count} messages in your mail program.',
    subject: { twoFactor: 'Two-factor authentication for {organization}', password: 'Your password for {organization}', none: '' },
    body: {
      twoFactor: 'Hello,\n\nour Capgo organization {organization} is about to require two-factor authentication (2FA). If your account does not have it yet, you can turn it on in the Capgo console, under Settings, Account: https://console.capgo.app/settings/account\n\nThank you',
      password: 'Hello,\n\nour Capgo organization {organization} has a password policy. If your password has not been checked against it yet, open the organization in the Capgo console and enter your password there: https://console.capgo.app\n\nThank you',
      none: ''
    }
  },
  handed: {
    mark: {
      twoFactor: 'Mark {count} as asked to turn on 2FA | Mark {count} as asked to turn on 2FA',
      password: 'Mark {count} as asked to prove their password | Mark {count} as asked to prove their password'
    },
    marked: {
      twoFactor: 'Marked {count} member as asked to turn on 2FA. | Marked {count} members as asked to turn on 2FA.',
      password: 'Marked {count} member as asked to prove their password. | Marked {count} members as asked to prove their password.'
    },
    unknown: '{count} member of unknown status is not marked. | {count} members of unknown status are not marked.',
    takeBack: 'Take back',
    label: 'What was done last'
  },
  campaign: {
    title: 'Campaign',
    what: 'the record of who was asked',
    goal: 'Asked to',
    goals: { twoFactor: 'Turn on 2FA', password: 'Prove the password' },
    intro: 'Copy, save or write to members above, then mark them as asked. The record stays on this computer; it does not say whether anything reached them.',
    setAside: 'The record of an earlier time could not be used as it was and was set aside unchanged. What could be read of it was taken over; some who were asked before may be missing here.',
    figure: { asked: 'Asked', left: 'Still without', done: 'Done since', unknown: 'Unknown', neverAsked: 'Never asked', notListed: 'Not in the list' },
    unknownFigure: 'unknown',
    showLeft: 'Show who is left',
    showNeverAsked: 'Show who was never asked',
    planned: 'Planned day of enforcement',
    plannedHint: 'A note for yourself: nothing is switched on by itself.',
    days: { today: 'today', future: 'in {count} day | in {count} days', past: '{count} day ago | {count} days ago' },
    clearPlan: 'Clear the day',
    plan: 'keeping the planned day',
    history: 'When you marked whom',
    entry: '{count} member | {count} members',
    entryLeft: '{count} still without | {count} still without',
    forgetOne: 'Forget',
    forgetOneOf: 'Forget that {count} were asked on {time}',
    forgetAll: 'Forget all…',
    earlier: '{count} earlier time | {count} earlier times',
    confirm: {
      title: 'Forget who was asked',
      sentences: { twoFactor: 'Everything kept here about who was asked to turn on 2FA is removed, with the planned day.', password: 'Everything kept here about who was asked to prove their password is removed, with the planned day.' },
      notBack: 'It does not come back. Nothing changes at the server, and nobody is told.',
      button: 'Forget who was asked'
    }
  },
  keys: {
    title: 'Keys whose owner has no 2FA',
    what: 'the API keys of the organization',
    intro: 'API keys go on working when 2FA is enforced, also those of owners who have none.',
    none: 'No key belongs to somebody without 2FA',
    noneKnown: 'No key is known to belong to somebody without 2FA, but not every owner or key is known.',
    cannotKnow: 'Whose owner has no 2FA cannot be known, because the 2FA look-up failed.',
    without: '{count} key whose owner is known to have no 2FA | {count} keys whose owners are known to have no 2FA',
    unknown: '{count} key whose owner’s 2FA is unknown | {count} keys whose owners’ 2FA is unknown',
    missing: 'With an API key the server lists your own keys only. Keys of others are missing here.',
    missingWhat: 'Seeing every key of the organization',
    refused: 'The server does not show you the keys of the organization. It shows them to super admins and admins while the organization is open to them.',
    incomplete: 'The list of keys is not complete: keys may be missing here.',
    column: { name: 'Key', owner: 'Owner', expires: 'Expires' },
    unnamed: 'No name (key {id})',
    unknownOwner: 'unknown ({id})',
    never: 'never',
    expired: 'expired on {date}',
    showOwners: 'Show these owners'
  }
}
