import { sectionTitles } from './firstWords'

/** The Posture page. Two forms with a bar between them are singular and plural; names in braces are filled in. */
export const posture = {
  title: sectionTitles.posture,
  what: 'how the organization stands',
  sentence: {
    exact: '{high} of 100 points; everything that counts is known',
    range: 'Between {low} and {high} of 100 points, depending on what is not known',
    nothing: 'Nothing that counts is known',
    membersFrom: '{sentence}; members as of {time}'
  },
  asOf: 'As of {time}: {sentence}',
  membersFrom: 'The latest reading of the members failed. What is said of members here, and what they add to the score, is as of {time}; evidence that you export holds the latest reading only.',
  unknown: 'unknown',
  atLeast: '≥ {count}',
  score: {
    title: 'Score',
    value: '{low} to {high}',
    of: 'of 100',
    how: 'What is certain counts. What is unknown adds nothing to the lower number and all it could to the higher one. Keys weigh more than a third, because an API key passes by 2FA and the password policy.',
    table: 'What the score is made of',
    column: { part: 'Part', points: 'Points', why: 'Why', way: 'Improve in' },
    points: '{points} of {weight}',
    more: 'up to {points} more, unknown',
    name: {
      twoFactorEnforced: 'Require 2FA for All Members',
      twoFactorMembers: 'Members with 2FA',
      passwordPolicy: 'Password Policy',
      passwordMembers: 'Members who meet it',
      secureKeysEnforced: 'Enforce Secure API Keys',
      expirationRequired: 'Require API Key Expiration',
      maximumLifetime: 'Maximum expiration days',
      secureKeys: 'Keys that are secure',
      expiringKeys: 'Keys that expire'
    },
    reason: {
      twoFactorEnforced: { met: 'Every member must have 2FA.', off: 'Members may go without 2FA.', unknown: 'Whether 2FA is enforced is not known.' },
      twoFactorMembers: {
        met: 'Every member has 2FA.',
        partly: '{count} of {total} members has 2FA. | {count} of {total} members have 2FA.',
        none: 'No member has 2FA.',
        partlyUnknown: '{count} of {total} members is known to have 2FA; of others it is unknown. | {count} of {total} members are known to have 2FA; of others it is unknown.',
        unknown: 'Who has 2FA is not known.'
      },
      passwordPolicy: { met: 'Passwords have at least {count} characters.', short: 'Passwords have at least {count} characters; {total} count in full.', off: 'No password policy is enforced.', unknown: 'Whether a password policy is enforced is not known.' },
      passwordMembers: {
        met: 'Every member has proved a password that meets it.',
        partly: '{count} of {total} members has proved a password that meets it. | {count} of {total} members have proved a password that meets it.',
        none: 'No member has proved a password that meets it.',
        partlyUnknown: '{count} of {total} members is known to meet it; of others it is unknown. | {count} of {total} members are known to meet it; of others it is unknown.',
        notAsked: 'Without a policy nobody is asked for a proof.',
        unknown: 'Who meets the policy is not known.'
      },
      secureKeysEnforced: { met: 'Plain-text API keys are refused.', off: 'Plain-text API keys may be used.', unknown: 'Whether secure keys are enforced is not known.' },
      expirationRequired: { met: 'A new API key must expire.', off: 'An API key may last for ever.', unknown: 'Whether keys must expire is not known.' },
      maximumLifetime: {
        met: 'An expiry lies at most {count} day ahead. | An expiry lies at most {count} days ahead.',
        noMaximum: 'An expiry may lie any time ahead; up to {total} days count.',
        longMaximum: 'An expiry may lie {count} days ahead; up to {total} count.',
        unknown: 'The longest expiry is not known.'
      },
      secureKeys: {
        met: 'Every usable key is secure.',
        partly: '{count} of {total} usable keys is secure. | {count} of {total} usable keys are secure.',
        none: 'No usable key is secure.',
        partlyUnknown: '{count} of {total} usable keys is known to be secure; of others the server does not tell the kind. | {count} of {total} usable keys are known to be secure; of others the server does not tell the kind.',
        noKeys: 'No usable key reaches the organization.',
        refusedByPolicy: 'Secure keys are enforced, so no plain one reaches anything.',
        unknown: 'Which keys reach the organization is not fully known.'
      },
      expiringKeys: {
        met: 'Every usable key expires in time.',
        partly: '{count} of {total} usable keys expires in time. | {count} of {total} usable keys expire in time.',
        none: 'No usable key expires in time.',
        noKeys: 'No usable key reaches the organization.',
        unknown: 'Which keys reach the organization is not fully known.'
      }
    },
    way: { security: 'Security', members: 'Members', keys: 'API keys', of: '{way}: {part}' },
    full: 'Nothing left to do'
  },
  figures: {
    twoFactor: { title: '2FA', total: 'Total Members', enabled: '2FA Enabled', notEnabled: '2FA Not Enabled', unknown: 'Unknown', pending: '{count} more person is invited. | {count} more people are invited.' },
    password: { title: 'Password Policy', compliant: 'Compliant', nonCompliant: 'Non-Compliant', unknown: 'Unknown', notAsked: 'No password policy is enforced, so nobody is asked for a proof.', notKnown: 'Whether a password policy is enforced is not known.' },
    keys: {
      title: 'API key security adoption',
      total: 'API keys, expired included',
      secure: 'Secure',
      plain: 'Plain text',
      unknownKind: 'Kind unknown',
      withoutExpiry: 'Never expire',
      expiringSoon: 'Expire within 30 days',
      expired: 'Expired',
      beyondMaximum: 'Beyond the maximum',
      undetermined: 'Whether {count} more of your own keys reaches the organization is not known. | Whether {count} more of your own keys reach the organization is not known.',
      kindWords: 'The server tells the kind of your own keys only.',
      partial: 'The list of keys is not whole, so the numbers are the least there can be.',
      what: 'the API keys of the organization',
      refused: 'Your role or credential may not see the API keys of the organization; what they add to the score is unknown.'
    },
    membersFrom: 'These numbers are as of {time}.',
    failed: 'What is unknown here could not be read this time.'
  },
  history: {
    title: 'History',
    what: 'the days before',
    gaps: 'The lines are broken where no day was kept for more than a week: how it stood between is not known.',
    where: 'Kept on this computer, one reading a day, numbers only. A reading that failed in part is not kept.',
    empty: 'No day is kept yet. The first one is kept as soon as members and keys have both been read without a failure.',
    one: 'One day is kept so far; the line begins with the second.',
    setAside: 'The record of earlier days could not be used as it was. It was put aside unchanged, and what could be read of it was taken over; days may be missing.',
    notKept: 'keeping the reading of today',
    caption: 'Days from {first} to {last}',
    chart: 'Score and shares from {first} to {last}. The same numbers are in the table.',
    showTable: 'Show the table',
    showChart: 'Show the chart',
    noChart: 'The chart cannot be drawn here; the table has the same numbers.',
    column: { day: 'Day', score: 'Score', twoFactor: 'Members with 2FA', passwords: 'Members who meet the policy', secureKeys: 'Secure keys', expiringKeys: 'Keys with an expiry' },
    series: { low: 'Score, certain', high: 'Score, with what is unknown', twoFactor: 'Members with 2FA, in percent' },
    range: '{low} to {high}',
    share: '{count} of {total}',
    shareUnknown: '{count} of {total}, {unknown} unknown'
  },
  compliance: {
    title: 'Settings that bear on standards',
    note: 'Evidence of settings, as read. It does not say that the organization conforms to any standard: each of them asks for much more.',
    standard: { soc2: 'SOC 2', iso27001: 'ISO 27001:2022', hipaa: 'HIPAA', gdpr: 'GDPR', pciDss: 'PCI DSS v4.0' },
    column: { control: 'Control', settings: 'Settings that bear on it', state: 'State', missing: 'What is missing' },
    state: { satisfied: 'In place', missing: 'Missing', unknown: 'Unknown' },
    summary: '{satisfied} of {total} in place',
    control: {
      soc2: { CC6_1: 'Logical access security', CC6_2: 'Credentials issued and ended', CC6_3: 'Access withdrawn in time' },
      iso27001: { A_5_15: 'Access control', A_5_17: 'Authentication information', A_8_5: 'Secure authentication', A_8_24: 'Use of cryptography' },
      hipaa: { '164_312_a_1': 'Access control', '164_312_d': 'Person or entity authentication', '164_308_a_5_ii_D': 'Password management' },
      gdpr: { Art_32_1_b: 'Confidentiality of processing systems' },
      pciDss: { '8_3_2': 'Stored authentication factors unreadable', '8_3_6': 'Length and make-up of passwords', '8_4': 'Multi-factor authentication', '8_6_3': 'Secrets of system accounts changed in time' }
    },
    requirement: {
      twoFactor: 'Require 2FA for All Members',
      passwordPolicy: 'Enforce Password Policy',
      passwordLength: 'Minimum Length',
      passwordNumber: 'Require Number',
      passwordLetter: 'Require Uppercase',
      secureKeys: 'Enforce Secure API Keys',
      keyExpiration: 'Require API Key Expiration',
      keyMaximum: 'Maximum expiration days',
      encryptedBundles: 'Encrypted bundles'
    },
    missing: {
      twoFactor: '2FA is not enforced.',
      passwordPolicy: 'No password policy is enforced.',
      passwordLength: 'No minimum length is enforced; {needed} characters are asked.',
      passwordShort: '{found} characters are enforced; {needed} are asked.',
      passwordNumber: 'No digit is required.',
      passwordLetter: 'No letter is required.',
      secureKeys: 'Plain-text API keys may be used.',
      keyExpiration: 'API keys need not expire.',
      keyMaximum: 'No maximum is set.',
      encryptedBundles: 'Bundles need not be encrypted.',
      none: 'Nothing of these',
      unknown: 'Not known'
    },
    export: {
      csv: 'Save as CSV…',
      json: 'Save as JSON…',
      name: 'Posture evidence',
      done: 'Saved the evidence to {path}',
      failed: 'saving the evidence',
      note: 'Evidence of a setting, no statement of conformity',
      column: { standard: 'Standard', control: 'Control', setting: 'Setting', state: 'State', found: 'Found', needed: 'Asked', organization: 'Organization', server: 'Server', readAt: 'Read at', settingsReading: 'Reading of the settings', note: 'Note' },
      reading: { whole: 'complete', partial: 'incomplete' }
    }
  }
}
