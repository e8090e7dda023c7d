import type { settings as english } from '../en/settings'

export const settings: typeof english = {
  title: 'Réglages',
  sentence: 'Les changements prennent effet aussitôt et restent sur cet ordinateur.',
  appearance: {
    title: 'Langue et apparence',
    language: 'Langue',
    theme: 'Thème'
  },
  language: { system: 'Système', en: 'English', fr: 'Français' },
  theme: { system: 'Système', light: 'Clair', dark: 'Sombre' },
  lists: {
    title: 'Listes copiées',
    separator: 'Séparer les adresses e-mail par',
    comma: 'Virgule',
    semicolon: 'Point-virgule',
    newline: 'Retour à la ligne'
  },
  connection: {
    title: 'Connexion',
    who: 'Qui',
    credential: 'Identifiant',
    server: 'Serveur',
    storage: 'Secret gardé dans',
    apiKeyOwner: 'Propriétaire de la clé d’API, utilisateur {id}',
    apiKey: 'Clé d’API',
    session: 'Session par e-mail et mot de passe',
    sessionAal2: 'Session par e-mail, mot de passe et 2FA',
    demoServer: 'Dans Gatehouse, sur cet ordinateur',
    keychain: 'Le trousseau du système',
    memory: 'La mémoire, jusqu’à la fermeture',
    none: 'Personne n’est connecté.',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter…',
    leaveDemo: 'Quitter la démo…',
    resetDemo: 'Recommencer la démo…'
  },
  signOut: {
    title: 'Se déconnecter de {server} ?',
    apiKey: 'La clé d’API est retirée de cet ordinateur. Elle reste valable sur le serveur : supprimez-la dans la console Capgo si elle ne sert plus.',
    session: 'La session est retirée de cet ordinateur. Elle est fermée sur le serveur s’il est joignable ; sinon elle expire d’elle-même.',
    kept: 'L’adresse e-mail et celle du serveur restent préremplies pour la prochaine connexion. Les réglages demeurent.',
    confirm: 'Se déconnecter',
    what: 'la déconnexion'
  },
  leaveDemo: {
    title: 'Quitter l’organisation de démonstration ?',
    removed: 'Le serveur de démonstration s’arrête. Ce qui y a été modifié est gardé sur cet ordinateur pour la prochaine fois.',
    returns: 'Si vous étiez connecté avant, cette connexion revient.',
    confirm: 'Quitter la démo'
  },
  resetDemo: {
    title: 'Recommencer la démo ?',
    forgotten: 'Tout ce qui a été modifié dans la démo est oublié ; elle redevient comme au premier jour.',
    confirm: 'Recommencer',
    what: 'le recommencement de la démo'
  },
  vault: {
    inUse: 'Utilisé',
    notUsed: 'Non utilisé',
    unknown: 'On ne sait pas si le trousseau est utilisable.',
    title: 'Trousseau',
    ready: 'Les clés d’API et les sessions sont gardées dans le trousseau du système, jamais dans un fichier.'
  },
  about: {
    title: 'À propos',
    version: 'Version',
    runtime: 'Fonctionne sur',
    electron: 'Electron {version}',
    standIn: 'l’hôte de remplacement des tests, sans Electron',
    platform: 'Système',
    platforms: { darwin: 'macOS', win32: 'Windows', linux: 'Linux', other: 'Autre système' },
    what: 'la version du programme'
  },
  what: 'les réglages',
  saved: 'Enregistré'
}
