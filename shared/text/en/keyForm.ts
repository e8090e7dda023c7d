/** The forms in which an API key is made and edited; a part of `apiKeys`. */
export const keyForm = {
  form: {
    sentence: 'What you enter stays here until the key is created or you discard it, also while you look at other pages.',
    information: 'Key information',
    access: 'Roles',
    name: {
      hint: 'What it is for, for example “CI/CD Deploy”. The console takes up to {most} characters, the server more.',
      long: '{length} characters. The server takes it; the console cannot enter more than {most}, and shows the whole.'
    },
    secure: {
      label: 'Create secure key',
      on: 'The server keeps a hash only, so that nobody can read the key there later.',
      off: 'A plain key is stored as it is. If the organization ever enforces secure keys, it stops everywhere at once.',
      enforced: 'The organization enforces secure keys: a plain one would be created and refused everywhere at once.'
    },
    expiry: {
      title: 'Expiry',
      set: 'Set expiration date',
      presets: 'Expires in',
      days: '{count} day | {count} days',
      other: 'Another date',
      date: 'Date and time',
      required: 'The organization requires an expiration date.',
      maximum: 'The organization allows at most {count} day. | The organization allows at most {count} days.',
      never: 'It works until it is deleted.',
      enter: 'Enter when it is to expire.',
      at: 'Expires {left}, on {local}; in UTC on {utc}.',
      atUtc: 'Expires {left}, on {utc}.',
      left: 'in {count} day | in {count} days',
      today: 'in less than a day',
      past: 'in the past',
      clock: 'Counted by the clock of this computer, because the server’s is not known.'
    },
    role: {
      none: 'No access to the whole organization; only to the apps below.',
      org_member: 'Basic read access to the organization.',
      org_admin: 'Full administrative access to the organization and all of its apps.',
      present: 'The role that it has now.',
      refused: 'Your role does not let you give this one.'
    },
    apps: {
      hint: 'Roles on single apps.',
      covered: 'Admin has access to every app of the organization.',
      leftOut: 'The role on {count} app that was chosen is left out while it is Admin. | The roles on {count} apps that were chosen are left out while it is Admin.',
      none: 'No app is chosen.',
      add: 'Add App',
      remove: 'Remove {app}',
      roleOf: 'Role on {app}',
      unknown: 'The apps of the organization could not be read, so none can be added now.'
    },
    picker: {
      title: 'Add apps',
      search: 'Search apps',
      searchHint: 'Name or id',
      role: 'Role',
      noApps: 'There is no other app to add.',
      noMatch: 'No app matches.',
      more: 'The first {shown} of {total} are shown; search for the others.',
      add: 'Add {count} app | Add {count} apps'
    },
    creates: {
      title: 'Organizations',
      label: 'Allow creating organizations',
      hint: 'The key becomes super admin of every organization that it creates. For trusted automation only.',
      needsAdmin: 'Goes with the organization role Admin only.'
    },
    replaces: 'This key is to replace the legacy key {name}. Give it the roles that the old one was used for; the old key stays until you delete it.',
    policyUnknown: 'What the organization asks of keys is not known, so the server decides whether it takes this one.',
    readAgain: 'Read again',
    stopped: 'Something above stands against this key; nothing was sent.',
    what: 'creating the API key',
    discard: 'Discard',
    create: 'Create'
  },
  template: {
    title: 'Begin with a template',
    deploy: { name: 'CI/CD Deploy', hint: 'Uploads bundles to chosen apps, for 90 days' },
    monitoring: { name: 'Monitoring Read-Only', hint: 'Reads chosen apps, for 180 days' },
    release: { name: 'Release Automation', hint: 'Manages configuration and deployments of chosen apps, for 90 days' },
    administration: { name: 'Administration Tool', hint: 'Administers the organization, for 30 days' },
    provisioning: { name: 'Organization Provisioning', hint: 'Administers the organization and creates others, for 30 days' },
    set: { name: 'name', secure: 'secure key', expiry: 'expiration date', organizationRole: 'organization role', appRole: 'role on apps', mayCreateOrganizations: 'creating organizations' },
    filled: '“{name}” has set: {set}.',
    nothing: 'The form was so already.',
    chooseApp: 'Still to choose: an app.',
    takeBack: 'Take back'
  },
  access: {
    title: 'What the key can do',
    nothing: 'This key can do nothing yet: give it a role on the organization or on an app.',
    until: 'This key can {abilities}, and nothing else, until {date}.',
    forever: 'This key can {abilities}, and nothing else, until it is deleted.',
    organization: { everything: 'administer {organization} and all its apps', read: 'read the organization {organization}', role: 'do in {organization} what the role {role} allows' },
    app: { administer: 'administer {apps}', manage: 'manage the configuration and the deployments of {apps}', upload: 'upload bundles to {apps}', read: 'read {apps}', other: 'do with {apps} what the role {role} allows' },
    creates: 'create organizations',
    moreApps: '{count} more | {count} more'
  },
  problem: {
    mayNotManageKeys: 'Your role does not let you manage keys here.',
    mayNotChangeRoles: 'Your role lets you manage keys, and not change the roles of one that exists.',
    rolesElsewhereNotYours: 'It has roles in another organization that would have to be given anew, and are not yours to give.',
    nameMissing: 'Enter a name.',
    nothingGranted: 'Choose an organization role or add an app: the server takes no key without a role.',
    roleNotAssignable: 'Your role does not let you give this role.',
    appTwice: 'An app stands there twice.',
    appUnknown: 'An app is not among those of the organization any more.',
    expiryRequired: 'The organization requires an expiration date.',
    expiryTooSoon: 'This is past, or too near.',
    expiryTooLate: 'This is later than the organization allows: at most {count} day from now. | This is later than the organization allows: at most {count} days from now.',
    expiryOpen: 'Enter when it is to expire.',
    plainStopsAtOnce: 'The organization enforces secure keys: a plain one stops at once, everywhere.',
    createOrganizationsNeedsAdmin: 'Creating organizations goes with the organization role Admin only.'
  },
  manage: {
    title: 'Manage an API key',
    facts: 'The key',
    id: 'Id',
    edit: 'What can be changed',
    save: 'Save Changes',
    saving: 'saving the changes of the API key',
    changes: 'What changes',
    what: 'What',
    before: 'Before',
    after: 'After',
    seen: 'When you began',
    wanted: 'As you want it',
    now: 'As it is now',
    field: { name: 'Name', expiresAt: 'Expires', organizationRole: 'Organization role', mayCreateOrganizations: 'Creating organizations' },
    yes: 'allowed',
    no: 'not allowed',
    drift: 'Somebody changed this key meanwhile. Nothing was sent: choose what you go on with.',
    carryOver: 'Keep my changes',
    takeNow: 'Take it as it is now',
    kept: 'Stays as it is',
    keptElsewhere: 'Roles in other organizations: {names}',
    keptOther: '{count} role on a channel or the like | {count} roles on channels and the like',
    rolesUnknown: 'The roles of this key could not be read, so it cannot be edited now.',
    rolesNeedSession: 'Changing the roles of a key',
    inUse: 'It cannot be changed from here.',
    changing: 'Changing this key',
    others: 'This key belongs to {owner}. Only its owner can change or delete it; its roles here can be taken away.',
    gone: 'There is no such key among those that were read. It may have been deleted, or it is not shown to this credential.',
    back: 'All API keys',
    expired: 'It has expired. Its date can be moved as long as the server still has it.',
    legacy: {
      title: 'Migrate to an RBAC key',
      why: 'A legacy key has no roles, and the console cannot edit it. Roles are given to a new key, so that the old one keeps working until the new one does.',
      hidden: 'In {names} the roles of keys are shown to admins only. If this key has roles there, it is no legacy key: ask there before you delete it.',
      step: { create: 'Create an RBAC key with the roles that this one is used for.', use: 'Put the new key where the old one is used, and see that it works.', remove: 'Delete this key.' },
      create: 'Create the RBAC key…'
    }
  },
  failure: {
    changeInFlight: 'Another change of this key is already on its way. Nothing was sent.',
    drifted: 'The key is not as it was shown any more, so nothing was sent. The list is being read again.',
    gone: 'There is no such key of yours any more. Nothing was sent.',
    keyInUse: 'Gatehouse is signed in with this key, and no key changes itself. Nothing was sent.',
    keyMayBeInUse: 'This may be the key that Gatehouse is signed in with, and the server does not tell. Nothing was sent; a session can do it.',
    policy: 'Nothing was sent, for this stands against it.',
    expiryTooLate: 'The date is later than the organization allows.'
  }
}
