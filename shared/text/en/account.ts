/** The person’s own second factor and password. Names in braces are filled in. */
export const account = {
  title: 'Your own 2FA',
  what: 'your own sign-in',
  email: 'E-mail',
  session: 'This session',
  level: {
    aal1: 'Signed in without a six-digit code',
    aal2: 'Signed in with the six-digit code: it counts as 2FA'
  },
  factors: {
    label: 'Authenticators',
    none: 'None. An organization that requires 2FA is closed to you.',
    unnamed: 'without a name',
    counts: 'Counts',
    unfinished: 'Not finished, counts for nothing',
    remove: 'Remove',
    removeNamed: 'Remove {name}',
    removed: 'Removed: {name}',
    removing: 'removing what was not finished'
  },
  turnOn: 'Turn on 2FA',
  enterCode: 'Enter the code',
  openConsole: 'Open the Capgo console',
  enrol: {
    title: 'Turn on 2FA',
    raiseTitle: 'Enter the code of your 2FA',
    step: 'Step {number} of {count}',
    mail: {
      sentence: 'Capgo first makes sure that the mailbox is yours. It sends six digits to {email}.',
      button: 'Send the code',
      busy: 'Sending the code',
      what: 'sending the code',
      tooOften: 'The server has just sent a code and sends no further one so soon. Wait a minute, look into the mailbox meanwhile, and try again.',
      captcha: 'The server asks for a captcha before it sends a code, and only the Capgo console can show one. Turn on 2FA in your account settings there, then sign in again here with the six-digit code. Nothing was sent.'
    },
    mailCode: {
      sentence: 'Enter the six digits from the e-mail to {email}. They are good for an hour and can be used once. If there is no e-mail, look among the unwanted ones too.',
      field: 'Six digits from the e-mail',
      button: 'Go on',
      again: 'Send another code',
      sent: 'Another code is on its way to {email}.',
      what: 'the check of the e-mailed code',
      wrong: 'The server does not accept this code. Enter the one from the latest e-mail, or have another one sent.'
    },
    scan: {
      sentence: 'Scan this with an authenticator (such as Aegis, 1Password or Google Authenticator), or type the secret into it. Then enter the six digits that it shows.',
      picture: 'QR code with the secret for {email}. The same secret stands beside it as text.',
      secret: 'The secret, to be typed',
      copy: 'Copy the secret',
      copied: 'The secret is copied. It stays in the clipboard until you copy something else.',
      notCopied: 'The secret could not be copied. Type it into the authenticator as it stands here.',
      once: 'It is shown here only, and only until this is closed.',
      field: 'Six digits from the authenticator',
      button: 'Turn on 2FA',
      busy: 'Verifying the code',
      what: 'the check of the first code',
      wrong: 'The server does not accept this code, so 2FA is not on yet. Enter the one that the authenticator shows now; each is good for about 30 seconds. If none is accepted, the clock of the phone may be wrong.'
    },
    raise: {
      sentence: '2FA is on for {email}, and this session was signed in without its code. Enter the six digits that your authenticator shows now.',
      button: 'Verify',
      what: 'the check of the code',
      wrong: 'The server does not accept this code. Enter the one that the authenticator shows now; each is good for about 30 seconds.'
    },
    already: '2FA is on for {email}, and this session counts as 2FA. There is nothing left to do.',
    done: {
      on: '2FA is on. This session now counts as 2FA.',
      raised: 'This session now counts as 2FA.',
      next: 'From now on, signing in asks for a code of the authenticator. Places where you were signed in without one are signed out.',
      button: 'Done'
    },
    leave: {
      question: '2FA is not on yet',
      sentence: 'Leaving now removes what was begun. The entry in your authenticator will then do nothing; delete it there.',
      stay: 'Go on with 2FA',
      leave: 'Leave without 2FA',
      what: 'removing what was begun',
      failed: 'What was begun may still be at the server. It counts for nothing, nobody is asked for its code, and turning on 2FA the next time removes it.',
      anyway: 'Close all the same'
    },
    /** What looking at the factors again found, after an answer was lost. */
    found: {
      heading: 'The answer was lost',
      removed: 'The answer with the secret was lost. What the server had begun was removed again, so nothing is left over and 2FA is not on. Go on with the same code.',
      leftOver: 'The answer with the secret was lost. What the server had begun is still there: it counts for nothing, and nobody is asked for its code. Remove it, or go on with the same code, which removes it too.',
      notEnrolledSoFar: 'The answer was lost, and so far the server has begun nothing. 2FA is not on. Go on with the same code; what may still arrive counts for nothing and is removed then.',
      enrolUnreadable: 'The answer was lost, and it could not be read what the server has begun. Without a code of your authenticator nothing counts, so 2FA is not on. Go on with the same code.',
      emailCodeUnknown: 'The answer was lost, and the server does not have your mailbox as verified. 2FA is not on. Enter the same code once more; if it is not accepted, have another one sent.',
      confirmed: '2FA is on: the server has taken the code. Only the answer that makes this session count was lost. Wait for the next code and enter it.',
      notConfirmedSoFar: 'The answer was lost, and so far the server has not taken the code. Keep the entry in your authenticator and enter the next code.',
      confirmUnreadable: 'The answer was lost, and whether 2FA is on could not be read. Keep the entry in your authenticator and enter the next code.',
      gone: 'The server no longer has what was begun, so 2FA is not on. Delete the entry in your authenticator and begin again.',
      tooMany: 'The server keeps no further authenticators for this account. Remove one in your account settings in the Capgo console.'
    },
    again: 'Begin again',
    removeLeftOver: 'Remove it'
  },
  prove: {
    title: 'Check your password for {name}',
    sentence: '{name} is closed to you until the server has checked that your password meets its policy. It goes to the server for this one check and is kept nowhere.',
    policy: 'The policy asks for:',
    policyUnknown: 'What the policy asks for is not known here; the server knows.',
    requirement: {
      minLength: 'at least {count} character | at least {count} characters',
      uppercase: 'a capital letter from A to Z',
      number: 'a digit',
      special: 'a special character such as - _ . or #'
    },
    met: 'met',
    unmet: 'not met yet',
    field: 'Your password',
    button: 'Check my password',
    busy: 'Asking the server',
    what: 'the check of your password',
    change: 'Choose a new password',
    empty: 'Enter your password.',
    tooLong: 'This is too long for a password: Capgo takes 72 characters at most, fewer with accents.',
    demo: 'This is the demo. The password of its invented person is {password}',
    done: 'The server has checked your password. {name} no longer keeps you out because of it.',
    /** A new password, and its proof in the same go. */
    renew: {
      title: 'Change your password',
      weak: 'Your password is right, but it does not meet the policy of {name}. Choose a new one.',
      sentence: 'It becomes the password of your whole Capgo account, and is checked for {name} at once. Other places where you are signed in are signed out.',
      field: 'New password',
      repeat: 'New password, once more',
      button: 'Change my password',
      busy: 'Changing the password',
      back: 'Back to the check',
      what: 'the change of your password',
      empty: 'Enter a new password.',
      unmet: 'This does not meet the policy yet.',
      different: 'The two are not the same.',
      changed: 'Your password is changed. What is left is its check for {name}.',
      check: 'Check the new password',
      done: 'Your password is changed, and the server has checked it. {name} no longer keeps you out because of it.'
    },
    problem: {
      wrongPassword: 'The server does not take this as the password of your account. Each wrong one counts as a failed sign-in; too many block signing in for a while.',
      notMember: 'The server says that you are not a member of this organization. It says the same where an organization also requires 2FA and you have none: turn on 2FA first.',
      noPolicy: 'The organization no longer asks for a password policy, so there is nothing to check. The organizations are being read again.',
      captcha: 'The server asks for a captcha before it checks a password, and only the Capgo console can show one. Open the organization there. Nothing was checked.',
      unchangedSoFar: 'The answer was lost, and so far the organization is still closed. Check the password once more.',
      unreadable: 'The answer was lost, and whether the organization is open now could not be read. Check the password once more.',
      samePassword: 'This is the password you have already. Choose another one; nothing was changed.',
      weakPassword: 'The server finds this password too weak for any account. Choose another one; nothing was changed.',
      needsCode: 'Changing a password takes a session that was signed in with the six-digit code of your 2FA. Sign in again with e-mail and the code. Nothing was changed.',
      signInAgain: 'The server wants a fresh sign-in before it changes a password. Sign in again with e-mail, then come back here. Nothing was changed.',
      singleSignOn: 'This account signs in through the single sign-on of its company, and its password is changed there. Nothing was changed.',
      notChangedSoFar: 'The answer to the change was lost, and the server does not take the new password: so far the former one holds. Change it once more.',
      changeUnknown: 'The answer to the change was lost, and which password holds is not known yet. Check the new one once more to find out.'
    }
  }
}
