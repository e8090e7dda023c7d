import type { keyForm as english } from '../en/keyForm'

export const keyForm: typeof english = {
  kept: {
    restored: 'Saisie du {time} restaurée telle quelle.',
    newKey: 'Une nouvelle clé : {name}.',
    newKeyUnnamed: 'Une nouvelle clé, encore sans nom.',
    edits: 'Modifications non enregistrées de {count} clé : {names}. | Modifications non enregistrées de {count} clés : {names}.',
    andMore: '{names} et {more} de plus',
    discard: 'Effacer',
    hide: 'Masquer',
    setAside: 'Le fichier de vos saisies sur les clés n’a pas pu être utilisé tel quel et a été mis de côté, inchangé. Ce qui était lisible a été repris ; il peut manquer un brouillon.',
    reading: 'la lecture de vos saisies sur les clés, conservées sur cet ordinateur',
    keeping: 'la conservation de vos saisies sur les clés sur cet ordinateur ; elles seront perdues à la fermeture de Gatehouse'
  },
  form: {
    sentence: 'Ce que vous saisissez reste ici jusqu’à la création de la clé ou jusqu’à ce que vous l’effaciez, même si vous consultez d’autres pages ou fermez Gatehouse.',
    information: 'Informations sur la clé',
    access: 'Rôles',
    name: {
      hint: 'À quoi elle sert, par exemple « Déploiement CI/CD ». La console accepte {most} caractères, le serveur davantage.',
      long: '{length} caractères. Le serveur l’accepte ; la console ne permet pas d’en saisir plus de {most}, mais affiche le tout.'
    },
    secure: {
      label: 'Créer une clé sécurisée',
      on: 'Le serveur n’en garde qu’une empreinte : personne ne pourra y relire la clé.',
      off: 'Une clé en clair est conservée telle quelle. Si l’organisation impose un jour les clés sécurisées, elle cesse aussitôt de fonctionner partout.',
      enforced: 'L’organisation impose les clés sécurisées : une clé en clair serait créée, puis aussitôt refusée partout.'
    },
    expiry: {
      title: 'Expiration',
      set: 'Fixer une date d’expiration',
      presets: 'Expire dans',
      days: '{count} jour | {count} jours',
      other: 'Une autre date',
      date: 'Date et heure',
      required: 'L’organisation exige une date d’expiration.',
      maximum: 'L’organisation admet au plus {count} jour. | L’organisation admet au plus {count} jours.',
      never: 'Elle fonctionne jusqu’à sa suppression.',
      enter: 'Indiquez quand elle doit expirer.',
      at: 'Expire {left}, le {local} ; en UTC le {utc}.',
      atUtc: 'Expire {left}, le {utc}.',
      left: 'dans {count} jour | dans {count} jours',
      today: 'dans moins d’un jour',
      past: 'dans le passé',
      clock: 'Compté d’après l’horloge de cet ordinateur, celle du serveur n’étant pas connue.'
    },
    role: {
      none: 'Aucun accès à l’organisation entière ; seulement aux applications ci-dessous.',
      org_member: 'Accès de base à l’organisation, en lecture.',
      org_admin: 'Accès complet d’administration à l’organisation et à toutes ses applications.',
      present: 'Le rôle qu’elle a actuellement.',
      refused: 'Votre rôle ne permet pas d’attribuer celui-ci.'
    },
    apps: {
      hint: 'Rôles sur des applications précises.',
      covered: 'Le rôle Administrateur donne accès à toutes les applications de l’organisation.',
      leftOut: 'Le rôle choisi sur {count} application est laissé de côté tant que le rôle est Administrateur. | Les rôles choisis sur {count} applications sont laissés de côté tant que le rôle est Administrateur.',
      none: 'Aucune application n’est choisie.',
      add: 'Ajouter une application',
      remove: 'Retirer {app}',
      roleOf: 'Rôle sur {app}',
      unknown: 'Les applications de l’organisation n’ont pas pu être lues : aucune ne peut être ajoutée pour l’instant.'
    },
    picker: {
      title: 'Ajouter des applications',
      search: 'Chercher une application',
      searchHint: 'Nom ou id',
      role: 'Rôle',
      noApps: 'Il n’y a pas d’autre application à ajouter.',
      noMatch: 'Aucune application ne correspond.',
      more: 'Les {shown} premières sur {total} sont affichées ; cherchez les autres.',
      add: 'Ajouter {count} application | Ajouter {count} applications'
    },
    creates: {
      title: 'Organisations',
      label: 'Autoriser la création d’organisations',
      hint: 'La clé devient super-administratrice de chaque organisation qu’elle crée. Réservé aux automatisations de confiance.',
      needsAdmin: 'Seulement avec le rôle Administrateur dans l’organisation.'
    },
    replaces: 'Cette clé doit remplacer la clé héritée {name}. Donnez-lui les rôles auxquels l’ancienne servait ; celle-ci reste jusqu’à ce que vous la supprimiez.',
    policyUnknown: 'On ignore ce que l’organisation exige des clés : c’est le serveur qui décidera s’il accepte celle-ci.',
    readAgain: 'Relire',
    stopped: 'Un point ci-dessus s’oppose à cette clé ; rien n’a été envoyé.',
    what: 'création de la clé d’API',
    discard: 'Effacer',
    create: 'Créer'
  },
  template: {
    title: 'Partir d’un modèle',
    deploy: { name: 'Déploiement CI/CD', hint: 'Envoie des bundles aux applications choisies, pendant 90 jours' },
    monitoring: { name: 'Surveillance en lecture seule', hint: 'Lit les applications choisies, pendant 180 jours' },
    release: { name: 'Automatisation des publications', hint: 'Gère la configuration et les déploiements des applications choisies, pendant 90 jours' },
    administration: { name: 'Outil d’administration', hint: 'Administre l’organisation, pendant 30 jours' },
    provisioning: { name: 'Création d’organisations', hint: 'Administre l’organisation et en crée d’autres, pendant 30 jours' },
    set: { name: 'nom', secure: 'clé sécurisée', expiry: 'date d’expiration', organizationRole: 'rôle dans l’organisation', appRole: 'rôle sur les applications', mayCreateOrganizations: 'création d’organisations' },
    filled: '« {name} » a rempli : {set}.',
    nothing: 'Le formulaire était déjà ainsi.',
    chooseApp: 'Il reste à choisir une application.',
    takeBack: 'Annuler'
  },
  access: {
    title: 'Ce que la clé peut faire',
    nothing: 'Cette clé ne peut encore rien faire : donnez-lui un rôle dans l’organisation ou sur une application.',
    until: 'Cette clé peut {abilities}, et rien d’autre, jusqu’au {date}.',
    forever: 'Cette clé peut {abilities}, et rien d’autre, jusqu’à sa suppression.',
    organization: { everything: 'administrer {organization} et toutes ses applications', read: 'lire l’organisation {organization}', role: 'faire dans {organization} ce que permet le rôle {role}' },
    app: { administer: 'administrer {apps}', manage: 'gérer la configuration et les déploiements de {apps}', upload: 'envoyer des bundles à {apps}', read: 'lire {apps}', other: 'faire avec {apps} ce que permet le rôle {role}' },
    creates: 'créer des organisations',
    moreApps: '{count} autre | {count} autres'
  },
  problem: {
    mayNotManageKeys: 'Votre rôle ne permet pas de gérer les clés ici.',
    mayNotChangeRoles: 'Votre rôle permet de gérer les clés, mais pas de changer les rôles d’une clé existante.',
    rolesElsewhereNotYours: 'Elle a dans une autre organisation des rôles qu’il faudrait attribuer à nouveau, ce que vous ne pouvez pas.',
    nameMissing: 'Indiquez un nom.',
    nothingGranted: 'Choisissez un rôle dans l’organisation ou ajoutez une application : le serveur n’accepte pas de clé sans rôle.',
    roleNotAssignable: 'Votre rôle ne permet pas d’attribuer ce rôle.',
    appTwice: 'Une application figure deux fois.',
    appUnknown: 'Une application ne fait plus partie de l’organisation.',
    expiryRequired: 'L’organisation exige une date d’expiration.',
    expiryTooSoon: 'Cette date est passée, ou trop proche.',
    expiryTooLate: 'C’est plus tard que l’organisation ne l’admet : au plus {count} jour à partir de maintenant. | C’est plus tard que l’organisation ne l’admet : au plus {count} jours à partir de maintenant.',
    expiryOpen: 'Indiquez quand elle doit expirer.',
    plainStopsAtOnce: 'L’organisation impose les clés sécurisées : une clé en clair cesse aussitôt de fonctionner, partout.',
    createOrganizationsNeedsAdmin: 'La création d’organisations ne va qu’avec le rôle Administrateur dans l’organisation.'
  },
  manage: {
    title: 'Gérer une clé d’API',
    facts: 'La clé',
    id: 'Id',
    edit: 'Ce qui peut être modifié',
    save: 'Enregistrer les modifications',
    saving: 'enregistrement des modifications de la clé d’API',
    changes: 'Ce qui change',
    what: 'Quoi',
    before: 'Avant',
    after: 'Après',
    seen: 'Quand vous avez commencé',
    wanted: 'Comme vous la voulez',
    now: 'Telle qu’elle est',
    field: { name: 'Nom', expiresAt: 'Expire', organizationRole: 'Rôle dans l’organisation', mayCreateOrganizations: 'Création d’organisations' },
    yes: 'autorisée',
    no: 'non autorisée',
    drift: 'Quelqu’un a modifié cette clé entre-temps. Rien n’a été envoyé : choisissez comment continuer.',
    carryOver: 'Garder mes modifications',
    takeNow: 'La prendre telle qu’elle est',
    kept: 'Reste tel quel',
    keptElsewhere: 'Rôles dans d’autres organisations : {names}',
    keptOther: '{count} rôle sur un canal ou un objet semblable | {count} rôles sur des canaux ou des objets semblables',
    rolesUnknown: 'Les rôles de cette clé n’ont pas pu être lus : elle ne peut pas être modifiée pour l’instant.',
    rolesNeedSession: 'Changer les rôles d’une clé',
    inUse: 'Elle ne peut pas être modifiée d’ici.',
    changing: 'Modifier cette clé',
    others: 'Cette clé appartient à {owner}. Seul son propriétaire peut la modifier ou la supprimer ; ses rôles ici peuvent lui être retirés.',
    gone: 'Cette clé ne figure pas parmi celles qui ont été lues. Elle a pu être supprimée, ou n’est pas montrée à cet identifiant.',
    back: 'Toutes les clés d’API',
    expired: 'Elle a expiré. Sa date peut être reportée tant que le serveur la conserve.',
    legacy: {
      title: 'Passer à une clé RBAC',
      why: 'Une clé héritée n’a pas de rôles, et la console ne peut pas la modifier. Les rôles se donnent à une nouvelle clé : l’ancienne fonctionne ainsi jusqu’à ce que la nouvelle prenne le relais.',
      hidden: 'Dans {names}, les rôles des clés ne sont montrés qu’aux administrateurs. Si cette clé y a des rôles, ce n’est pas une clé héritée : demandez là-bas avant de la supprimer.',
      step: { create: 'Créez une clé RBAC avec les rôles auxquels celle-ci sert.', use: 'Mettez la nouvelle clé là où l’ancienne est utilisée, et vérifiez qu’elle fonctionne.', remove: 'Supprimez cette clé.' },
      create: 'Créer la clé RBAC…'
    }
  },
  failure: {
    changeInFlight: 'Une autre modification de cette clé est déjà en cours. Rien n’a été envoyé.',
    drifted: 'La clé n’est plus telle qu’elle était affichée : rien n’a été envoyé. La liste est relue.',
    gone: 'Vous n’avez plus de clé de ce nom. Rien n’a été envoyé.',
    keyInUse: 'Gatehouse est connecté avec cette clé, et aucune clé ne se modifie elle-même. Rien n’a été envoyé.',
    keyMayBeInUse: 'C’est peut-être la clé avec laquelle Gatehouse est connecté, le serveur ne le dit pas. Rien n’a été envoyé ; une session peut le faire.',
    policy: 'Rien n’a été envoyé, car ceci s’y oppose.',
    expiryTooLate: 'La date est plus tardive que l’organisation ne l’admet.'
  }
}
