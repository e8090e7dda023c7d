import type { settings as english } from '../en/settings'

export const settings: typeof english = {
  title: 'Réglages',
  parts: 'Parties des réglages',
  group: { general: 'Général', protection: 'Protection', servers: 'Connexions et réseau', computer: 'Cet ordinateur' },
  clipboard: {
    title: 'Presse-papiers',
    label: 'Effacer un secret copié après',
    hint: 'Un secret que vous copiez quitte le presse-papiers passé ce délai, sauf si autre chose y a été copié entre-temps.',
    seconds: '{count} seconde | {count} secondes'
  },
  reading: {
    title: 'Actualisation',
    label: 'Actualiser la page ouverte',
    hint: 'La page affichée s’actualise d’elle-même, aussi quand vous revenez à la fenêtre après une minute ; sinon, seulement quand vous appuyez sur R.',
    minutes: 'chaque minute | toutes les {count} minutes',
    never: 'Seulement à ma demande'
  },
  sentence: 'Les changements prennent effet aussitôt et restent sur cet ordinateur.',
  appearance: {
    title: 'Langue et apparence',
    language: 'Langue',
    languageHint: 'Celle de la fenêtre, des menus et des notifications.',
    theme: 'Thème',
    themeHint: 'Système suit le clair et le sombre du système ; le contraste élevé est clair sur noir.',
    motion: 'Animations',
    motionHint: 'Réduites : rien ne glisse, ne tourne ni ne s’estompe ; Système suit le réglage du système.'
  },
  language: { system: 'Système', en: 'English', fr: 'Français' },
  theme: { system: 'Système', light: 'Clair', dark: 'Sombre', contrast: 'Contraste élevé' },
  motion: { system: 'Système', reduced: 'Réduites', full: 'Complètes' },
  lists: {
    title: 'Listes copiées',
    separator: 'Séparer les adresses e-mail par',
    hint: 'Entre les adresses d’une liste que vous copiez ; chaque messagerie a ses préférences.',
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
    more: 'Tout ce qu’il contient, avec les licences',
    what: 'la version du programme'
  },
  what: 'les réglages',
  saved: 'Enregistré'
}
