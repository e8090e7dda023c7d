import type { CommandsText } from '../en/commands'

export const commands: CommandsText = {
  title: {
    open: {
      overview: 'Vue d’ensemble',
      security: 'Sécurité',
      members: 'Membres',
      keys: 'Clés d’API',
      reviews: 'Revues',
      posture: 'Posture',
      activity: 'Activité',
      access: 'Vos accès',
      connections: 'Connexions',
      settings: 'Réglages'
    },
    newKey: 'Nouvelle clé d’API',
    takeSnapshot: 'Prendre un instantané',
    openReviewFile: 'Ouvrir un fichier de revue…',
    copyEmailList: 'Copier les adresses des membres sans 2FA',
    palette: 'Tout rechercher…',
    filter: 'Filtrer cette page',
    refresh: 'Actualiser',
    zoomIn: 'Zoom avant',
    zoomOut: 'Zoom arrière',
    zoomReset: 'Taille réelle',
    toggleRail: 'Replier ou déplier la barre latérale',
    lock: 'Verrouiller',
    guide: 'Guide',
    shortcuts: 'Raccourcis clavier',
    documentation: 'Documentation de Capgo',
    capgoConsole: 'Console Capgo',
    diagnostics: 'Diagnostic',
    openWindow: 'Ouvrir Gatehouse',
    checkForUpdates: 'Rechercher les mises à jour…',
    whatsNew: 'Nouveautés',
    about: 'À propos de Gatehouse',
    quit: 'Quitter Gatehouse'
  },
  group: { go: 'Pages', act: 'Faire', view: 'Affichage', program: 'Gatehouse' },
  why: {
    unlocked: 'Gatehouse est verrouillé.',
    connection: 'Personne n’est connecté.',
    organization: 'Aucune organisation n’est ouverte.',
    server: 'Un instantané est ouvert, et rien n’y est modifié.',
    page: 'La page ouverte ne le propose pas, ou pas encore.'
  },
  palette: {
    title: 'Tout rechercher',
    search: 'Rechercher commandes, réglages, membres, clés d’API, organisations et le guide',
    hint: 'Une commande, un réglage, un nom…',
    none: 'Rien ne contient « {searched} ».',
    notRead: 'Les membres et les clés d’API se trouvent ici une fois leurs pages ouvertes.',
    organizations: 'Organisations',
    members: 'Membres',
    keys: 'Clés d’API',
    keyActions: 'Avec une clé d’API',
    settings: 'Réglages',
    guide: 'Guide',
    more: '{count} de plus : continuez à écrire',
    found: '{count} trouvé | {count} trouvés'
  }
}
