import type { members as english } from '../en/members'
import { sectionTitles } from './firstWords'

export const members: typeof english = {
  title: sectionTitles.members,
  what: 'les membres de l’organisation',
  sentence: {
    without: '{total} membres ; {count} n’a pas la 2FA | {total} membres ; {count} n’ont pas la 2FA',
    none: '{total} membres, tous avec la 2FA',
    noneKnown: '{total} membres ; à notre connaissance, aucun n’est sans 2FA',
    notKnown: '{total} membres ; on ne sait pas qui a la 2FA',
    unknown: '{sentence} ; l’état de {count} est inconnu | {sentence} ; l’état de {count} est inconnu',
    atLeast: 'Au moins {total}',
    nothing: 'On ne sait pas qui sont les membres',
    asOf: 'À {time} : {sentence}'
  },
  problem: {
    members: 'la liste des membres',
    twoFactor: 'l’état 2FA des membres',
    password: 'l’état des mots de passe',
    refused: 'Le serveur ne vous montre pas ceci : {what}. Il le montre aux super-administrateurs et aux administrateurs tant que l’organisation leur est ouverte.',
    cutShort: {
      members: 'La liste des membres est incomplète : {received} sur {expected} sont arrivés.',
      twoFactor: 'La vérification de la 2FA a été écourtée : {received} réponses sur {expected} sont arrivées. L’état des autres est inconnu.',
      password: 'La vérification des mots de passe a été écourtée : {received} réponses sur {expected} sont arrivées. L’état des autres est inconnu.'
    },
    uncounted: {
      members: 'La liste des membres est peut-être incomplète : {received} sont arrivés et le serveur n’a pas dit combien ils sont.',
      twoFactor: 'La vérification de la 2FA a été écourtée après {received} réponses. L’état des autres est inconnu.',
      password: 'La vérification des mots de passe a été écourtée après {received} réponses. L’état des autres est inconnu.'
    },
    unreadable: 'Ce que le serveur a envoyé sur {count} membre n’a pas pu être lu en entier. Ce qui est lisible est affiché ; le reste est inconnu, et une adresse illisible n’est jamais copiée. | Ce que le serveur a envoyé sur {count} membres n’a pas pu être lu en entier. Ce qui est lisible est affiché ; le reste est inconnu, et une adresse illisible n’est jamais copiée.',
    membersFrom: 'La dernière lecture des membres a échoué. Ce qui est affiché, copié et enregistré ici date de {time}.'
  },
  filter: {
    label: 'Filtres',
    search: 'Chercher un membre',
    searchHint: 'E-mail ou rôle (F)',
    twoFactor: '2FA',
    password: 'Mot de passe',
    role: 'Rôle',
    keys: 'Clés d’API',
    campaign: 'Campagne',
    all: { twoFactor: 'Tous', password: 'Tous', role: 'Tous', keys: 'Toutes', campaign: 'Toutes' },
    owns: 'A des clés',
    ownsWithoutTwoFactor: 'A des clés, sans 2FA',
    standing: {
      twoFactor: { left: '2FA : sollicité, toujours sans', done: '2FA : sollicité, c’est fait', unknown: '2FA : sollicité, inconnu', neverAsked: '2FA : sans, jamais sollicité' },
      password: { left: 'Mot de passe : sollicité, encore dû', done: 'Mot de passe : sollicité, c’est fait', unknown: 'Mot de passe : sollicité, inconnu', neverAsked: 'Mot de passe : dû, jamais sollicité' }
    },
    clear: 'Afficher tous les membres',
    keysNotWhole: 'La liste des clés est incomplète ; d’autres membres peuvent en avoir.'
  },
  list: 'Membres',
  column: {
    select: 'Sélection',
    email: 'E-mail',
    role: 'Rôle',
    twoFactor: '2FA',
    password: 'Mot de passe',
    keys: 'Clés',
    keysHint: 'Clés d’API qui donnent accès à cette organisation',
    asked: 'Sollicité',
    askedHint: 'Quand vous l’avez noté comme sollicité pour la dernière fois, pour la 2FA ou le mot de passe'
  },
  selectAll: 'Sélectionner tous les membres affichés',
  selectOne: 'Sélectionner {email}',
  noEmail: 'un membre sans adresse e-mail',
  unreadableEmail: 'un membre dont l’adresse e-mail est illisible',
  twoFactor: { enabled: 'Activée', notEnabled: 'Non activée', unknown: 'Inconnue', pending: 'Invité' },
  password: { compliant: 'Conforme', nonCompliant: 'Non conforme', unknown: 'Inconnu', pending: 'Invité', notAsked: 'Sans politique' },
  why: {
    failed: 'La vérification a échoué.',
    refused: 'Votre rôle ou votre identifiant ne permet pas de le voir.',
    cutShort: 'La vérification a été écourtée.',
    notCovered: 'Le serveur ne répond que pour les membres directs.',
    unreadable: 'Ce que le serveur a envoyé sur ce membre n’a pas pu être lu.',
    pending: 'Invité, pas encore arrivé.',
    keys: 'La liste des clés n’a pas pu être lue en entier.'
  },
  noKeys: 'aucune',
  unknownKeys: 'inconnu',
  atLeast: '≥ {count}',
  neverAsked: 'jamais',
  shown: '{shown} affichés sur {total}',
  shownInvited: '{shown} affichés sur {total} : {members} membres et {count} personne invitée | {shown} affichés sur {total} : {members} membres et {count} personnes invitées',
  selected: '{count} sélectionné | {count} sélectionnés',
  hidden: 'dont {count} masqué par le filtre | dont {count} masqués par le filtre',
  keysOfList: 'Espace sélectionne la ligne active, Maj avec les flèches plusieurs, Ctrl+A toutes les lignes affichées.',
  clearSelection: 'Vider la sélection',
  empty: {
    nobody: 'L’organisation n’a pas encore de membres.',
    failed: 'Impossible de savoir qui sont les membres : la liste n’a pas pu être lue.',
    refused: 'Seuls les super-administrateurs et les administrateurs voient les membres, tant que l’organisation leur est ouverte.',
    noMatch: 'Aucun membre ne correspond à ces critères.',
    noMatchSearch: 'Aucun membre ne correspond à ces critères avec « {searched} ».',
    cannotKnow: 'Impossible de savoir de qui il s’agit : une vérification a échoué.',
    noneKnown: 'À notre connaissance, aucun membre ne correspond ; l’état de {count} est inconnu. | À notre connaissance, aucun membre ne correspond ; l’état de {count} est inconnu.',
    incomplete: 'Aucun des membres reçus ne correspond, mais la liste est incomplète.'
  },
  menu: {
    label: 'Ce qu’on peut faire avec {email}',
    copy: 'Copier l’e-mail',
    mail: 'Écrire un e-mail…',
    select: 'Sélectionner',
    unselect: 'Ne plus sélectionner',
    show: 'Afficher dans Membres',
    noAddress: 'Son adresse n’est pas connue.'
  },
  act: {
    on: { selected: 'Pour {count} sélectionné | Pour {count} sélectionnés', shown: 'Pour {count} affiché | Pour {count} affichés' },
    copy: 'Copier les e-mails',
    mail: 'Écrire un e-mail…',
    csv: 'Enregistrer en CSV…',
    json: 'Enregistrer en JSON…',
    copied: '{count} adresse e-mail copiée, {by}. | {count} adresses e-mail copiées, {by}.',
    copiedOne: '{email} copié',
    skipped: '{count} membre est laissé de côté : son adresse est inutilisable, car elle manque ou est illisible, n’est pas exactement une adresse, ou est aussi celle d’un autre membre. | {count} membres sont laissés de côté : leurs adresses sont inutilisables, car elles manquent ou sont illisibles, ne sont pas exactement une adresse, ou sont aussi celles d’autres membres.',
    saved: '{count} membre enregistré dans {path} | {count} membres enregistrés dans {path}',
    asOf: 'La liste date de {time}.',
    notRemembered: 'mémorisation du séparateur',
    what: { copy: 'copie des adresses e-mail', csv: 'enregistrement du fichier CSV', json: 'enregistrement du fichier JSON', mail: 'ouverture d’un message dans votre logiciel de messagerie', mark: 'ajout à la liste des membres sollicités', forget: 'suppression de la liste des membres sollicités' }
  },
  file: {
    column: {
      email: 'E-mail',
      role: 'Rôle',
      twoFactor: '2FA',
      password: 'Mot de passe',
      keys: 'Clés d’API',
      askedTwoFactor: 'Sollicité pour la 2FA',
      askedPassword: 'Sollicité pour le mot de passe',
      organization: 'Organisation',
      readAt: 'Lu le',
      list: 'Liste des membres',
      twoFactorLookUp: 'Vérification de la 2FA',
      passwordLookUp: 'Vérification des mots de passe'
    },
    complete: 'Complète',
    incomplete: 'Incomplète',
    received: 'Incomplète : {received} sur {expected}',
    failed: 'Échouée'
  },
  mail: {
    title: 'Écrire un e-mail',
    sentence: 'Chaque message s’ouvre dans votre logiciel de messagerie, avec les adresses en copie cachée. Rien n’est envoyé tant que vous ne l’envoyez pas, et rien ici ne dit si vous l’avez fait.',
    batches: 'Un seul message, avec toutes les adresses ({count}) | {count} adresses, en {batches} messages de 50 au plus : les logiciels de messagerie n’acceptent pas de liens plus longs',
    skipped: '{count} membre est laissé de côté : son adresse manque ou est illisible, n’est acceptée par aucun logiciel de messagerie, ou est aussi celle d’un autre membre. | {count} membres sont laissés de côté : leurs adresses manquent ou sont illisibles, ne sont acceptées par aucun logiciel de messagerie, ou sont aussi celles d’autres membres.',
    nobody: 'Aucun de ces membres n’a d’adresse qu’un logiciel de messagerie accepte.',
    about: 'Sujet',
    topic: { twoFactor: 'Activer la 2FA', password: 'Prouver le mot de passe', none: 'Rien encore' },
    open: 'Ouvrir le message {number} sur {count}',
    openOnly: 'Ouvrir le message',
    opened: '{number} messages ouverts sur {count}.',
    allOpened: 'Le message est ouvert. | Les {count} messages sont ouverts.',
    again: 'Recommencer',
    done: '{count} message ouvert dans votre logiciel de messagerie. | {count} messages ouverts dans votre logiciel de messagerie.',
    subject: { twoFactor: 'Double authentification pour {organization}', password: 'Votre mot de passe pour {organization}', none: '' },
    body: {
      twoFactor: 'Bonjour,\n\nla double authentification (2FA) va devenir obligatoire dans notre organisation Capgo {organization}. Si votre compte ne l’a pas encore, vous pouvez l’activer dans la console Capgo, sous Paramètres, Compte : https://console.capgo.app/settings/account\n\nMerci',
      password: 'Bonjour,\n\nnotre organisation Capgo {organization} a une politique de mots de passe. Si le vôtre n’a pas encore été vérifié, ouvrez l’organisation dans la console Capgo et saisissez-y votre mot de passe : https://console.capgo.app\n\nMerci',
      none: ''
    }
  },
  handed: {
    mark: {
      twoFactor: 'Noter {count} membre comme sollicité pour la 2FA | Noter {count} membres comme sollicités pour la 2FA',
      password: 'Noter {count} membre comme sollicité pour son mot de passe | Noter {count} membres comme sollicités pour leur mot de passe'
    },
    marked: {
      twoFactor: '{count} membre noté comme sollicité pour la 2FA. | {count} membres notés comme sollicités pour la 2FA.',
      password: '{count} membre noté comme sollicité pour son mot de passe. | {count} membres notés comme sollicités pour leur mot de passe.'
    },
    unknown: '{count} membre dont l’état est inconnu n’est pas noté. | {count} membres dont l’état est inconnu ne sont pas notés.',
    takeBack: 'Annuler',
    label: 'Ce qui vient d’être fait'
  },
  campaign: {
    title: 'Campagne',
    what: 'la liste des membres sollicités',
    goal: 'Sollicités pour',
    goals: { twoFactor: 'Activer la 2FA', password: 'Prouver le mot de passe' },
    intro: 'Copiez, enregistrez ou écrivez ci-dessus, puis notez les membres comme sollicités. La liste reste sur cet ordinateur ; elle ne dit pas si quelque chose leur est parvenu.',
    setAside: 'La liste d’avant n’a pas pu être utilisée telle quelle et a été mise de côté sans changement. Ce qui était lisible a été repris ; des membres sollicités jusque-là peuvent manquer ici.',
    figure: { asked: 'Sollicités', left: 'Toujours sans', done: 'C’est fait', unknown: 'Inconnu', neverAsked: 'Jamais sollicités', notListed: 'Hors de la liste' },
    unknownFigure: 'inconnu',
    showLeft: 'Afficher ceux qui restent',
    showNeverAsked: 'Afficher ceux qui n’ont jamais été sollicités',
    planned: 'Date prévue de l’obligation',
    plannedHint: 'Un pense-bête : rien ne s’active tout seul.',
    days: { today: 'aujourd’hui', future: 'dans {count} jour | dans {count} jours', past: 'il y a {count} jour | il y a {count} jours' },
    clearPlan: 'Effacer la date',
    plan: 'mémorisation de la date prévue',
    history: 'Qui vous avez noté, et quand',
    entry: '{count} membre | {count} membres',
    entryLeft: '{count} toujours sans | {count} toujours sans',
    forgetOne: 'Oublier',
    forgetOneOf: 'Oublier les {count} membres sollicités le {time}',
    forgetAll: 'Tout oublier…',
    earlier: '{count} fois auparavant | {count} fois auparavant',
    confirm: {
      title: 'Oublier qui a été sollicité',
      sentences: { twoFactor: 'Tout ce qui est conservé ici sur les membres sollicités pour la 2FA est supprimé, avec la date prévue.', password: 'Tout ce qui est conservé ici sur les membres sollicités pour leur mot de passe est supprimé, avec la date prévue.' },
      notBack: 'C’est définitif. Rien ne change sur le serveur, et personne n’est prévenu.',
      button: 'Oublier qui a été sollicité'
    }
  },
  keys: {
    title: 'Clés dont le propriétaire n’a pas la 2FA',
    what: 'les clés d’API de l’organisation',
    intro: 'Les clés d’API continuent de fonctionner quand la 2FA est obligatoire, même si leur propriétaire ne l’a pas.',
    none: 'Aucune clé n’appartient à quelqu’un sans 2FA',
    noneKnown: 'À notre connaissance, aucune clé n’appartient à quelqu’un sans 2FA, mais tous les propriétaires ou toutes les clés ne sont pas connus.',
    cannotKnow: 'Impossible de savoir quels propriétaires sont sans 2FA : la vérification a échoué.',
    without: '{count} clé dont on sait que le propriétaire n’a pas la 2FA | {count} clés dont on sait que les propriétaires n’ont pas la 2FA',
    unknown: '{count} clé dont on ignore si le propriétaire a la 2FA | {count} clés dont on ignore si les propriétaires ont la 2FA',
    missing: 'Avec une clé d’API, le serveur ne liste que vos propres clés. Celles des autres manquent ici.',
    missingWhat: 'Voir toutes les clés de l’organisation',
    refused: 'Le serveur ne vous montre pas les clés de l’organisation. Il les montre aux super-administrateurs et aux administrateurs tant que l’organisation leur est ouverte.',
    incomplete: 'La liste des clés est incomplète : il peut en manquer ici.',
    column: { name: 'Clé', owner: 'Propriétaire', expires: 'Expire' },
    unnamed: 'Sans nom (clé {id})',
    unknownOwner: 'inconnu ({id})',
    never: 'jamais',
    expired: 'a expiré le {date}',
    showOwners: 'Afficher ces propriétaires'
  }
}
