import type { lock as english } from '../en/lock'

export const lock: typeof english = {
  button: 'Verrouiller',
  buttonMemory: 'Les identifiants ne sont qu’en mémoire : le verrouillage les efface, vous vous reconnectez et vos saisies sont perdues.',
  windowTitle: 'Verrouillé',
  title: 'Gatehouse est verrouillé',
  because: {
    person: 'Vous l’avez verrouillé {when}.',
    idle: 'Il s’est verrouillé {when}, personne n’étant plus devant cet ordinateur.',
    suspend: 'Il s’est verrouillé {when}, à la mise en veille de cet ordinateur.',
    screenLock: 'Il s’est verrouillé {when}, en même temps que l’écran.',
    unreadable: 'La trace du dernier verrouillage manque ou est endommagée : Gatehouse s’ouvre verrouillé.'
  },
  who: { demo: 'Organisation de démonstration sur cet ordinateur', apiKey: 'Clé d’API {fingerprint} sur {server}', session: '{email} sur {server}' },
  password: {
    field: 'Mot de passe',
    hint: 'Celui avec lequel vous vous êtes connecté. Il est vérifié sur cet ordinateur et n’est envoyé nulle part.',
    empty: 'Saisissez votre mot de passe.',
    wrong: 'Ce n’est pas le mot de passe de votre connexion.',
    wait: 'Nouvel essai possible dans {count} seconde. | Nouvel essai possible dans {count} secondes.',
    last: 'C’était le dixième mot de passe erroné de suite.'
  },
  unlock: 'Déverrouiller',
  unlocking: 'Déverrouillage',
  system: 'Déverrouiller avec Touch ID',
  keychain: 'Votre identifiant est relu dans le trousseau. Si le trousseau est lui-même verrouillé, le système vous demande de l’ouvrir.',
  demo: 'La démo ne contient aucun secret : rien n’est demandé.',
  signInAgain: 'Se reconnecter',
  signIn: {
    memory: 'Les identifiants de toutes les connexions n’étaient qu’en mémoire et le verrouillage les a effacés. Reconnectez-vous pour continuer. Ce que vous aviez saisi ou commencé dans la fenêtre est alors perdu.',
    keychain: 'Après dix mots de passe erronés de suite, il ne reste qu’à se reconnecter. Votre session est alors retirée de cet ordinateur.'
  },
  whatLocking: 'le verrouillage',
  what: 'le déverrouillage',
  problem: {
    vaultLocked: 'Le trousseau du système est verrouillé : votre identifiant n’a pas pu être lu. Ouvrez le trousseau et réessayez.',
    vaultUnavailable: 'Le trousseau n’a pas rendu votre identifiant. Gatehouse reste verrouillé ; réessayez, ou connectez-vous comme la première fois.',
    unauthorized: 'Votre identifiant n’est plus dans le trousseau. Connectez-vous comme la première fois.',
    cancelled: 'La question est restée sans réponse, ou Gatehouse a été verrouillé de nouveau entre-temps. Il reste verrouillé.'
  },
  leave: {
    button: 'Se connecter sous un autre compte',
    title: 'Se déconnecter de {name} ?',
    removed: 'L’identifiant utilisé est retiré de cet ordinateur. Les autres qui y sont enregistrés restent verrouillés.',
    lost: 'Ce que vous aviez saisi sans le confirmer est perdu.',
    confirm: 'Se déconnecter',
    what: 'la déconnexion',
    demoButton: 'Quitter la démo',
    demoTitle: 'Quitter l’organisation de démonstration ?',
    demoRemoved: 'Le serveur de démonstration s’arrête. Ce qui y a été modifié est gardé sur cet ordinateur pour la prochaine fois.',
    demoConfirm: 'Quitter la démo'
  },
  presence: {
    title: 'Montrez que c’est toujours vous',
    why: {
      settings: 'Un tel changement peut exclure des personnes : Gatehouse s’assure que c’est bien vous qui le faites. Rien n’a encore été envoyé.',
      keys: 'Une clé d’API agit au nom de son propriétaire, et ce qui s’en sert s’arrête quand elle prend fin : Gatehouse s’assure que c’est bien vous qui le faites. Rien n’a encore été envoyé.',
      secret: 'Qui a le secret d’une clé peut tout ce que peut la clé : Gatehouse s’assure que c’est bien vous qui le prenez. Il n’a pas encore été remis.',
      letGo: 'Un secret abandonné ne revient pas : Gatehouse s’assure que c’est bien vous qui l’abandonnez. Il est encore là.',
      change: 'Gatehouse s’assure que c’est bien vous qui le faites. Rien n’a encore été changé.'
    },
    holds: 'Votre réponse vaut pour dix minutes.',
    system: 'Le système demande Touch ID.',
    signIn: 'Sur cet ordinateur, il faut pour cela se reconnecter. Vous revenez ensuite à cette page.',
    confirm: 'Continuer',
    confirming: 'Vérification',
    what: 'la vérification de votre présence'
  },
  /** Before a kept credential is opened that was locked. */
  opening: {
    why: '{name} était enregistrée ici quand Gatehouse a été verrouillé. Elle ne s’ouvre que pour la personne qui s’y est connectée.',
    signIn: 'Il ne reste qu’à s’y reconnecter : le verrouillage pose une question à laquelle cet identifiant ne peut pas répondre, ou dix mots de passe de suite étaient erronés.'
  },
  panel: {
    title: 'Verrouillage',
    idle: 'Verrouiller après ce temps d’inactivité',
    minutes: '{count} minute | {count} minutes',
    never: 'Jamais de lui-même',
    when: 'Gatehouse se verrouille aussi à la mise en veille de cet ordinateur, au verrouillage de son écran, et quand vous appuyez sur L ou {keys}.',
    linuxScreen: 'Tous les bureaux Linux ne signalent pas le verrouillage de leur écran ; la veille et l’inactivité comptent dans tous les cas.',
    effect: 'Le verrouillage efface les identifiants de la mémoire et cache tout. Ce qui est ouvert dans la fenêtre reste en l’état derrière l’écran verrouillé : vos saisies aussi, et le secret d’une activation de la 2FA en cours.',
    unlocking: 'Pour déverrouiller',
    memory: 'Aucun trousseau n’est utilisé sur cet ordinateur : les identifiants de toutes les connexions ne sont qu’en mémoire. Le verrouillage les efface tous. Vous vous reconnectez, et ce que vous aviez saisi ou commencé dans la fenêtre est alors perdu.',
    touchId: 'macOS demande Touch ID si ce Mac en dispose.',
    noPrompt: { linux: 'Linux n’offre à Gatehouse aucune question du système.', win32: 'Gatehouse ne peut pas interroger Windows Hello.', other: 'Ce système n’offre à Gatehouse aucune question qui lui soit propre.' },
    password: 'Connecté par e-mail et mot de passe, vous saisissez le mot de passe. Il est vérifié sur cet ordinateur.',
    otherwise: 'Avec une clé d’API, ou connecté sur la page de la console, l’identifiant est relu dans le trousseau. Le trousseau ne vous demande rien s’il est ouvert : verrouillez aussi votre écran.'
  }
}
