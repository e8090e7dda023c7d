import type { account as english } from '../en/account'

export const account: typeof english = {
  title: 'Votre propre 2FA',
  what: 'votre propre connexion',
  email: 'E-mail',
  session: 'Cette session',
  level: {
    aal1: 'Ouverte sans code à six chiffres',
    aal2: 'Ouverte avec le code à six chiffres : elle compte comme 2FA'
  },
  factors: {
    label: 'Applications d’authentification',
    none: 'Aucune. Une organisation qui exige la 2FA vous est fermée.',
    unnamed: 'sans nom',
    counts: 'Active',
    unfinished: 'Inachevée, ne compte pas',
    remove: 'Supprimer',
    removeNamed: 'Supprimer {name}',
    removed: 'Supprimée : {name}',
    removing: 'la suppression de ce qui est inachevé'
  },
  turnOn: 'Activer la 2FA',
  enterCode: 'Saisir le code',
  openConsole: 'Ouvrir la console Capgo',
  enrol: {
    title: 'Activer la 2FA',
    raiseTitle: 'Saisir le code de votre 2FA',
    step: 'Étape {number} sur {count}',
    mail: {
      sentence: 'Capgo vérifie d’abord que la boîte aux lettres est bien la vôtre, en envoyant six chiffres à {email}.',
      button: 'Envoyer le code',
      busy: 'Envoi du code',
      what: 'l’envoi du code',
      tooOften: 'Le serveur vient d’envoyer un code et n’en envoie pas d’autre aussi vite. Attendez une minute en regardant votre boîte, puis réessayez.',
      captcha: 'Avant d’envoyer un code, le serveur exige un captcha que seule la console Capgo peut afficher. Activez la 2FA dans les paramètres de votre compte là-bas, puis reconnectez-vous ici avec le code à six chiffres. Rien n’a été envoyé.'
    },
    mailCode: {
      sentence: 'Saisissez les six chiffres de l’e-mail envoyé à {email}. Ils valent une heure et une seule fois. S’il n’y a pas d’e-mail, regardez aussi parmi les indésirables.',
      field: 'Six chiffres reçus par e-mail',
      button: 'Continuer',
      again: 'Envoyer un autre code',
      sent: 'Un autre code est en route vers {email}.',
      what: 'la vérification du code reçu par e-mail',
      wrong: 'Le serveur n’accepte pas ce code. Saisissez celui du dernier e-mail, ou faites-en envoyer un autre.'
    },
    scan: {
      sentence: 'Scannez ceci avec une application d’authentification (Aegis, 1Password ou Google Authenticator, par exemple), ou tapez-y le secret. Saisissez ensuite les six chiffres qu’elle affiche.',
      picture: 'Code QR contenant le secret pour {email}. Le même secret figure à côté, en toutes lettres.',
      secret: 'Le secret, à taper',
      copy: 'Copier le secret',
      copied: 'Le secret est copié. Il reste dans le presse-papiers jusqu’à ce que vous copiiez autre chose.',
      notCopied: 'Le secret n’a pas pu être copié. Tapez-le dans l’application tel qu’il figure ici.',
      once: 'Il n’est montré qu’ici, et seulement jusqu’à la fermeture de cette fenêtre.',
      field: 'Six chiffres de l’application',
      button: 'Activer la 2FA',
      busy: 'Vérification du code',
      what: 'la vérification du premier code',
      wrong: 'Le serveur n’accepte pas ce code : la 2FA n’est pas encore active. Saisissez celui que l’application affiche maintenant ; chacun vaut environ 30 secondes. Si aucun n’est accepté, l’horloge du téléphone est peut-être fausse.'
    },
    raise: {
      sentence: 'La 2FA est active pour {email}, mais cette session a été ouverte sans son code. Saisissez les six chiffres que votre application affiche maintenant.',
      button: 'Vérifier',
      what: 'la vérification du code',
      wrong: 'Le serveur n’accepte pas ce code. Saisissez celui que l’application affiche maintenant ; chacun vaut environ 30 secondes.'
    },
    already: 'La 2FA est active pour {email}, et cette session compte comme 2FA. Il n’y a rien d’autre à faire.',
    done: {
      on: 'La 2FA est active. Cette session compte désormais comme 2FA.',
      raised: 'Cette session compte désormais comme 2FA.',
      next: 'À partir de maintenant, un code de l’application est demandé à chaque connexion. Là où vous étiez connecté sans code, vous êtes déconnecté.',
      button: 'Terminer'
    },
    leave: {
      question: 'La 2FA n’est pas encore active',
      sentence: 'Partir maintenant supprime ce qui a été commencé. L’entrée dans votre application ne servira plus à rien ; supprimez-la.',
      stay: 'Continuer avec la 2FA',
      leave: 'Partir sans 2FA',
      what: 'la suppression de ce qui a été commencé',
      failed: 'Ce qui a été commencé est peut-être encore sur le serveur. Cela ne compte pas, personne n’en demandera le code, et la prochaine activation de la 2FA le supprimera.',
      anyway: 'Fermer quand même'
    },
    found: {
      heading: 'La réponse s’est perdue',
      removed: 'La réponse contenant le secret s’est perdue. Ce que le serveur avait commencé a été supprimé : il n’en reste rien et la 2FA n’est pas active. Continuez avec le même code.',
      leftOver: 'La réponse contenant le secret s’est perdue. Ce que le serveur a commencé y est encore : cela ne compte pas et personne n’en demandera le code. Supprimez-le, ou continuez avec le même code, ce qui le supprime aussi.',
      notEnrolledSoFar: 'La réponse s’est perdue, et jusqu’ici le serveur n’a rien commencé. La 2FA n’est pas active. Continuez avec le même code ; ce qui arriverait encore ne compte pas et sera supprimé.',
      enrolUnreadable: 'La réponse s’est perdue, et ce que le serveur a commencé n’a pas pu être lu. Sans code de votre application, rien ne compte : la 2FA n’est pas active. Continuez avec le même code.',
      emailCodeUnknown: 'La réponse s’est perdue, et le serveur n’a pas votre boîte aux lettres pour vérifiée. La 2FA n’est pas active. Saisissez encore une fois le même code ; s’il est refusé, faites-en envoyer un autre.',
      confirmed: 'La 2FA est active : le serveur a accepté le code. Seule s’est perdue la réponse qui fait compter cette session. Attendez le code suivant et saisissez-le.',
      notConfirmedSoFar: 'La réponse s’est perdue, et jusqu’ici le serveur n’a pas accepté le code. Gardez l’entrée dans votre application et saisissez le code suivant.',
      confirmUnreadable: 'La réponse s’est perdue, et l’état de la 2FA n’a pas pu être lu. Gardez l’entrée dans votre application et saisissez le code suivant.',
      gone: 'Le serveur n’a plus ce qui avait été commencé : la 2FA n’est pas active. Supprimez l’entrée dans votre application et recommencez.',
      tooMany: 'Le serveur ne garde pas d’application de plus pour ce compte. Supprimez-en une dans les paramètres de votre compte, dans la console Capgo.'
    },
    again: 'Recommencer',
    removeLeftOver: 'Le supprimer'
  },
  prove: {
    title: 'Vérifier votre mot de passe pour {name}',
    sentence: '{name} vous est fermée tant que le serveur n’a pas vérifié que votre mot de passe respecte sa politique. Il n’est envoyé au serveur que pour cette vérification et n’est gardé nulle part.',
    policy: 'La politique demande :',
    policyUnknown: 'Ce que la politique demande n’est pas connu ici ; le serveur le sait.',
    requirement: {
      minLength: 'au moins {count} caractère | au moins {count} caractères',
      uppercase: 'une majuscule de A à Z',
      number: 'un chiffre',
      special: 'un caractère spécial, par exemple - _ . ou #'
    },
    met: 'respecté',
    unmet: 'pas encore respecté',
    field: 'Votre mot de passe',
    button: 'Vérifier mon mot de passe',
    busy: 'Demande au serveur',
    what: 'la vérification de votre mot de passe',
    change: 'En choisir un nouveau',
    empty: 'Saisissez votre mot de passe.',
    tooLong: 'C’est trop long pour un mot de passe : Capgo prend 72 caractères au plus, moins avec des accents.',
    demo: 'Ceci est la démo. Le mot de passe de sa personne inventée est {password}',
    done: 'Le serveur a vérifié votre mot de passe. {name} ne vous est plus fermée à cause de lui.',
    renew: {
      title: 'Changer votre mot de passe',
      weak: 'Votre mot de passe est juste, mais il ne respecte pas la politique de {name}. Choisissez-en un nouveau.',
      sentence: 'Il devient le mot de passe de tout votre compte Capgo, et il est aussitôt vérifié pour {name}. Partout ailleurs où vous êtes connecté, vous serez déconnecté.',
      field: 'Nouveau mot de passe',
      repeat: 'Nouveau mot de passe, encore une fois',
      button: 'Changer mon mot de passe',
      busy: 'Changement du mot de passe',
      back: 'Revenir à la vérification',
      what: 'le changement de votre mot de passe',
      empty: 'Saisissez un nouveau mot de passe.',
      unmet: 'Il ne respecte pas encore la politique.',
      different: 'Les deux ne sont pas les mêmes.',
      changed: 'Votre mot de passe est changé. Il reste à le vérifier pour {name}.',
      check: 'Vérifier le nouveau mot de passe',
      done: 'Votre mot de passe est changé, et le serveur l’a vérifié. {name} ne vous est plus fermée à cause de lui.'
    },
    problem: {
      wrongPassword: 'Pour le serveur, ce n’est pas le mot de passe de votre compte. Chaque erreur compte comme une connexion manquée ; trop d’erreurs bloquent la connexion pour un moment.',
      notMember: 'D’après le serveur, vous n’êtes pas membre de cette organisation. Il répond de même quand une organisation exige aussi la 2FA et que vous ne l’avez pas : activez d’abord la 2FA.',
      noPolicy: 'L’organisation n’a plus de politique de mots de passe : il n’y a rien à vérifier. Les organisations sont relues.',
      captcha: 'Avant de vérifier un mot de passe, le serveur exige un captcha que seule la console Capgo peut afficher. Ouvrez-y l’organisation. Rien n’a été vérifié.',
      unchangedSoFar: 'La réponse s’est perdue, et jusqu’ici l’organisation reste fermée. Vérifiez encore une fois le mot de passe.',
      unreadable: 'La réponse s’est perdue, et l’on n’a pas pu lire si l’organisation est ouverte maintenant. Vérifiez encore une fois le mot de passe.',
      samePassword: 'C’est le mot de passe que vous avez déjà. Choisissez-en un autre ; rien n’a été changé.',
      weakPassword: 'Le serveur trouve ce mot de passe trop faible pour n’importe quel compte. Choisissez-en un autre ; rien n’a été changé.',
      needsCode: 'Pour changer un mot de passe, il faut une session ouverte avec le code à six chiffres de votre 2FA. Reconnectez-vous par e-mail avec le code. Rien n’a été changé.',
      signInAgain: 'Avant de changer un mot de passe, le serveur veut une connexion récente. Reconnectez-vous par e-mail, puis revenez ici. Rien n’a été changé.',
      singleSignOn: 'Ce compte se connecte par l’authentification unique de son entreprise, et c’est là que son mot de passe se change. Rien n’a été changé.',
      notChangedSoFar: 'La réponse au changement s’est perdue, et le serveur n’accepte pas le nouveau mot de passe : jusqu’ici, l’ancien reste valable. Changez-le encore une fois.',
      changeUnknown: 'La réponse au changement s’est perdue, et l’on ne sait pas encore quel mot de passe est valable. Vérifiez encore une fois le nouveau pour le savoir.'
    }
  }
}
