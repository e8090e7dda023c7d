import type { shell as english } from '../en/shell'

export const shell: typeof english = {
  skip: 'Aller au contenu',
  nav: 'Rubriques',
  security: 'Sécurité',
  settings: 'Réglages',
  notices: 'Avis',
  collapse: 'Réduire le volet',
  expand: 'Déployer le volet',
  shortcutsButton: 'Raccourcis clavier',
  organization: {
    label: 'Organisation',
    choose: 'Choisir une organisation',
    reading: 'Lecture des organisations',
    failed: 'Organisations non lues',
    what: 'la liste des organisations',
    remember: 'l’organisation ouverte, à retenir',
    none: 'Aucune organisation',
    noneDetail: 'Cette connexion n’appartient à aucune organisation. Un super-administrateur peut vous inviter dans la sienne ; vous pouvez aussi en créer une dans la console Capgo.',
    search: 'Chercher une organisation',
    searchHint: 'Nom ou rôle',
    noMatch: 'Ni nom ni rôle ne contient « {searched} ».',
    count: '{count} organisation | {count} organisations',
    all: 'Toutes les organisations',
    unnamed: 'Sans nom ({id})',
    requires: 'Exige la 2FA',
    invited: 'Invité',
    blocked: 'Bloqué',
    why: {
      invited: 'Vous êtes invité et n’avez pas encore accepté.',
      twoFactor: 'Elle exige la 2FA et votre compte n’en a pas.',
      passwordPolicy: 'Elle a une politique de mots de passe, et rien ne prouve encore que le vôtre la respecte.'
    },
    leads: { invited: 'Choisissez-la pour accepter.', blocked: 'Choisissez-la pour savoir comment y entrer.' },
    closed: {
      title: '{name} vous est désormais fermée',
      until: 'Tant que ce n’est pas fait, le serveur peut en taire une partie et refuser les modifications.',
      wayIn: 'Voir comment y entrer'
    },
    replaced: {
      closed: '{name}, ouverte la dernière fois, vous est désormais fermée.',
      gone: '{name}, qui était ouverte ici, n’est plus dans la liste de vos organisations.',
      by: 'Ouverte à sa place : {name}.'
    }
  },
  connection: {
    label: 'Connexion',
    what: 'la dernière connexion',
    demo: 'Démo',
    demoDetail: 'Organisation de démonstration sur cet ordinateur',
    apiKey: 'Clé d’API',
    aal2: 'Connecté avec 2FA',
    aal1: 'Connecté sans 2FA',
    keychain: 'Secret dans le trousseau du système',
    memory: 'Secret en mémoire jusqu’à la fermeture',
    snapshot: 'D’après un instantané, en lecture seule',
    open: 'Réglages de la connexion'
  },
  data: {
    label: 'Données',
    read: 'Lu {when}',
    readAt: 'Lu le {time}',
    asOf: 'Lecture : {time}',
    notRead: 'Pas encore lu',
    refresh: 'Actualiser',
    refreshing: 'Actualisation',
    refreshed: 'Données actualisées',
    partlyRefreshed: 'Actualisation partielle',
    notRefreshed: 'Actualisation impossible'
  },
  offline: {
    what: 'l’état du réseau',
    since: 'Cet ordinateur signale l’absence de réseau depuis {time}.',
    shown: 'Les données affichées datent de {time}.',
    means: 'Actualiser ou modifier échouera probablement jusqu’à son retour.',
    demo: 'L’organisation de démonstration est sur cet ordinateur et continue de fonctionner.',
    back: 'Le réseau est revenu.',
  },
  updates: {
    what: 'l’état des mises à jour',
    available: 'La version {version} de Gatehouse est disponible.',
    ready: 'La version {version} de Gatehouse est prête : elle s’installe au redémarrage.',
    updated: 'Gatehouse est passé de la version {from} à la version {version}.',
    show: 'Mises à jour',
    news: 'Nouveautés'
  },
  vault: { what: 'l’état du trousseau', hide: 'Masquer jusqu’au prochain lancement' },
  shortcuts: {
    title: 'Raccourcis clavier',
    copyRow: 'Copier la ligne active',
    rows: 'Parcourir une liste',
    ends: 'Aller à la première ou à la dernière ligne',
    pages: 'Parcourir une liste page par page',
    openRow: 'Ouvrir la ligne, si elle ouvre quelque chose',
    select: 'Sélectionner la ligne, ou l’exclure',
    range: 'Sélectionner de proche en proche ; aussi avec Début et Fin',
    selectAll: 'Sélectionner toutes les lignes affichées',
    rowMenu: 'Menu de la ligne ; aussi la touche Menu',
    leave: 'Fermer un dialogue ou une liste',
    lists: 'Listes et dialogues',
    window: 'Fenêtre',
    fullScreen: 'Plein écran, et retour',
    closeWindow: 'Fermer la fenêtre',
    minimize: 'Réduire la fenêtre',
    whileTyping: 'Pour les chiffres, les lettres et les signes autres que « ? », {control} avec la même touche agit aussi pendant la saisie.',
    keys: { ctrl: 'Ctrl', escape: 'Échap', enter: 'Entrée', space: 'Espace', shift: 'Maj', home: 'Début', end: 'Fin', pageUp: 'Page préc.', pageDown: 'Page suiv.' }
  },
  noOrganization: {
    title: 'Aucune organisation ouverte',
    choose: 'Choisissez-en une en haut à gauche.',
    blocked: 'Toutes les organisations de cette connexion vous sont fermées pour l’instant. La vue d’ensemble dit pourquoi, et comment y entrer.',
    overview: 'Ouvrir la vue d’ensemble'
  }
}
