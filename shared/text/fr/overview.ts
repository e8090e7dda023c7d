import type { overview as english } from '../en/overview'

export const overview: typeof english = {
  title: 'Vue d’ensemble',
  what: 'la liste des organisations',
  sentence: {
    none: 'Cette connexion n’appartient à aucune organisation',
    allRequire: 'Votre organisation exige la 2FA | Les {total} organisations exigent toutes la 2FA',
    oneDoesNot: 'Votre organisation n’exige pas la 2FA',
    someDoNot: '{count} organisation sur {total} n’exige pas la 2FA | {count} organisations sur {total} n’exigent pas la 2FA',
    twoFactor: '{count} vous est fermée tant que vous n’activez pas la 2FA | {count} vous sont fermées tant que vous n’activez pas la 2FA',
    password: '{count} vous est fermée tant que votre mot de passe n’est pas prouvé | {count} vous sont fermées tant que votre mot de passe n’est pas prouvé',
    ownerTwoFactor: '{count} est fermée au propriétaire de cette clé tant qu’il n’active pas la 2FA | {count} sont fermées au propriétaire de cette clé tant qu’il n’active pas la 2FA',
    ownerPassword: '{count} est fermée au propriétaire de cette clé tant que son mot de passe n’est pas prouvé | {count} sont fermées au propriétaire de cette clé tant que son mot de passe n’est pas prouvé',
    invited: '{count} vous invite | {count} vous invitent',
    it: {
      twoFactor: 'elle vous est fermée tant que vous n’activez pas la 2FA',
      password: 'elle vous est fermée tant que votre mot de passe n’est pas prouvé',
      ownerTwoFactor: 'elle est fermée au propriétaire de cette clé tant qu’il n’active pas la 2FA',
      ownerPassword: 'elle est fermée au propriétaire de cette clé tant que son mot de passe n’est pas prouvé',
      invited: 'elle vous invite'
    },
    and: '{first} ; {second}'
  },
  search: 'Chercher une organisation',
  searchHint: 'Nom ou rôle (F)',
  clearSearch: 'Afficher toutes les organisations',
  noMatch: 'Ni nom ni rôle ne contient « {searched} ».',
  noneInGroup: 'Aucune organisation dans ce groupe.',
  group: {
    label: 'Afficher',
    all: 'Toutes',
    attention: 'À traiter',
    notRequired: '2FA non exigée',
    closed: 'Fermées'
  },
  list: 'Organisations',
  shown: '{shown} affichées sur {total}',
  counting: 'Membres comptés dans {counted} sur {total}',
  opens: 'Un clic ou Entrée ouvre l’organisation à la page Sécurité.',
  column: {
    name: 'Organisation',
    role: 'Votre rôle',
    state: 'État',
    twoFactor: '2FA',
    twoFactorHint: 'La 2FA est-elle exigée de tous les membres ?',
    password: 'Mots de passe',
    passwordHint: 'Les mots de passe doivent-ils respecter des règles, et leur longueur minimale',
    keys: 'Clés sûres',
    keysHint: 'Les clés d’API doivent-elles être conservées hachées ?',
    expiry: 'Expiration',
    expiryHint: 'Les nouvelles clés d’API doivent-elles expirer, et après combien de jours au plus',
    without: 'Sans 2FA',
    withoutHint: 'Membres sans 2FA, comptés par le serveur. Il ne compte que les membres directs, pas ceux qui en font partie par un groupe.',
    action: 'Ce que vous pouvez faire'
  },
  state: {
    open: 'Ouverte',
    invited: 'Invitation',
    blocked: 'Fermée',
    why: { twoFactor: '2FA manquante', passwordPolicy: 'mot de passe à prouver', both: '2FA et mot de passe' },
    whyOwner: { twoFactor: 'propriétaire sans 2FA', passwordPolicy: 'propriétaire : preuve due', both: 'propriétaire : 2FA, preuve' }
  },
  policy: {
    required: 'Exigée',
    optional: 'Facultative',
    on: 'Oui',
    off: 'Non',
    fromLength: 'Oui, {length}+',
    days: '{count} jour | {count} jours',
    noLimit: 'Exigée',
    unknown: 'Inconnu',
    untold: 'Le serveur ne le dit pas à votre rôle ou à votre identifiant.',
    twoFactorOn: 'Tous les membres doivent avoir la 2FA.',
    twoFactorOff: 'Les membres peuvent se passer de la 2FA.',
    passwordOff: 'Il n’y a pas de règles de mot de passe.',
    password: 'Au moins {length} caractères{more}.',
    uppercase: 'une majuscule',
    number: 'un chiffre',
    special: 'un caractère spécial',
    with: ', avec {list}',
    keysOn: 'Les clés d’API ne sont conservées que hachées ; celles en clair sont refusées.',
    keysOff: 'Les clés d’API peuvent être conservées en clair.',
    expiryDays: 'Les nouvelles clés d’API doivent expirer, après {count} jour au plus. | Les nouvelles clés d’API doivent expirer, après {count} jours au plus.',
    expiryNoLimit: 'Les nouvelles clés d’API doivent expirer, à une date quelconque.',
    expiryOff: 'Les clés d’API peuvent être valables sans limite.',
    expiryOffDays: 'Les clés d’API peuvent être valables sans limite ; celle qui expire le fait après {count} jour au plus. | Les clés d’API peuvent être valables sans limite ; celle qui expire le fait après {count} jours au plus.'
  },
  without: {
    of: 'sur {total}',
    exactly: '{count} sur {total} membres directs sans 2FA',
    counting: 'Comptage',
    unknown: 'Inconnu',
    unknownWhy: 'Non compté : {why}',
    notPermitted: 'Non autorisé',
    notPermittedWhy: 'Votre rôle ou votre identifiant ne permet pas de voir qui a la 2FA. Les super-administrateurs et les administrateurs le peuvent.',
    notAsked: 'Non demandé',
    notAskedWhy: { invited: 'Compté une fois l’invitation acceptée.', blocked: 'Compté une fois que l’organisation vous est ouverte.' }
  },
  action: {
    open: 'Ouvrir {name} à la page Sécurité',
    accept: 'Accepter…',
    acceptOf: 'Accepter l’invitation de {name}…',
    unblock: 'Débloquer…',
    unblockOf: 'Débloquer {name}…',
    details: 'Détails…',
    detailsOf: 'Détails sur {name}…'
  },
  accept: {
    title: 'Accepter l’invitation de {name}',
    becomes: 'Vous devenez membre de l’organisation avec le rôle « {role} ».',
    thenTwoFactor: 'Elle exige la 2FA, que votre compte n’a pas : elle vous reste fermée tant que vous ne l’activez pas.',
    thenPassword: 'Elle demande la preuve que votre mot de passe respecte ses règles : elle vous reste fermée tant que vous ne la donnez pas.',
    owner: 'Accepter une invitation',
    confirm: 'Accepter l’invitation',
    what: 'l’acceptation de l’invitation',
    done: {
      accepted: 'Vous êtes maintenant membre, avec le rôle « {role} ». La liste a été relue et le montre.',
      alreadyMember: 'Plus aucune invitation n’était en attente : vous êtes déjà membre, avec le rôle « {role} ». Elle a été acceptée ailleurs.',
      confirmedByReading: 'Vous êtes maintenant membre, avec le rôle « {role} ». La réponse s’est perdue en route ; la relecture de la liste l’a confirmé.',
      confirmedUnread: 'Le serveur a confirmé que vous êtes maintenant membre. La relecture de la liste a échoué ; actualisez pour le vérifier vous-même.'
    },
    open: 'Ouvrir l’organisation',
    problem: {
      none: 'Plus aucune invitation n’est en attente : elle a peut-être été retirée. Rien n’a été modifié.',
      refused: 'Le serveur ne l’a pas acceptée : le rôle de l’invitation n’existe plus, ou la personne qui vous a invité ne peut plus le donner. Rien n’a été modifié. Demandez à un super-administrateur de vous inviter de nouveau.',
      notApplied: 'La requête n’est pas arrivée au serveur. Rien n’a été modifié ; vous pouvez réessayer.',
      unknown: 'La réponse s’est perdue. On ne sait pas si l’invitation est acceptée ; actualisez dans un instant pour le voir.',
      conflict: 'Le serveur l’a confirmé, et pourtant la liste ne vous montre pas comme membre. Actualisez pour voir où en sont les choses.'
    }
  },
  blocked: {
    title: '{name} vous est fermée',
    ownerTitle: '{name} est fermée au propriétaire de cette clé d’API',
    twoFactor: 'Elle exige la 2FA et votre compte n’en a pas.',
    passwordPolicy: 'Elle a des règles de mot de passe, et rien ne prouve encore que le vôtre les respecte.',
    ownerTwoFactor: 'Elle exige la 2FA et le compte du propriétaire de la clé n’en a pas.',
    ownerPasswordPolicy: 'Elle a des règles de mot de passe, et rien ne prouve encore que celui du propriétaire de la clé les respecte.',
    keyWorks: 'La clé elle-même continue de fonctionner.',
    ownerWay: 'Le propriétaire peut y remédier dans la console Capgo, ou ici, connecté par e-mail.',
    what: 'Activer la 2FA ou prouver un mot de passe',
    enrol: 'Activer la 2FA…',
    prove: 'Prouver votre mot de passe…',
    details: 'Voir tous vos accès'
  }
}
