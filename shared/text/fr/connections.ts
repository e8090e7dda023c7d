import type { connections as english } from '../en/connections'

export const connections: typeof english = {
  title: 'Connexions',
  what: 'la liste des connexions',
  sentence: {
    count: '{count} connexion sur cet ordinateur. | {count} connexions sur cet ordinateur.',
    session: '{name} est ouverte, avec sa session.',
    apiKey: '{name} est ouverte, avec sa clé d’API.'
  },
  setAside: 'Le fichier des connexions était endommagé. Ce qui pouvait en servir est toujours là. Le fichier d’origine est gardé dans le dossier de Gatehouse sous le nom {file}. S’il manque une connexion, reconnectez-vous-y. Un identifiant que plus rien ne désigne peut rester dans le trousseau du système, sous « Gatehouse ».',
  nobody: 'Personne n’est connecté.',
  add: 'Ajouter une connexion',
  switch: 'Ouvrir une autre connexion',
  empty: {
    title: 'Aucune connexion pour l’instant',
    sentence: 'Une connexion réunit un serveur Capgo et vos identifiants : une clé d’API, une session ou les deux. Ajoutez-en une et connectez-vous avec l’une ou l’autre.'
  },
  settings: { open: '{name} est ouverte.', manage: 'Toutes les connexions et leurs identifiants' },
  server: {
    label: 'Serveur',
    demo: 'Dans Gatehouse, sur cet ordinateur',
    api: 'Adresse de l’API',
    supabase: 'Adresse de Supabase'
  },
  menu: 'Ce qu’on peut faire avec {name}',
  busy: 'Une connexion est en cours d’ouverture ou de test.',
  noCredential: 'Aucun identifiant',
  details: 'Adresses et identifiants',
  kind: { apiKey: 'Clé d’API', session: 'Session' },
  apiKey: { short: 'Clé d’API {fingerprint}', fingerprint: 'Empreinte de la clé : le début de son SHA-256' },
  inUse: 'Utilisée',
  inUseNow: 'utilisée en ce moment',
  usedOnOpening: 'Utilisée à l’ouverture',
  yourAccess: 'Vos accès',
  fact: {
    owner: { label: 'Appartient à', user: 'La personne dont l’identifiant est {id}' },
    signIn: { label: 'Connexion', aal1: 'Par e-mail et mot de passe, sans code 2FA', aal2: 'Par e-mail, mot de passe et code 2FA' },
    role: {
      label: 'Rôle',
      inOrganization: {
        session: '{role} dans {organization} ; il peut différer ailleurs.',
        apiKey: 'Son propriétaire est {role} dans {organization}. La clé a ses propres rôles, que le serveur ne lui nomme pas.'
      },
      perOrganization: 'Un par organisation.',
      notInUse: 'Inconnu tant qu’elle n’est pas utilisée ; il peut différer d’une organisation à l’autre.'
    },
    expiry: {
      label: 'Expiration',
      apiKey: 'Inconnue. Le serveur ne dit à une clé ni laquelle elle est, ni quand elle expire ; la console Capgo l’affiche.',
      session: 'Pas d’elle-même : elle se renouvelle jusqu’à ce que vous vous déconnectiez ou que le serveur y mette fin.'
    },
    storage: { label: 'Gardée dans', keychain: 'Le trousseau du système', memory: 'La mémoire, jusqu’à la fermeture' }
  },
  twoPeople: 'La session et la clé d’API appartiennent à des personnes différentes.',
  lacks: {
    apiKey: 'Aucune. Une clé permet de consulter et de changer la plupart des paramètres sans session.',
    session: 'Aucune. Une session peut aussi rendre la 2FA obligatoire, créer des clés et changer des rôles.'
  },
  enter: { apiKey: 'Ajouter une clé d’API', session: 'Se connecter par e-mail' },
  reenter: { apiKey: 'Saisir une autre clé', session: 'Se reconnecter' },
  open: { button: 'Ouvrir', named: 'Ouvrir {name}', now: 'Ouverte', what: 'l’ouverture de {name}', opened: '{name} est ouverte.', gone: 'L’identifiant n’est plus dans le trousseau du système ; un autre programme l’a peut-être retiré. Reconnectez-vous.' },
  openWith: { apiKey: 'Ouvrir avec la clé d’API', session: 'Ouvrir avec la session' },
  use: {
    session: 'Utiliser la session',
    apiKey: 'Utiliser la clé d’API',
    what: { session: 'le passage à la session', apiKey: 'le passage à la clé d’API' },
    done: { session: 'La session est utilisée.', apiKey: 'La clé d’API est utilisée.' }
  },
  test: {
    button: 'Tester',
    running: 'Test en cours',
    named: 'Tester {name}',
    works: 'Fonctionne',
    organizations: 'Elle voit {count} organisation. | Elle voit {count} organisations.',
    aal1: 'La session est sans code 2FA.',
    aal2: 'La session est avec code 2FA.',
    at: 'Essai à {time}.',
    fails: { apiKey: 'La clé d’API ne fonctionne pas en ce moment', session: 'La session ne fonctionne pas en ce moment' },
    allWork: '{name} fonctionne.',
    notAllWork: 'Tout ne fonctionne pas dans {name}.',
    what: { apiKey: 'le test de la clé d’API', session: 'le test de la session', all: 'le test de {name}' }
  },
  rename: {
    button: 'Renommer…',
    named: 'Renommer… {name}',
    title: 'Renommer {name}',
    field: 'Nom',
    hint: 'Pour vous, sur cet ordinateur seulement.',
    confirm: 'Renommer',
    empty: 'Saisissez un nom.',
    tooLong: 'C’est trop long : {count} caractères au plus.',
    done: 'La connexion s’appelle maintenant {name}.',
    what: 'le changement de nom de la connexion'
  },
  goes: {
    apiKey: 'La clé d’API est retirée de cet ordinateur. Elle reste valable sur le serveur : supprimez-la dans la console Capgo si elle ne sert plus.',
    session: 'La session est retirée de cet ordinateur. Elle est fermée sur le serveur s’il est joignable ; sinon elle expire d’elle-même.'
  },
  removeCredential: {
    apiKey: {
      button: 'Retirer la clé d’API…',
      title: 'Retirer la clé d’API de {name} ?',
      confirm: 'Retirer la clé d’API',
      what: 'le retrait de la clé d’API',
      other: 'La session reste, et sert à partir de là.',
      otherOpen: 'La clé est utilisée ; vous serez donc déconnecté. La session reste et rouvre la connexion.'
    },
    session: {
      button: 'Retirer la session…',
      title: 'Retirer la session de {name} ?',
      confirm: 'Retirer la session',
      what: 'le retrait de la session',
      other: 'La clé d’API reste, et sert à partir de là.',
      otherOpen: 'La session est utilisée ; vous serez donc déconnecté. La clé d’API reste et rouvre la connexion.'
    },
    last: 'La connexion reste, sans identifiant.',
    lastOpen: 'La connexion reste, sans identifiant, et plus personne n’est connecté.'
  },
  remove: {
    button: 'Retirer…',
    named: 'Retirer… {name}',
    title: 'Retirer {name} ?',
    gone: 'Tout ce que cet ordinateur garde de cette connexion disparaît : son nom, ses adresses, ses identifiants et l’organisation qui était ouverte.',
    open: 'Elle est ouverte en ce moment ; plus personne ne sera connecté.',
    confirm: 'Retirer la connexion',
    what: 'le retrait de la connexion'
  },
  signOut: {
    button: 'Se déconnecter…',
    title: 'Se déconnecter de {name} ?',
    kept: 'La connexion elle-même reste, pour que vous puissiez y revenir.',
    stays: { apiKey: 'La connexion reste, avec sa clé d’API.', session: 'La connexion reste, avec sa session.' },
    confirm: 'Se déconnecter',
    what: 'la déconnexion'
  },
  leaveDemo: {
    button: 'Quitter la démo…',
    title: 'Quitter l’organisation de démonstration ?',
    removed: 'Le serveur de démonstration s’arrête. Ce qui y a été modifié est gardé sur cet ordinateur pour la prochaine fois.',
    returns: 'Si vous étiez connecté avant, cette connexion revient.',
    confirm: 'Quitter la démo',
    what: 'la sortie de la démo'
  },
  resetDemo: {
    button: 'Recommencer la démo…',
    title: 'Recommencer la démo ?',
    forgotten: 'Tout ce qui a été modifié dans la démo est oublié ; elle redevient comme au premier jour.',
    confirm: 'Recommencer',
    what: 'le recommencement de la démo'
  },
  abilities: {
    title: 'Ce que chaque type d’identifiant permet',
    sentence: 'Ce sont les limites que le serveur fixe à chaque type. À l’intérieur, c’est le rôle qui décide.',
    action: 'Action',
    yes: 'Oui',
    partly: 'En partie',
    no: 'Non',
    actions: {
      read: 'Voir les membres, leur 2FA et le journal d’audit',
      settings: 'Changer les paramètres de sécurité',
      ownKeys: 'Lister, renommer, régénérer et supprimer vos propres clés d’API',
      createKeys: 'Créer des clés d’API et changer des rôles',
      allKeys: 'Voir toutes les clés d’API d’une organisation'
    },
    detail: {
      roleOfKey: 'dans la mesure du rôle de la clé',
      roleOfPerson: 'dans la mesure de votre rôle',
      exceptTwoFactor: 'tout, sauf rendre la 2FA obligatoire ; tant qu’elle l’est, seulement ne plus l’exiger',
      ownTwoFactor: 'rendre la 2FA obligatoire demande la 2FA sur votre propre compte',
      neverItself: 'jamais la clé elle-même, et seulement avec le rôle pour les clés'
    },
    note: {
      bypass: 'Ni l’obligation de 2FA ni la politique de mots de passe n’atteignent les clés d’API : une clé fonctionne encore quand son propriétaire n’entre plus.',
      person: 'Une clé appartient à une personne. On ne liste, ne change et ne supprime que ses propres clés ; celles des autres ne peuvent qu’être désarmées en leur retirant leurs rôles.',
      code: 'Si votre compte a la 2FA, une session ne compte qu’une fois son code à six chiffres saisi. Avant cela, le serveur répond comme s’il n’y avait rien.'
    }
  },
  needed: {
    session: 'Une clé d’API ne le peut pas, quel que soit son rôle. Une session, ouverte par e-mail, le peut.',
    apiKey: 'Une session ne le peut pas. Une clé d’API le peut.',
    aal2: 'Une clé d’API ne le peut pas, quel que soit son rôle. Une session le peut, une fois saisi le code à six chiffres de votre 2FA.',
    codeMissing: 'Cette session a été ouverte sans le code à six chiffres de votre 2FA ; le serveur ne lui permet donc pas cette action.',
    has: { session: 'Cette connexion a aussi une session.', apiKey: 'Cette connexion a aussi une clé d’API.' },
    hasSessionOf: 'Cette connexion a aussi une session, celle de {email}.',
    lacks: { session: 'Cette connexion n’en a pas encore.', apiKey: 'Cette connexion n’en a pas encore.' },
    again: 'Reconnectez-vous et saisissez le code.',
    demo: 'La démo n’a que sa propre connexion.',
    add: { session: 'Se connecter par e-mail', apiKey: 'Ajouter une clé d’API' },
    signInAgain: 'Se reconnecter'
  }
}
