import type { snapshots as english } from '../en/snapshots'

export const snapshots: typeof english = {
  title: 'Revues',
  sentence: 'Emportez l’état d’une organisation, consultez-le sans connexion et comparez-le à aujourd’hui.',
  panel: 'Instantanés',
  what: 'les instantanés',
  intro: 'Un instantané contient les paramètres, les membres, les clés d’API et le journal d’audit d’une organisation tels qu’ils étaient à un moment donné. Il ne contient jamais de secret.',
  kept: 'Il est chiffré sur cet ordinateur, et sa clé est dans le trousseau.',
  monthlyName: '{month}, mensuel',
  pageAsOf: '{page} au {time}',
  banner: { label: 'État au {time} – lecture seule ; rien n’est demandé au serveur.', of: '« {name} », {organization}.', close: 'Fermer l’instantané', closing: 'la fermeture de l’instantané' },
  readOnly: {
    access: 'Ce que permettaient les accès avec lesquels l’instantané a été pris, autant qu’il le dit. Rien n’est modifié depuis un instantané.',
    connections: 'Un instantané est ouvert : aucune n’est utilisée.',
    draft: 'Un instantané est ouvert : ceci reste un brouillon, car rien n’est appliqué depuis un instantané.'
  },
  take: {
    button: 'Prendre un instantané',
    title: 'Prendre un instantané de {organization}',
    sentence: 'Lit en une fois tout ce que vos accès permettent de voir. Avec beaucoup de membres ou de clés, cela prend un moment. Rien n’est modifié.',
    name: 'Nom',
    nameWrong: 'Saisissez un nom.',
    suggested: 'Instantané du {date}',
    confirm: 'Prendre l’instantané',
    taking: 'Lecture des paramètres, des membres, des clés et du journal d’audit…',
    what: 'l’instantané',
    done: '« {name} » est pris.'
  },
  list: {
    label: 'Instantanés, du plus récent au plus ancien',
    empty: 'Il n’y a pas encore d’instantané sur cet ordinateur.',
    members: '{count} membre | {count} membres',
    membersUnknown: 'membres inconnus',
    keys: '{count} clé d’API | {count} clés d’API',
    keysUnknown: 'clés d’API inconnues',
    demo: 'organisation de démonstration',
    monthly: 'Mensuel',
    open: 'Ouvert',
    changed: '{parts} : modifié pendant la lecture.',
    part: { settings: 'Paramètres', members: 'Membres', keys: 'Clés d’API' },
    choose: 'Choisir « {name} » pour la comparaison'
  },
  memory: 'Il n’y a pas de trousseau ici : les instantanés ne sont gardés que pour cette session et disparaissent à la fermeture de Gatehouse.',
  unreadable: '{count} fichier est illisible : il est endommagé, ou sa clé n’est pas dans le trousseau. Il reste où il est. | {count} fichiers sont illisibles : ils sont endommagés, ou leur clé n’est pas dans le trousseau. Ils restent où ils sont.',
  open: { button: 'Ouvrir', of: 'Ouvrir « {name} »', what: 'l’ouverture de l’instantané', changeUnderWay: 'Une modification est en cours sur le serveur. Attendez son issue, puis ouvrez l’instantané.' },
  rename: { button: 'Renommer', of: 'Renommer « {name} »', title: 'Renommer l’instantané', confirm: 'Renommer', what: 'le nouveau nom' },
  delete: {
    button: 'Supprimer',
    of: 'Supprimer « {name} »',
    title: 'Supprimer « {name} »',
    sentence: 'L’instantané de {organization} du {time} est retiré de cet ordinateur et ne reviendra pas. L’organisation reste comme elle est.',
    confirm: 'Supprimer l’instantané',
    what: 'la suppression de l’instantané'
  },
  monthly: {
    label: 'Prendre un instantané de {organization} chaque mois',
    hint: 'Pendant que Gatehouse fonctionne et que la connexion est ouverte. Le premier est pris aussitôt.',
    last: 'Dernier instantané : {when}.',
    what: 'l’instantané mensuel'
  },
  compare: {
    title: 'Comparaison',
    today: 'Comparer à aujourd’hui',
    todayOf: 'Comparer « {name} » à aujourd’hui',
    two: 'Comparer les deux',
    twoHint: 'Choisissez deux instantanés d’une même organisation pour les comparer.',
    otherOrganization: 'Les deux instantanés choisis viennent d’organisations différentes et ne se comparent pas.',
    sentence: 'Ce qui a changé entre « {before} » ({beforeTime}) et {after} ({afterTime}).',
    quoted: '« {name} »',
    nowNamed: 'aujourd’hui',
    what: 'la comparaison',
    back: 'Retour aux instantanés',
    search: 'Rechercher parmi les changements',
    searchHint: 'Adresse, nom ou champ',
    csv: 'Enregistrer en CSV',
    csvWhat: 'le fichier CSV',
    csvSubject: 'Changements',
    saved: '{count} ligne est dans {path}. | {count} lignes sont dans {path}.',
    none: 'Rien ne diffère ici.',
    noMatch: 'Aucun changement ne correspond à la recherche.',
    settingsUnknown: 'Les paramètres étaient inconnus dans l’un des deux : on ne peut rien en dire.',
    uncertain: 'L’un des deux n’a pas été lu en entier. Ce qui semble ajouté ou retiré a peut-être seulement échappé à la lecture.',
    more: '{count} autre n’est pas affiché ; recherchez-le, ou enregistrez le tout en CSV. | {count} autres ne sont pas affichés ; recherchez-les, ou enregistrez le tout en CSV.',
    part: { settings: 'Paramètres', members: 'Membres', keys: 'Clés d’API' },
    kind: { added: 'Ajouté', removed: 'Retiré', changed: 'Modifié' },
    column: { part: 'partie', kind: 'changement', name: 'nom', id: 'identifiant', field: 'champ', before: 'avant', after: 'après' }
  },
  field: { email: 'E-mail', role: 'Rôle', twoFactor: '2FA', password: 'Mot de passe', name: 'Nom', expiresAt: 'Expiration', kind: 'Type', roles: 'Rôles', mayCreateOrganizations: 'Peut créer des organisations', ownerId: 'Propriétaire', updatedAt: 'Modifiée ou renouvelée' },
  value: {
    never: 'jamais',
    none: 'rien',
    twoFactor: { enabled: 'Activée', notEnabled: 'Non activée', pending: 'Invité' },
    password: { compliant: 'Conforme', nonCompliant: 'Non conforme', pending: 'Invité' },
    kind: { secure: 'Sécurisée', plain: 'En clair' },
    yes: 'Oui',
    no: 'Non'
  }
}
