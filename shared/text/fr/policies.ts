import type { policies as english } from '../en/policies'

export const policies: typeof english = {
  setting: {
    enforcesTwoFactor: 'Exiger la 2FA pour tous les membres',
    passwordPolicy: 'Politique de mots de passe',
    enforcesSecureKeys: 'Imposer des clés d’API sécurisées',
    requiresKeyExpiration: 'Exiger l’expiration des clés d’API',
    maxKeyExpirationDays: 'Durée de validité maximale',
    enforcesEncryptedBundles: 'Imposer des bundles chiffrés',
    requiredEncryptionKey: 'Clé de chiffrement exigée'
  },
  value: {
    on: 'Activé',
    off: 'Désactivé',
    none: 'aucune',
    days: '{count} jour | {count} jours',
    anyKey: 'toute clé',
    password: 'au moins {length} caractères{rest}',
    uppercase: ', une majuscule',
    number: ', un chiffre',
    special: ', un caractère spécial'
  },
  state: { notApplied: '{word}, pas encore appliqué', unknown: 'Inconnu' },
  unread: 'Impossible de lire ces réglages : l’état de départ manque.',
  password: {
    title: 'Politique de mots de passe',
    enforce: 'Imposer la politique de mots de passe',
    effect: 'Plus personne n’a accès, vous compris, avant d’avoir prouvé un mot de passe conforme. Chaque modification ici redemande la preuve à tous. Les clés d’API continuent de fonctionner.',
    length: 'Longueur minimale',
    characters: 'caractères',
    lengthHint: 'De 6 à 72. La documentation de Capgo annonce 128, mais son serveur s’arrête à 72.',
    lengthWrong: 'Saisissez un nombre entier de 6 à 72.',
    uppercase: 'Exiger une majuscule',
    uppercaseHint: 'de A à Z',
    number: 'Exiger un chiffre',
    numberHint: 'de 0 à 9',
    special: 'Exiger un caractère spécial',
    specialHint: 'comme # ou *',
    prove: 'Prouver mon mot de passe…',
    keptOut: 'La politique vous tient dehors jusqu’à ce que vous prouviez votre mot de passe.'
  },
  compliance: {
    title: 'Conformité des membres',
    total: 'Membres au total',
    compliant: 'Conformes',
    nonCompliant: 'Non conformes',
    unknown: 'Inconnu',
    notAsked: 'Aucune politique de mots de passe n’est en vigueur : il n’y a rien à respecter. Le serveur déclare alors tout le monde conforme, ce qui ne dit rien.',
    draftAsked: 'Une fois appliquée, tout le monde part non conforme jusqu’à la preuve de son mot de passe.',
    listTitle: 'Membres qui doivent prouver leur mot de passe',
    search: 'Chercher parmi les membres non conformes',
    none: 'Chaque membre a prouvé son mot de passe pour cette politique.',
    noneKnown: 'À notre connaissance, personne n’est non conforme, mais l’état de {count} membre est inconnu. | À notre connaissance, personne n’est non conforme, mais l’état de {count} membres est inconnu.',
    cannotKnow: 'Impossible de savoir qui est conforme : la lecture a échoué.',
    refused: 'Votre rôle, ou votre propre mot de passe, ne permet pas de voir qui est conforme.',
    lookUp: 'l’état des mots de passe des membres'
  },
  keys: {
    title: 'Politique des clés d’API',
    what: 'les clés d’API',
    secureEffect: 'Les clés en clair cessent aussitôt de fonctionner, partout où elles servent, y compris dans d’autres organisations. La documentation de Capgo dit que les clés existantes sont épargnées ; son serveur fait autrement.',
    expirationEffect: 'Les nouvelles clés ont besoin d’une date d’expiration. Celles qui n’en ont pas sont refusées par plusieurs parties du serveur.',
    maximumHint: 'De 1 à 365 ; vide : pas de maximum. Compté à partir de la création de la clé ou du changement de sa date.',
    maximumExample: 'Une clé créée aujourd’hui durerait au plus jusqu’au {date}.',
    maximumWrong: 'Saisissez un nombre entier de 1 à 365, ou rien.',
    days: 'jours',
    total: 'Clés d’API',
    secure: 'Sécurisées',
    plain: 'En clair',
    unknownKind: 'Nature non communiquée',
    withoutExpiry: 'Sans expiration',
    beyond: 'Au-delà du maximum',
    unknownKindHint: 'Le serveur ne communique la nature que de vos propres clés.',
    organizationRefused: 'Seules vos propres clés sont comptées : le serveur ne liste celles de tous qu’à une connexion par e-mail.',
    organizationFailed: 'la liste des clés de l’organisation',
    ownFailed: 'la liste de vos propres clés',
    incomplete: 'La liste des clés est incomplète : les nombres sont des minimums.'
  },
  bundles: {
    title: 'Bundles chiffrés',
    effect: 'Les bundles non chiffrés ne peuvent plus être envoyés. Ceux qui existent restent.',
    key: 'Clé de chiffrement exigée',
    keyHint: 'L’empreinte de la seule clé acceptée, 20 ou 21 caractères ; vide : toute clé.',
    keyWrong: 'Une empreinte compte 20 ou 21 caractères.',
    count: '{count} bundle n’est pas chiffré comme demandé | {count} bundles ne sont pas chiffrés comme demandé',
    countNone: 'Tous les bundles sont chiffrés comme demandé',
    countUnknown: 'On ne sait pas combien de bundles ne sont pas chiffrés comme demandé : le serveur ne le dit qu’aux super-administrateurs, ou n’a pas pu être interrogé.',
    counting: 'Comptage des bundles'
  },
  draft: {
    label: 'Modifications non appliquées',
    count: '{count} modification non appliquée | {count} modifications non appliquées',
    discard: 'Abandonner',
    review: 'Vérifier et appliquer',
    invalid: 'Corrigez d’abord ce qui est signalé.',
    discarded: 'Les modifications sont abandonnées ; rien n’a été envoyé.',
    command: 'Copier en ligne de commande',
    fromTo: 'de {before} à {after}'
  },
  review: {
    title: 'Vérification : {count} modification des réglages de sécurité | Vérification : {count} modifications des réglages de sécurité',
    preview: 'Aperçu : {count} modification des réglages de sécurité | Aperçu : {count} modifications des réglages de sécurité',
    confirm: 'Appliquer {count} modification | Appliquer {count} modifications',
    sending: 'Application, puis relecture',
    now: 'avant',
    wanted: 'après',
    nobody: 'Personne ne perd l’accès et aucune clé ne s’arrête.',
    overrideWhy: 'Pour l’appliquer malgré tout, saisissez le nom de l’organisation : {name}',
    password: {
      title: 'Mots de passe',
      everyone: '{count} membre doit de nouveau prouver son mot de passe : vous | Les {count} membres doivent de nouveau prouver leur mot de passe, vous compris',
      everyoneKnown: 'Au moins {count} membre doit de nouveau prouver son mot de passe, vous compris | Au moins {count} membres doivent de nouveau prouver leur mot de passe, vous compris',
      next: 'Aussitôt après, Gatehouse vous demande le vôtre, pour que vous gardiez votre accès.',
      nextKey: 'La clé avec laquelle vous êtes connecté continue de fonctionner ; vous-même devrez prouver votre mot de passe dans la console.'
    },
    twoFactor: 'Double authentification',
    keysTitle: 'Clés d’API',
    stopping: '{count} de vos clés en clair s’arrête aussitôt | {count} de vos clés en clair s’arrêtent aussitôt',
    stoppingNone: 'Aucune de vos clés n’est en clair',
    unknownKeys: '{count} clé d’une autre personne pourrait s’arrêter ; le serveur n’en dit pas la nature | {count} clés d’autres personnes pourraient s’arrêter ; le serveur n’en dit pas la nature',
    withoutExpiry: '{count} clé sans expiration est refusée par des parties du serveur | {count} clés sans expiration sont refusées par des parties du serveur',
    withoutExpiryNone: 'Toutes les clés connues ont une expiration',
    beyond: '{count} clé dépasse le maximum et continue jusqu’à sa date | {count} clés dépassent le maximum et continuent jusqu’à leur date',
    keysUnread: 'Impossible de lire les clés : on ne sait pas lesquelles s’arrêtent.',
    alsoServes: 'sert aussi {names}',
    alsoServesCount: 'sert aussi {count} autre organisation | sert aussi {count} autres organisations',
    mayServe: 'sert peut-être d’autres organisations',
    effect: { stops: 'S’arrête', mayStop: 'Peut s’arrêter', partlyRefused: 'Refusée en partie', beyond: 'Au-delà du maximum' },
    keyName: 'Clé',
    keyOwner: 'Propriétaire',
    keyEffect: 'Effet',
    you: 'vous',
    noOwner: 'propriétaire non communiqué',
    bundlesTitle: 'Bundles',
    search: 'Chercher parmi ces clés',
    warning: {
      everyoneProvesPassword: 'Tout le monde perd l’accès jusqu’à la preuve de son mot de passe, et vous aussi.',
      plainKeysStop: 'Ce qui utilise vos clés en clair échouera désormais. Régénérer une clé en version sécurisée est la voie du retour.',
      otherOrganizationsServed: 'Certaines servent d’autres organisations, où elles s’arrêtent également.',
      unknownKeysMayStop: 'Des clés d’autres personnes sont peut-être en clair. Demandez-leur avant de continuer.',
      keysWithoutExpiry: 'Ce qui utilise des clés sans expiration pourrait échouer en partie.',
      incompleteKeys: 'Une lecture des clés a échoué ou a été écourtée : des clés absentes de la liste sont peut-être touchées.'
    }
  },
  blocker: {
    keyWhileEnforced: 'Tant que la 2FA est obligatoire, une clé d’API ne peut ici que lever cette obligation.',
    keyInUsePlain: 'Vous êtes connecté avec une clé en clair. Elle s’arrêterait aussitôt, et vous avec elle.',
    keyInUseKindUnknown: 'On ne sait pas si la clé avec laquelle vous êtes connecté est sécurisée. Si elle est en clair, elle s’arrêterait aussitôt.',
    keyInUseWithoutExpiry: 'La clé avec laquelle vous êtes connecté n’a pas d’expiration : des parties du serveur la refuseraient.',
    keyInUseExpiryUnknown: 'On ne sait pas si la clé avec laquelle vous êtes connecté a une expiration.'
  },
  drift: {
    title: 'Quelqu’un a changé les réglages depuis votre lecture',
    why: 'Rien n’a été envoyé. Regardez les trois côtés, puis décidez de nouveau.',
    setting: 'Réglage',
    seen: 'Vous avez vu',
    now: 'C’est maintenant',
    wanted: 'Vous voulez',
    unchanged: 'tel quel',
    goOn: 'Vérifier avec l’état actuel',
    discard: 'Abandonner mes modifications'
  },
  outcome: {
    applied: '{count} réglage est modifié. Il a été relu et correspond à la demande. | {count} réglages sont modifiés. Chacun a été relu et correspond à la demande.',
    alreadySo: 'Tout était déjà comme demandé ; quelqu’un avait fait la même modification. Rien n’a été envoyé.',
    confirmedByReading: '{count} réglage est modifié. La réponse s’est perdue en route ; la relecture le confirme. | {count} réglages sont modifiés. La réponse s’est perdue en route ; la relecture le confirme.',
    confirmedUnread: '{count} réglage est modifié : le serveur l’a confirmé. La relecture a échoué ; actualisez pour le voir vous-même. | {count} réglages sont modifiés : le serveur l’a confirmé. La relecture a échoué ; actualisez pour le voir vous-même.',
    partly: 'Le serveur a confirmé la modification, et pourtant tout ne se lit pas comme demandé : quelqu’un a peut-être changé quelque chose en même temps.',
    fields: 'Réglage par réglage',
    field: { asAsked: 'comme demandé', different: 'se lit autrement', unread: 'confirmé, non relu' }
  },
  preset: {
    button: 'Utiliser un modèle…',
    name: { development: 'Développement', pipelines: 'Chaînes CI/CD', production: 'Production', enterprise: 'Entreprise et conformité' },
    secureKeys: { recommended: 'Clés sûres recommandées', required: 'Clés sûres exigées' },
    expiration: { optional: 'Expiration facultative', required: 'Expiration exigée' },
    maxDays: 'De {least} à {most} jours au plus ; le préréglage retient {most}'
  },
  direction: { same: 'Inchangé', stricter: 'Plus strict', looser: 'Moins strict', different: 'Différent' },
  command: {
    shell: { posix: 'Linux et macOS (sh, bash, zsh)', powershell: 'PowerShell' },
    tool: { cli: 'Ligne de commande Capgo', request: 'Requête web' },
    credential: {
      apiKey: 'Elle lit une clé d’API dans la variable CAPGO_TOKEN ; la clé elle-même n’y figure pas.',
      session: 'Elle lit le jeton d’accès d’une session dans la variable CAPGO_SESSION ; le jeton lui-même n’y figure pas.'
    },
    elsewhere: 'Elle lit la clé publique de votre serveur dans la variable CAPGO_SUPA_ANON.',
    note: {
      needsSession: 'Tant que la 2FA est exigée, et pour l’exiger, le serveur n’accepte de changements que d’une session. La ligne de commande Capgo propose --enforce-2fa, que le serveur refuse à toute clé d’API.',
      notWhileEnforced: 'On ne sait pas si la 2FA est exigée. Si elle l’est, le serveur refuse ceci à toute clé d’API.',
      asksFirst: 'Si des membres ne respectent pas les règles en vigueur, la commande demande confirmation avant de continuer.',
      needsSecureKey: 'Dès lors, les clés d’API en clair sont aussitôt refusées, y compris celle de CAPGO_TOKEN si c’en est une.',
      needsExpiringKey: 'Dès lors, le serveur veut une clé qui expire ; sans date d’expiration, celle de CAPGO_TOKEN est refusée.'
    }
  }
}
