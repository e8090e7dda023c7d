import type { access as english } from '../en/access'
import { sectionTitles } from './firstWords'

export const access: typeof english = {
  title: sectionTitles.access,
  what: 'ce que vous pouvez faire ici',
  thisOrganization: 'cette organisation',
  sentence: {
    apiKeyOf: 'Vous utilisez une clé d’API de {owner}, dont le rôle dans {organization} est : {role}.',
    apiKey: 'Vous utilisez une clé d’API ; le rôle de son propriétaire dans {organization} est : {role}.',
    standingUnknown: 'Impossible de lire votre rôle ici.',
    session: 'Vous êtes connecté en tant que {owner} ; votre rôle dans {organization} est : {role}.',
    invited: 'Vous êtes connecté en tant que {owner} et invité dans {organization} avec le rôle : {role}.',
    withoutOrganization: { apiKey: 'Vous utilisez une clé d’API.', session: 'Vous êtes connecté en tant que {owner}.' },
    can: 'Ici, la lecture est {reads} et la modification {changes}.',
    canBoth: 'Ici, la lecture et la modification sont {both}.',
    closed: 'Elle vous est fermée pour l’instant ; vous trouverez ci-dessous pourquoi, et comment en sortir.',
    unknown: 'On ne sait pas tout ce que vous pouvez faire ici.',
    reads: { all: 'entièrement ouverte', some: 'ouverte en partie', none: 'fermée', withoutSession: 'ouverte là où il ne faut pas de session' },
    changes: { all: 'entièrement ouverte', some: 'ouverte en partie', none: 'fermée', withoutSession: 'ouverte là où il ne faut pas de session' },
    both: { all: 'entièrement ouvertes', some: 'ouvertes en partie', none: 'fermées', withoutSession: 'ouvertes partout où il ne faut pas de session' }
  },
  credential: {
    title: 'Ce que vous utilisez',
    kind: 'Moyen d’accès',
    apiKey: 'Clé d’API',
    aal1: 'Session par e-mail et mot de passe',
    aal2: 'Session par e-mail, mot de passe et 2FA',
    owner: 'Appartient à',
    ownerNotTold: 'Non communiqué à cette clé ; utilisateur {id}',
    organization: 'Organisation',
    role: 'Rôle',
    ownRole: '{role}',
    ownersRole: '{role} (celui du propriétaire ; la clé a ses propres rôles, que le serveur ne lui nomme pas)',
    invitedAs: 'Invité avec le rôle : {role}',
    notTold: 'Inconnu',
    twoFactor: '2FA du compte',
    twoFactorOn: 'Activée',
    twoFactorOff: 'Désactivée',
    level: 'Code saisi',
    levelYes: 'Oui, dans cette session',
    levelNo: 'Non',
    expiry: 'Expiration',
    neverExpires: 'Jamais, alors que cette organisation exige une date d’expiration',
    expires: 'Oui ; le serveur ne dit pas quand à une clé',
    expiryNotTold: 'Inconnue ; le serveur ne dit pas à une clé quand elle expire',
    renewed: 'Renouvelée d’elle-même tant que le serveur l’accepte',
    fingerprint: 'Empreinte'
  },
  asOf: {
    title: 'Ce que permettaient ces accès, {time}',
    open: 'Ouvert alors',
    none: 'Rien dont l’instantané rende compte.',
    closed: 'Fermé alors',
    unknown: 'L’instantané ne dit pas si le serveur le faisait.',
    credential: 'Avec quoi l’instantané a été pris'
  },
  actions: {
    title: 'Ce que vous pouvez faire ici',
    open: 'Ouvert',
    none: 'Rien pour l’instant ; voici pourquoi, et comment en sortir.',
    closed: 'Fermé',
    unknown: 'Inconnu',
    unknownWhy: 'Impossible de lire si le serveur vous l’accorde ; ce n’est donc pas proposé.'
  },
  action: {
    readMembers: 'Voir les membres',
    readTwoFactorStatus: 'Voir qui a la 2FA',
    readPasswordStatus: 'Voir quels mots de passe respectent la politique',
    readAudit: 'Lire le journal d’audit',
    changeSettings: 'Changer les paramètres de sécurité',
    enforceTwoFactor: 'Exiger la 2FA pour tous les membres',
    relaxTwoFactor: 'Ne plus exiger la 2FA',
    listOwnKeys: 'Voir vos propres clés d’API',
    createKey: 'Créer des clés d’API',
    editKeyName: 'Renommer vos propres clés d’API',
    regenerateKey: 'Régénérer vos propres clés d’API',
    deleteKey: 'Supprimer vos propres clés d’API',
    listOrganizationKeys: 'Voir toutes les clés d’API de l’organisation',
    changeKeyRoles: 'Changer ce qu’une clé d’API peut faire'
  },
  actionOfKey: {
    editKeyName: 'Renommer vos autres clés d’API, pas celle-ci',
    regenerateKey: 'Régénérer vos autres clés d’API, pas celle-ci',
    deleteKey: 'Supprimer vos autres clés d’API, pas celle-ci'
  },
  permission: {
    read_members: 'de voir les membres',
    update_settings: 'de voir et de changer les paramètres de sécurité',
    manage_apikeys: 'de gérer les clés d’API',
    update_user_roles: 'de changer les rôles',
    invite_user: 'd’inviter des personnes',
    read_audit: 'de lire le journal d’audit'
  },
  because: {
    sessionOnly: 'Une clé d’API ne le peut pas, quel que soit son rôle. Une session, ouverte par e-mail, le peut.',
    keyWhileEnforced: 'Tant que {organization} exige la 2FA, une clé d’API ne peut changer qu’un paramètre : ne plus exiger la 2FA. Une session peut changer les autres.',
    keyWithoutExpiry: 'Il faut pour cela, dans {organization}, une clé qui expire, et celle-ci n’expire pas. Une session peut lui donner une date, et n’en a pas besoin elle-même.',
    belowOwnLevel: 'Votre compte a la 2FA et cette session a été ouverte sans le code. Le serveur lui répond comme s’il n’y avait rien.',
    ownTwoFactorMissing: 'Votre compte n’a pas la 2FA. Le serveur ne laisse l’exiger des autres qu’à ceux qui l’ont.',
    blockedTwoFactor: '{organization} exige la 2FA et votre compte ne l’a pas : elle vous est donc fermée.',
    blockedPasswordPolicy: '{organization} a une politique de mots de passe, et rien ne prouve au serveur que le vôtre la respecte : elle vous est donc fermée.',
    invitationPending: 'Vous êtes invité dans {organization} et n’avez pas encore accepté.',
    permissionMissingSession: 'Votre rôle dans {organization} ne permet pas {permission}.',
    permissionMissingKey: 'Le rôle de cette clé d’API dans {organization} ne permet pas {permission}. Une session suit votre propre rôle, qui permet peut-être davantage.',
    keyNotAccepted: 'Le serveur n’accepte pas cette clé d’API : elle est fausse, révoquée ou expirée, ou c’est une clé simple alors qu’une de ses organisations n’admet que les clés sécurisées.',
    notShown: 'Le serveur ne montre pas cette organisation : vous n’en êtes pas membre, ou la clé n’y a aucun rôle.'
  },
  wayOut: {
    verifyCode: 'Se connecter avec le code',
    turnOnTwoFactor: 'Activer la 2FA…',
    provePassword: 'Vérifier votre mot de passe…',
    acceptInvitation: 'Accepter l’invitation',
    useSecureKey: 'Utiliser une autre clé',
    askSuperAdmin: 'Un super-administrateur de {organization} peut vous donner un rôle qui le permet.',
    demo: 'La démonstration n’a qu’une seule connexion.'
  },
  taking: {
    useSession: 'passage à la session',
    acceptInvitation: 'acceptation de l’invitation',
    accepted: 'L’invitation est acceptée.'
  },
  trouble: {
    title: 'Si quelque chose ne fonctionne pas',
    found: 'Constaté en ce moment',
    nothing: 'Rien ne s’y oppose, d’après ce que dit le serveur.',
    reading: 'Lecture en cours.',
    also: 'Bon à savoir aussi',
    offline: 'Cet ordinateur ne signale aucune connexion au réseau ; rien ne peut être modifié avant son retour.',
    ownerKeptOutTwoFactor: '{organization} exige la 2FA et le propriétaire de cette clé ne l’a pas : elle lui est fermée dans la console et en ligne de commande. La clé, elle, continue de fonctionner.',
    ownerKeptOutPasswordPolicy: '{organization} a une politique de mots de passe que le propriétaire de cette clé n’a pas encore satisfaite : une fois connecté, elle lui est fermée. La clé, elle, continue de fonctionner.',
    secureKeysOnly: '{organization} n’admet que les clés sécurisées. Une clé simple se crée, puis elle est refusée partout ; créez une clé sécurisée.',
    expiryRequired: '{organization} refuse les clés sans date d’expiration.',
    expiryRequiredWithin: '{organization} refuse les clés sans date d’expiration, et les dates à plus de {days} jour. | {organization} refuse les clés sans date d’expiration, et les dates à plus de {days} jours.',
    expiryLimited: '{organization} refuse les dates d’expiration à plus de {days} jour. | {organization} refuse les dates d’expiration à plus de {days} jours.',
    adminRolesWithheld: 'Vous pouvez créer des clés ici, mais pas avec un rôle d’administrateur : il faut pour cela le droit de changer les rôles.',
    policiesNotTold: 'Ce que {organization} exige des clés ne vous est pas communiqué ; on ne sait donc pas si quelque chose s’y oppose.',
    unknown: 'La lecture a échoué ; on ne sait donc pas si quelque chose s’y oppose.',
    accessDenied: {
      title: '« Access Denied: Security policy not met »',
      hints: {
        twoFactor: 'Là où la 2FA est exigée, chaque membre l’active dans son propre compte.',
        password: 'Une politique de mots de passe demande à chacun de prouver de nouveau le sien, et encore après chaque changement de la politique.',
        dashboard: 'La page Sécurité montre qui remplit quelles conditions, à ceux qui peuvent le voir.'
      }
    },
    cannotEnable: {
      title: 'Les options de sécurité ne s’activent pas',
      hints: {
        role: 'Les paramètres de sécurité demandent un rôle qui les permet ; un super-administrateur l’a toujours.',
        network: 'Sans réseau, rien ne peut être modifié ; ce qui est affiché est alors daté.',
        refresh: 'Relisez la page : quelqu’un a pu changer votre rôle ou une règle entre-temps.',
        support: 'Si rien n’est trouvé ici et que cela ne marche toujours pas, l’assistance de Capgo peut regarder. Les détails d’une erreur se copient.'
      }
    },
    keyCreation: {
      title: 'La création d’une clé d’API échoue',
      hints: {
        secure: 'Là où les clés sécurisées sont imposées, créez la clé comme clé sécurisée.',
        expiry: 'Là où une expiration est exigée, donnez à la clé une date dans l’intervalle permis.',
        maximum: 'La durée maximale figure parmi les paramètres de sécurité de l’organisation.'
      }
    }
  },
  noOrganization: {
    title: 'Aucune organisation n’est ouverte',
    emptyKey: 'Le serveur ne montre aucune organisation à cette clé d’API. Une clé sans rôle ne voit rien ; une session de son propriétaire peut lui en donner un.',
    emptySession: 'Vous n’êtes membre d’aucune organisation. Un super-administrateur peut vous inviter.',
    choose: 'Choisissez l’organisation sur laquelle vous voulez savoir.',
    open: 'Vos accès dans {name}'
  }
}
