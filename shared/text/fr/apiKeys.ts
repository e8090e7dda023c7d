import type { apiKeys as english } from '../en/apiKeys'
import { keyForm } from './keyForm'
import { sectionTitles } from './firstWords'

export const apiKeys: typeof english = {
  title: sectionTitles.apiKeys,
  what: 'les clés d’API de l’organisation',
  sentence: {
    total: '{count} clé d’API, dont {own} à vous | {count} clés d’API, dont {own} à vous',
    own: '{count} clé d’API à vous ; celles des autres ne sont pas montrées à cet identifiant | {count} clés d’API à vous ; celles des autres ne sont pas montrées à cet identifiant',
    against: '{sentence} ; {count} n’est pas conforme à la politique | {sentence} ; {count} ne sont pas conformes à la politique',
    soon: '{sentence} ; {count} expire dans les 30 jours | {sentence} ; {count} expirent dans les 30 jours'
  },
  create: 'Créer une clé d’API',
  lastUsed: 'Le serveur n’enregistre nulle part la dernière utilisation d’une clé : elle n’est donc pas indiquée ici.',
  list: {
    rbac: 'Clés RBAC',
    rbacIntro: 'Vos clés auxquelles des rôles sont attribués.',
    legacy: 'Clés héritées',
    legacyIntro: 'Vos clés sans rôle. Le serveur les accepte et ne leur montre rien ; elles se régénèrent et se suppriment, mais ne se modifient pas.',
    legacyHidden: 'Une clé qui n’a de rôles que dans {names} figure ici aussi : ils ne vous sont pas montrés.',
    all: 'Toutes les clés de l’organisation',
    allIntro: 'Les clés de chacun qui ont un rôle ici. Le serveur n’indique le type que de vos propres clés.'
  },
  column: {
    select: 'Sélection',
    name: 'Nom',
    kind: 'Type',
    role: 'Rôle dans l’organisation',
    roleShort: 'Rôle',
    apps: 'Applications',
    created: 'Créée',
    updated: 'Modifiée',
    updatedHint: 'Le dernier changement de nom, d’expiration ou de secret ; indiqué pour vos propres clés',
    expires: 'Expire',
    owner: 'Propriétaire',
    twoFactor: '2FA du propriétaire',
    twoFactorShort: '2FA',
    compliance: 'Politique',
    actions: 'Actions'
  },
  unnamed: 'Sans nom (clé {id})',
  inUse: { yes: 'Utilisée par Gatehouse', unknown: 'Peut-être utilisée par Gatehouse' },
  kind: { secure: 'Sécurisée', plain: 'En clair', unknown: 'Inconnu' },
  whyKind: 'Le serveur n’indique à chacun que le type de ses propres clés.',
  role: { none: 'Aucun', unknown: 'Inconnu', elsewhere: 'Aucun ici' },
  whyRoles: 'Les rôles de cette clé n’ont pas pu être lus.',
  elsewhere: 'Elle a aussi des rôles dans d’autres organisations.',
  appRole: { app_reader: 'App Reader (lecture)', app_uploader: 'App Uploader (envoi)', app_developer: 'App Developer (développement)', app_admin: 'App Admin (administration)', app_preview: 'App Preview (aperçu)' },
  apps: { none: 'aucune', all: 'toutes', count: '{count} application | {count} applications', unknown: 'inconnu', notShown: 'une application qui ne vous est pas montrée ({id})', withRole: '{app} : {role}' },
  notTold: 'non indiqué',
  expiry: {
    never: 'jamais',
    in: '{date} (dans {count} jour) | {date} (dans {count} jours)',
    hours: '{date} (dans moins d’un jour)',
    ago: '{date} (il y a {count} jour) | {date} (il y a {count} jours)',
    justExpired: '{date} (il y a moins d’un jour)',
    removal: 'Le serveur supprime une clé expirée 30 jours après son expiration.'
  },
  owner: { you: 'vous', unknown: 'inconnu ({id})' },
  twoFactor: { enabled: 'Activée', notEnabled: 'Non activée', unknown: 'Inconnue', pending: 'Invité', notListed: 'Pas membre' },
  whyTwoFactor: {
    unknown: 'La vérification a échoué, a été écourtée ou ne concerne pas ce propriétaire.',
    notListed: 'Le propriétaire ne figure pas dans la liste des membres. La clé fonctionne quand même.',
    notEnabled: 'Une clé d’API continue de fonctionner quand la 2FA est obligatoire, même sans celle de son propriétaire.',
    pending: 'Invité, pas encore arrivé.'
  },
  compliance: { compliant: 'Conforme', unknown: 'Inconnue', more: '{reason} +{count}', notAsked: { expired: 'Expirée', legacy: 'Sans rôle', noPolicy: 'Aucune politique' }, noPolicyWhy: 'Aucune politique de clés d’API n’est en vigueur ici : rien ne lui est demandé.' },
  finding: {
    expired: 'Expirée',
    plainRefused: 'Clé en clair',
    expiryMissing: 'Sans expiration',
    beyondMaximum: 'Expire trop tard',
    expiresSoon: 'Expire bientôt',
    neverExpires: 'N’expire jamais',
    legacy: 'Clé héritée',
    ownerWithoutTwoFactor: 'Propriétaire sans 2FA',
    ownerNotListed: 'Propriétaire non membre'
  },
  because: {
    expired: 'Elle a expiré, et le serveur la refuse.',
    plainRefused: 'C’est une clé en clair, et l’organisation impose des clés sécurisées : le serveur la refuse partout, y compris dans d’autres organisations.',
    expiryMissing: 'Elle n’a pas de date d’expiration, et l’organisation en exige une : plusieurs requêtes sont refusées.',
    beyondMaximum: 'Elle expire plus tard que l’organisation ne l’admet pour une nouvelle date. Elle fonctionne jusque-là ; sa date ne peut plus qu’être avancée.',
    legacy: 'Aucun de ses rôles ne vous est montré nulle part ; à une clé sans rôle, le serveur ne montre rien.'
  },
  mayBe: {
    plainRefused: 'On ignore si c’est une clé en clair, ou si les clés sécurisées sont imposées.',
    expiryMissing: 'Elle n’a pas de date d’expiration ; on ignore si une date est exigée.',
    beyondMaximum: 'On ignore la durée maximale que l’organisation admet.'
  },
  filter: {
    label: 'Filtres',
    search: 'Chercher des clés d’API',
    searchHint: 'Nom, propriétaire, app, id (F)',
    kind: 'Type',
    state: 'État',
    expiry: 'Expiration',
    finding: 'Constat',
    owner: 'Propriétaire',
    all: 'Tous',
    states: { usable: 'Utilisables', expired: 'Expirées', refused: 'Refusées : en clair', withoutRoles: 'Sans rôle', unknown: 'Inconnu' },
    within: 'Dans {count} jour | Dans {count} jours',
    never: 'Jamais',
    owners: { withoutTwoFactor: 'Sans 2FA', unknownTwoFactor: '2FA inconnue' },
    clear: 'Afficher toutes les clés'
  },
  elsewhereOnly: '{count} autre de vos clés n’a de rôles que dans d’autres organisations. | {count} autres de vos clés n’ont de rôles que dans d’autres organisations.',
  showElsewhere: 'Les afficher aussi',
  hideElsewhere: 'Ne plus les afficher',
  selectAll: 'Sélectionner toutes les clés affichées',
  selectOne: 'Sélectionner {name}',
  shown: 'Affichées : {shown} sur {total}',
  selected: '{count} sélectionnée | {count} sélectionnées',
  hidden: 'dont {count} masquée par le filtre | dont {count} masquées par le filtre',
  clearSelection: 'Vider la sélection',
  keysOfList: 'Entrée ouvre une clé, Espace la sélectionne, la touche de menu montre ce qu’on peut en faire.',
  empty: {
    rbac: 'Vous n’avez pas de clé avec un rôle dans cette organisation. Une clé que vous créez apparaît ici.',
    rbacUncertain: 'Impossible de savoir si vous avez des clés avec un rôle ici : vos clés n’ont pas pu être lues en entier.',
    legacy: 'Vous n’avez pas de clé héritée.',
    legacyUncertain: 'Impossible de savoir si vous avez des clés héritées : vos clés ou leurs rôles n’ont pas pu être lus en entier.',
    all: 'Aucune clé n’a de rôle dans cette organisation.',
    allUncertain: 'Impossible de savoir quelles clés ont un rôle ici : la liste n’a pas pu être lue en entier.',
    noMatch: 'Aucune clé ne correspond ici à ces critères.',
    noMatchUncertain: 'Aucune des clés reçues ne correspond, mais la liste est incomplète.'
  },
  reading: {
    organizationWhat: 'les clés de tous les membres de l’organisation',
    ownWhat: 'vos propres clés d’API',
    appsWhat: 'les applications de l’organisation',
    peopleWhat: 'les membres, leur 2FA et les politiques de l’organisation',
    accessWhat: 'ce que vous pouvez faire ici',
    sessionOnly: 'Voir toutes les clés de l’organisation',
    refused: 'Le serveur ne vous montre pas les clés de tous les membres. Il les montre aux super-administrateurs et aux administrateurs tant que l’organisation leur est ouverte.',
    cutShort: 'La liste des clés est incomplète : il peut en manquer ici.',
    rolesUnknown: 'Les rôles de {count} clé n’ont pas pu être lus. | Les rôles de {count} clés n’ont pas pu être lus.'
  },
  action: {
    manage: 'Gérer',
    twin: 'Remplacer en douceur…',
    regenerate: 'Régénérer…',
    delete: 'Supprimer…',
    revoke: 'Révoquer…',
    write: 'Écrire au propriétaire…',
    of: '{action} {name}',
    menu: 'Ce qu’on peut faire avec {name}',
    copyName: 'Copier le nom',
    copiedName: '{name} est copié',
    whatCopy: 'la copie du nom'
  },
  whyNot: {
    inUse: 'Gatehouse est connecté avec cette clé, et le serveur ne laisse aucune clé se modifier elle-même.',
    mayBeInUse: 'Gatehouse est connecté avec l’une de vos clés, et le serveur ne dit pas laquelle : c’est peut-être celle-ci. Connectez-vous par e-mail, et toutes les clés peuvent être modifiées.',
    legacy: 'Une clé héritée n’a pas de rôles qu’une copie pourrait reprendre.',
    expired: 'Elle a expiré : il faut une nouvelle clé.',
    noAddress: 'L’adresse du propriétaire n’est pas connue.',
    noRoles: 'Elle n’a ici aucun rôle à retirer.',
    rolesUnknown: 'Ses rôles n’ont pas pu être lus.',
    snapshot: 'Un instantané est ouvert, et rien n’est modifié depuis un instantané.'
  },
  bulk: {
    label: 'Avec les clés sélectionnées',
    with: 'Avec {count} sélectionnée | Avec {count} sélectionnées',
    rotate: 'Régénérer…',
    expire: 'Fixer l’expiration…',
    delete: 'Supprimer…',
    write: 'Écrire aux propriétaires…',
    othersLeftOut: '{count} appartient à quelqu’un d’autre : seul son propriétaire peut la modifier. | {count} appartiennent à d’autres : seuls leurs propriétaires peuvent les modifier.'
  },
  reach: {
    here: 'Rôle dans cette organisation',
    elsewhere: 'Autres organisations',
    nowhereElse: 'aucune',
    notShown: '{shown} (non montrées : {names})',
    unknown: 'inconnu',
    unnamed: '{count} absente de votre liste | {count} absentes de votre liste',
    creates: 'Peut créer des organisations',
    yes: 'oui'
  },
  confirm: {
    breaks: 'Voici ce qu’elle atteint, et ce qui s’arrête avec elle :',
    reached: 'Voici ce qu’elle atteignait tant qu’elle était valable :',
    expired: 'Elle a expiré : le serveur la refuse déjà, et rien de ce qui fonctionne ne s’arrête.',
    legacy: 'Elle n’a aucun rôle : ce qui l’utilise ne peut déjà rien en faire.',
    legacyAsShown: 'Aucun de ses rôles ne vous est montré. Dans {names}, les rôles des clés ne sont montrés qu’aux administrateurs : si elle en a un là-bas, ce qui l’utilise s’arrête.',
    gone: 'Cette clé ne figure plus dans la dernière liste lue.',
    regenerate: {
      title: 'Régénérer {name}',
      effect: 'Toute intégration qui utilise l’ancienne valeur cesse immédiatement de fonctionner.',
      secure: 'La nouvelle clé n’est montrée qu’une fois.',
      plain: 'Elle reste une clé en clair, avec une nouvelle valeur.',
      unknown: 'La clé reçoit une nouvelle valeur.',
      kept: { keychain: 'Gatehouse la garde dans le trousseau jusqu’à ce que vous l’ayez prise.', run: 'Gatehouse ne la garde qu’en mémoire, jusqu’à ce que vous l’ayez prise ou jusqu’à la fermeture de Gatehouse.' },
      button: 'Régénérer {name}',
      what: 'régénération de {name}'
    },
    delete: {
      title: 'Supprimer {name}',
      effect: 'La clé est révoquée immédiatement : toute requête qui l’utilise échouera.',
      final: 'C’est définitif.',
      button: 'Supprimer {name}',
      what: 'suppression de {name}'
    }
  },
  outcome: {
    label: 'Résultat des dernières modifications',
    secret: 'Prendre son secret…',
    dismiss: 'Masquer ce qui est dit de {name}',
    created: {
      taken: '{name} est créée.',
      held: '{name} est créée. Son secret est gardé jusqu’à ce que vous l’ayez pris.',
      lost: 'La création de {name} est restée sans réponse. Ce qu’on en apprend figure parmi ce qui vous attend ; rien n’a été envoyé deux fois.'
    },
    regenerated: {
      taken: '{name} est régénérée : l’ancienne valeur ne fonctionne plus.',
      held: '{name} est régénérée : l’ancienne valeur ne fonctionne plus. Son nouveau secret est gardé jusqu’à ce que vous l’ayez pris.',
      lost: 'La régénération de {name} est restée sans réponse. Ce qu’on en apprend figure parmi ce qui vous attend ; rien n’a été envoyé deux fois.'
    },
    edited: {
      readBack: '{name} est modifiée, et la relecture le confirme.',
      byReading: 'La réponse s’est perdue ; la relecture montre que {name} est modifiée comme demandé.',
      unread: 'Le serveur a confirmé la modification de {name} ; la relecture n’a pas pu se faire.',
      alreadySo: '{name} était déjà ainsi. Rien n’a été envoyé.',
      differs: 'Le serveur a confirmé la modification de {name}, mais la relecture montre autre chose. Voyez ce qu’il a maintenant.'
    },
    deleted: {
      readBack: '{name} est supprimée, et ne figure plus dans la liste.',
      byReading: 'La réponse s’est perdue ; la relecture montre que {name} n’existe plus.',
      unread: 'Le serveur a confirmé la suppression de {name} ; la liste n’a pas pu être relue depuis.',
      alreadySo: '{name} n’existait déjà plus. Rien n’a été envoyé.',
      differs: 'Le serveur a confirmé la suppression de {name}, mais elle est toujours là.'
    }
  },
  write: {
    title: 'Écrire à {count} propriétaire | Écrire à {count} propriétaires',
    sentence: 'Seul son propriétaire peut modifier ou supprimer une clé. Le message s’ouvre dans votre logiciel de messagerie, avec les adresses en copie cachée ; rien n’est envoyé tant que vous ne l’envoyez pas.',
    subject: 'Vos clés d’API dans {organization}',
    hello: 'Bonjour,',
    about: 'il s’agit de votre clé d’API dans notre organisation Capgo {organization} : | il s’agit de clés d’API dans notre organisation Capgo {organization} :',
    more: '– et {count} autre | – et {count} autres',
    ask: 'Pourriez-vous régénérer ou supprimer les vôtres, ou me dire ce qui en a encore besoin ? Dans la console Capgo : Paramètres, Organisation, Clés d’API : https://console.capgo.app/settings/organization/api-keys',
    thanks: 'Merci',
    nobody: 'L’adresse d’aucun propriétaire n’est connue.',
    skipped: 'Le propriétaire de {count} clé n’a pas d’adresse connue et est laissé de côté. | Les propriétaires de {count} clés n’ont pas d’adresse connue et sont laissés de côté.',
    open: 'Ouvrir le message',
    openOne: 'Ouvrir le message {number} sur {count}',
    opened: '{number} messages ouverts sur {count}.',
    copy: 'Copier adresses et texte',
    copied: 'Adresses et texte copiés.',
    what: 'transmission du message'
  },
  ...keyForm
}
