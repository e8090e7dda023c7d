/** The topics of the guide for everybody. */
export const guideForEverybody = {
  connections: {
    title: 'Connections: servers and credentials',
    why: 'A connection is one server with an API key, a session by e-mail, or both. The secret of one never goes to the server of another.',
    steps: {
      kind: 'A session sees and may change the most. An API key is for what it has roles for; some things the server refuses to every key.',
      access: 'Your access says what the credential in use can do here, why not, and the way out.',
      test: 'Test on Connections asks a server whether a credential still works.',
      own: 'A server of your own takes one address. A proxy, or a certificate authority of your company, is set under Settings, Network.',
      remove: 'Removing a connection removes its secrets from this computer. A key itself stays at Capgo until it is deleted.'
    }
  },
  lock: {
    title: 'Lock Gatehouse',
    why: 'The lock guards a window that nobody sits at. Whoever can edit Gatehouse’s files, or read your keychain, is not kept out by it.',
    steps: {
      now: 'Press L, or Ctrl and L while you are typing; on a Mac Command and L.',
      idle: 'It also locks after a time without input, when the computer sleeps, and with the screen where the system says so. Settings, Lock has the time.',
      open: 'You open it with your password, Touch ID or the keychain, by what the system and your sign-in have.',
      memory: 'Without a keychain, locking removes the credentials, and you sign in again.'
    }
  },
  unknown: {
    title: 'What “unknown” means',
    why: 'Where the server did not say something, could not be asked, or sent only a part, Gatehouse says unknown instead of guessing.',
    steps: {
      count: 'Unknown members are counted by themselves: they are neither with nor without 2FA, and their addresses are never copied.',
      least: 'A number with ≥ is the least there can be: a list was cut short.',
      why: 'The page says why: your role, your own password, or a look-up that failed. Try again helps only with the last.',
      reviews: 'In reviews and evidence packs unknown is listed as such, and never as fine.'
    }
  },
  keyboard: {
    title: 'Work by keyboard',
    why: 'Everything can be done without a mouse.',
    steps: {
      find: 'Ctrl and K, on a Mac Command and K, finds commands, settings, topics of this guide, organizations and, once they have been read, members and API keys with what can be done with a key.',
      pages: 'The digits 1 to 9 open the pages in the order of the rail; the comma opens Settings.',
      page: 'F filters the page, R refreshes it, L locks, and F1 opens this guide.',
      lists: 'In lists the arrow keys move, the space bar selects, Shift with an arrow selects several, and the menu key shows what can be done. Enter opens a row of Overview, of API Keys and of the findings of a review; a member has nothing to open.',
      all: 'The question mark shows every key. Letters and digits act while nothing is typed.'
    }
  },
  upToDate: {
    title: 'Keep Gatehouse up to date and at hand',
    why: 'Gatehouse installs nothing and starts nothing without you. Both are yours to decide, or your administrator’s.',
    steps: {
      look: 'Settings, Updates says which version this is. Look now asks whether there is a newer one, Download fetches and checks it, and Restart to update installs it; what is unfinished asks first.',
      news: 'What’s New, in the Help menu, tells what has changed.',
      login: 'Start at login, in the settings, opens Gatehouse when you sign in to this computer. Beside it stands what the system makes of that.',
      tray: 'With Icon beside the clock, closing the window leaves Gatehouse running: it locks as it does otherwise, and tells of API keys that run out.',
      managed: 'What is marked Managed by your administrator cannot be changed here.'
    }
  },
  diagnostics: {
    title: 'Make a diagnostics report',
    why: 'For whoever helps you when something does not work. You read all of it before you save it, and nothing is sent to anybody.',
    steps: {
      make: 'Open Diagnostics, in the Help menu, and choose Make the report. It tries the way to the server step by step.',
      read: 'Read it. It holds no credential, no e-mail address and no name of a connection.',
      save: 'Choose Copy or Save…, and hand it over yourself.'
    }
  },
  dataPlaces: {
    title: 'Where your data is',
    why: 'Gatehouse has no server of its own. It speaks with the server of the open connection, and keeps the rest on this computer.',
    steps: {
      secrets: 'Credentials and new secrets: in the system’s keychain, or in memory for this run where there is none.',
      sealed: 'Snapshots, reviews and what is being applied: in Gatehouse’s folder, encrypted with a key from the keychain.',
      plain: 'Settings, drafts, campaigns and the journal of changes: in Gatehouse’s folder, readable by you. They hold no credential; they do hold addresses.',
      log: 'The log: in the same folder, with credentials removed before a line is written. Nothing is sent to anybody.',
      yours: 'What you save yourself, such as lists and evidence packs, lies where you put it. Gatehouse does not delete it.'
    }
  }
}
