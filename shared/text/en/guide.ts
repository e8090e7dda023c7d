import { guideForEverybody } from './guideForEverybody'

/** The guide inside the program: the main jobs, each with why, its steps and the page it is about. The order here is the order shown. */
export const guide = {
  title: 'Guide',
  sentence: 'The main jobs, step by step. It is on this computer and needs no connection.',
  search: 'Search the guide',
  searchHint: 'A word (F)',
  topicsLabel: 'Topics of the guide',
  found: '{count} topic | {count} topics',
  none: 'No topic contains “{searched}”.',
  clear: 'Show every topic',
  steps: 'Step by step',
  open: 'Open {page}',
  shortcuts: 'Show all keys',
  about: 'Guide: {topic}',
  group: { superAdmin: 'For super admins', officer: 'For security officers', helpdesk: 'For the helpdesk', everybody: 'For everybody' },
  topic: {
    enforceTwoFactor: {
      title: 'Require 2FA without locking anyone out',
      why: 'The moment it is switched on, members without 2FA lose access in the console and on the command line. API keys keep working. So the people come first, and the switch last.',
      steps: {
        own: 'Turn on 2FA for yourself. Without it you would lock yourself out, and Gatehouse holds the switch back.',
        signIn: 'Sign in with e-mail and the code: the server does not accept this change from an API key.',
        list: 'On Security, look at Members Without 2FA. Copy Email List gives you exactly these addresses; members whose status is unknown are counted beside them and never copied.',
        write: 'Write to them, on Members in batches if you like. Gatehouse remembers who was asked when, and shows who is left.',
        wait: 'Refresh until nobody is left, or until you accept who is.',
        apply: 'Switch on Require 2FA for All Members and choose Review and apply. Read who loses access before you confirm; where the lockout guard warns, it asks for the organization’s name, typed.',
        check: 'The setting is read back afterwards. Undo… stands beside the outcome and goes through a review of its own.'
      }
    },
    passwordPolicy: {
      title: 'Set a password policy',
      why: 'Everybody, you included, has no access until they have proved a password that meets the policy. Every change of it asks everybody anew.',
      steps: {
        set: 'On Security, under Password Policy, switch on Enforce Password Policy and choose length and characters. The server takes a minimum length from 6 to 72.',
        review: 'Choose Review and apply. The review says how many members have to prove their password.',
        prove: 'Right after applying, prove your own password when Gatehouse asks, so that you keep your access. Signed in with an API key, you do it at the console.',
        tell: 'Tell everybody else: Member Compliance has their addresses.'
      }
    },
    presets: {
      title: 'Use a preset',
      why: 'A preset is a set of security settings that belong together: those that Capgo recommends, or your own. It changes the draft only, and nothing is applied before you have reviewed it.',
      steps: {
        choose: 'On Security, choose Use a Preset…. Each preset says what it would change.',
        stricter: 'Choose Put into the Draft, or Only What Is Stricter where a preset would loosen something.',
        apply: 'Choose Review and apply, and read who is touched.',
        own: 'Save as a preset keeps the settings that stand on the page, under a name of your own.'
      }
    },
    keyPolicy: {
      title: 'Set a policy for API keys',
      why: 'A policy for keys can stop scripts and builds at once. Who uses a key is often not the person who sees it fail.',
      steps: {
        look: 'On Security, under API Key Policy, see how many keys are plain, without expiry, or last beyond a maximum. The server tells the kind of your own keys only; of others it is unknown.',
        secure: 'Enforcing secure keys stops plain keys at once, in other organizations too. Regenerate those that are needed as secure keys first.',
        expiry: 'Requiring an expiration makes parts of the server refuse keys without a date. Give them one first, on API Keys, several at a time.',
        ask: 'Ask the owners of keys that may stop. Write to owners… on API Keys begins the message.',
        apply: 'Choose Review and apply. The review names each key that stops or may stop, and what else it serves.'
      }
    },
    memberCompliance: {
      title: 'Read Member Compliance',
      why: 'It tells who has proved a password for the policy in force. Without a policy there is nothing to comply with, and nobody is called compliant.',
      steps: {
        numbers: 'Compliant have proved it and have access. Non-Compliant have to prove it first. Unknown means that the server did not say; they may be either.',
        copy: 'Copy Email List takes the non-compliant members only. Unknown ones are never among them.',
        refused: 'If your role or your own password keeps you from seeing it, the page says so and shows the way out.',
        changed: 'After a change of the policy everybody begins as non-compliant. That is how the server counts, and no mistake.'
      }
    },
    undo: {
      title: 'Undo a change',
      why: 'Undoing is a change like any other: it is reviewed, may let people in again, and is read back.',
      steps: {
        find: 'On Security, choose Undo… in the outcome of the change while it is shown.',
        read: 'The review is called Undo. It names who and which keys get in again.',
        later: 'Later on, Activity has every change made with Gatehouse on this computer, with the values before and after. Set them again on Security.',
        not: 'What cannot come back is said before it is done: a deleted key, a forgotten secret, an old key value.'
      }
    },
    applyReview: {
      title: 'Apply a review that somebody gave you',
      why: 'A review file is a plan, and nothing in it happens by opening it. You decide on every step, as things stand today.',
      steps: {
        open: 'Open the file under Reviews, or by double click. If it is encrypted, enter the passphrase you were given by another way.',
        compare: 'Compare the author’s fingerprint, read aloud in person or by telephone. Go on only if every group is the same, then choose I have compared it.',
        obstacles: 'Read What stands against applying it, and mend what is named there.',
        today: 'Choose Compare with today. Each step is unchanged, changed since, already so, gone or unknown.',
        decide: 'Begin applying, then look at each step and do it or leave it out. What changed since asks for your reason. You can stop after any step and go on another day.',
        report: 'When every step is decided, choose Finish, then Save report…. A report is signed with the key of this computer.'
      }
    },
    snapshot: {
      title: 'Take a snapshot',
      why: 'A snapshot holds settings, members, API keys and audit log of one moment, encrypted on this computer. It can be read without a connection.',
      steps: {
        take: 'On Reviews, choose Take Snapshot. It reads what your credential may see, and changes nothing.',
        missing: 'If a part could not be read it is unknown in the snapshot too. A sign-in of a super admin sees the most.',
        open: 'Open it: every page then shows that moment, with its date above, and nothing can be changed. Close it in the bar at the top.',
        compare: 'Choose two of one organization to see what differs, or compare one with today.',
        monthly: 'Let one be taken every month, while Gatehouse runs, if you want a history.'
      }
    },
    review: {
      title: 'Write a review',
      why: 'You look at a snapshot in peace, write down what you find and plan what should change. Somebody with the right to do so applies it later.',
      steps: {
        begin: 'On Reviews, choose New review and the snapshot it rests on. What the rules find is in it from the start.',
        findings: 'Go through the findings: keep, accept with a reason, or add your own.',
        plan: 'Plan steps: settings, members to ask, keys. Each step shows whom it touches as of the snapshot.',
        kept: 'Everything is kept as you write, also when Gatehouse closes.'
      }
    },
    fingerprints: {
      title: 'Sign a review, and what the fingerprint is for',
      why: 'Your signature shows that nobody changed the file on its way. It cannot show who you are: anybody can write your name into a file. That is what reading the fingerprint aloud is for.',
      steps: {
        sign: 'In the review, under Sign and save, choose for how many days it can be applied, whether somebody else has to approve it, and whether it is encrypted.',
        secrets: 'The file holds no secret of a key. It does hold names and addresses, so encrypt it if it travels.',
        aloud: 'Read your fingerprint aloud to whoever opens the file, in person or by telephone. Never send it along with the file.',
        once: 'They compare it once; their Gatehouse knows you from then on.',
        memory: 'Without a keychain the key that signs is a new one after every start, and so is the fingerprint.'
      }
    },
    approval: {
      title: 'Approve or reject a review',
      why: 'A second pair of eyes: where a review asks for it, or this computer does, nothing is applied before somebody other than its author has approved it.',
      steps: {
        open: 'Open the file under Reviews and compare the author’s fingerprint.',
        read: 'Read findings and plan. Each step says why.',
        say: 'Write a note, then choose Approve and save… or Reject and save…. Your word is signed, and a new file is made.',
        hand: 'Give the new file to whoever applies it, and read your own fingerprint aloud to them.',
        always: 'On Reviews, an organization can be made to need a second person always. This holds for the computer on which you set it.'
      }
    },
    evidencePack: {
      title: 'Make an evidence pack for an auditor',
      why: 'A folder that shows how the organization stood at one moment: a report, tables, and what each setting bears on. It is evidence, and not a promise of conformity.',
      steps: {
        snapshot: 'Take a snapshot first, signed in with as many rights as you have. What could not be read is listed in the pack as unknown.',
        choose: 'On Reviews, under Evidence pack, choose the snapshot and the standards. E-mail addresses are masked unless you say otherwise.',
        save: 'Choose Save the pack… and a folder. Every file is hashed, and the list of hashes is signed.',
        tell: 'Tell the auditor the fingerprint by another way than the pack goes.',
        check: 'Check a pack… tells whether a pack is as it was signed.'
      }
    },
    posture: {
      title: 'Read the posture',
      why: 'Posture sums up in points how well the organization is protected, and says of each part why. It is a range where something is unknown.',
      steps: {
        read: 'What is certain makes the lower number; what is unknown could add up to the higher one.',
        improve: 'Under Improve in, each part leads to the page where it can be made better.',
        history: 'History shows past days, as far as Gatehouse has looked from this computer.'
      }
    },
    noAccess: {
      title: 'Find out why somebody has no access',
      why: 'An invitation that nobody accepted, 2FA that is missing, or a password that has not been proved: Members says which it is, and what the way out is.',
      steps: {
        find: 'On Members, search their address. The columns 2FA and Password say how they stand; Unknown says why when you rest on it.',
        twoFactor: 'Not enabled, where the organization requires 2FA: they turn it on in their own account at the Capgo console. You cannot do it for them.',
        password: 'Non-compliant: they open the organization at the console and enter their password once. Every change of the policy asks everybody anew.',
        invited: 'Invited: they have not accepted the invitation yet. It waits for them in the console and on their Overview.',
        write: 'Select them and choose Write e-mail…: a message with the steps begins in your mail program.',
        yourself: 'If you have no access yourself, Your access says why, and which role or credential would have it.'
      }
    },
    createKey: {
      title: 'Create an API key',
      why: 'A key can do what its roles allow, for whoever has it. Give it the least it needs and a date on which it ends.',
      steps: {
        page: 'On API Keys, choose Create an API key. The form shows what the policy of the organization asks.',
        roles: 'Choose roles and apps. The form says in words what the key will be able to do.',
        kind: 'Choose a secure key unless something old cannot use one: it is shown once, and not even Capgo can show it again.',
        expiry: 'Give it an expiration date. Gatehouse tells you 30, 7 and 1 days before.',
        secret: 'Create it. Its secret waits for you in the keychain until you say that you have it.'
      }
    },
    rotateKey: {
      title: 'Rotate an API key',
      why: 'Regenerating replaces the value at once: what uses the old one stops that instant. Rotating with an overlap makes a copy first, so that nothing stops.',
      steps: {
        overlap: 'On API Keys, choose Rotate with an overlap… where something depends on the key. Hand over the copy, see that it works, and delete the old key then. It may take days; the steps are kept.',
        now: 'Choose Regenerate… where the value may be known to somebody. That what uses it stops is then what you want.',
        many: 'Select several keys to regenerate them, or give them an expiry, in one run that can be paused.',
        inUse: 'The key that Gatehouse is signed in with is held back. Sign in by e-mail to rotate it.',
        used: 'When a key was last used Capgo does not record. Ask those who use it.'
      }
    },
    manyKeys: {
      title: 'Change many keys at once',
      why: 'Each key is written down before it is sent, and sent at most once. So a run can be paused, and goes on after a crash.',
      steps: {
        select: 'On API Keys, select keys with the space bar and choose Regenerate…, Set expiration date… or Delete….',
        plan: 'The plan says what stops, and which keys are left out and why. For more than ten keys you type their number.',
        run: 'Pause waits between two keys, Go on resumes.',
        secrets: 'Take the secrets one by one afterwards, or all in one encrypted file.'
      }
    },
    legacyKeys: {
      title: 'Replace a legacy key',
      why: 'Legacy Keys are your keys without roles. The server accepts them and shows them nothing; they can be regenerated and deleted, not edited.',
      steps: {
        create: 'On the page of the key, choose Create the RBAC key… and give it the roles that the old one was used for.',
        use: 'Put the new key where the old one is used, and see that it works.',
        remove: 'Delete the old key then. It stays until you do.',
        hidden: 'Where the roles of keys are shown to admins only, a key may merely look like a legacy key; the page names the organization to ask in.'
      }
    },
    revokeKey: {
      title: 'Revoke an API key',
      why: 'Whatever uses the key stops immediately. Only its owner can delete a key; somebody else’s is disarmed by taking its roles away.',
      steps: {
        own: 'Your own key: on API Keys, choose Delete…. What it reaches is named first. It does not come back.',
        others: 'Somebody else’s: choose Revoke…. Its roles in this organization are taken away; in other organizations it keeps them.',
        back: 'Roles that were taken away can be given back from the list on the same page, as long as it is kept.',
        tell: 'Write to the owner, so that they delete the key and look for where it was known.'
      }
    },
    secret: {
      title: 'Hand over a secret',
      why: 'The secret of a new key is held in the keychain until you say that you have it, and offered again after a crash. It is in no file of Gatehouse and in no log.',
      steps: {
        look: 'Look who sees your screen. The key is hidden until you choose Show the key, and goes out of sight after 30 seconds.',
        copy: 'Copy puts it into the clipboard, out of its history where the system allows it, and clears it again.',
        file: 'Save to an encrypted file… writes an age file that only its passphrase opens. Tell the passphrase by another way than the file.',
        compare: 'Both of you can compare the fingerprint on the telephone: it says that it is the same key and gives nothing away.',
        done: 'Choose I have it, close only when it has arrived. After that nobody can show it again.'
      }
    },
    lostAnswer: {
      title: 'When an answer is lost',
      why: 'If the connection breaks after a request was sent, nobody knows at once whether the server carried it out. Gatehouse sends nothing a second time by itself.',
      steps: {
        reading: 'It reads instead. A change of settings becomes confirmed by reading, or stays unknown.',
        keys: 'Of a key it says regenerated, not regenerated, or not known yet, on API Keys among the answers that were lost.',
        unknown: 'While it is unknown, do not rely on the old value, and do not give it up. Look again reads once more.',
        gone: 'A secret whose answer was lost is lost as well. Regenerate the key once more, or delete it.'
      }
    },
    ...guideForEverybody
  }
}
