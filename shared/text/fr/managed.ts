import type { managed as english } from '../en/managed'

export const managed: typeof english = {
  title: 'Géré par votre administrateur',
  note: 'Géré par votre administrateur',
  most: 'Votre administrateur autorise {minutes} au plus.',
  sentence: 'Un fichier tenu par l’administrateur de cet ordinateur décide de certains réglages. Ils valent à la place des vôtres et ne se changent pas ici ; les vôtres reviennent quand le fichier disparaît.',
  file: 'Fichier de politique',
  settings: 'Réglages',
  nothing: 'Aucun',
  idleMost: 'Verrouille au plus tard après',
  minutes: '{count} minute | {count} minutes',
  servers: 'Serveurs',
  noServer: 'Aucun n’a pu être lu : rien n’est envoyé à aucun serveur',
  demo: 'Organisation de démonstration',
  notAllowed: 'Non autorisée',
  demoOff: 'Votre administrateur n’autorise pas l’organisation de démonstration sur cet ordinateur.',
  updates: 'Mises à jour',
  updatesOff: 'Désactivées',
  updatesFrom: 'Depuis {feed}',
  names: {
    language: 'Langue',
    theme: 'Thème',
    motion: 'Animations',
    clipboardSeconds: 'Secret copié dans le presse-papiers',
    refreshMinutes: 'Actualisation automatique',
    idleLockMinutes: 'Verrouillage en cas d’absence',
    expiryNotices: 'Notifications sur les clés d’API',
    batchNotices: 'Notifications de fin de traitement',
    startAtLogin: 'Lancement à l’ouverture de session',
    tray: 'Icône près de l’horloge',
    proxy: 'Proxy'
  },
  problem: {
    heading: 'Le fichier de politique de cet ordinateur comporte une erreur',
    sentence: 'Ce qui a pu être lu s’applique. Le reste garde sa dernière valeur lue ; à défaut, il est bloqué, refusé ou désactivé, pour qu’une erreur n’assouplisse rien. L’administrateur doit corriger {path}.',
    whole: 'Le fichier',
    line: '{field} : {problem}',
    unreadable: 'illisible',
    notJson: 'ce n’est pas du JSON',
    tooLarge: 'plus long que 64 ko',
    version: 'ce Gatehouse ne comprend que la version 1',
    wrong: 'valeur non acceptée',
    unknown: 'champ inexistant'
  },
  what: 'ce que gère votre administrateur'
}
