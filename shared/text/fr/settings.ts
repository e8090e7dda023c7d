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
