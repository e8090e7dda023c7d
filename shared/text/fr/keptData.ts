import type { keptData as english } from '../en/keptData'

export const keptData: typeof english = {
  title: 'Données sur cet ordinateur',
  sentence: 'Tout ce que Gatehouse garde en fichiers est dans un seul dossier : {folder}. Seules sont ailleurs une mise à jour téléchargée, parmi les caches du système, et l’entrée qui lance Gatehouse avec le système. Les clés d’API, les sessions et les clés de ce qui est chiffré sont dans le trousseau du système.',
  copyFolder: 'Copier le chemin du dossier',
  copied: 'Le chemin du dossier est copié.',
  notCopied: 'Le chemin n’a pas pu être copié. Sélectionnez-le et copiez-le de là.',
  what: 'ce qui est gardé sur cet ordinateur',
  nothing: 'rien pour l’instant',
  unknownSize: 'taille inconnue',
  kilobytes: '{size} ko',
  megabytes: '{size} Mo',
  kind: {
    settings: 'Réglages',
    connections: 'Connexions, sans leurs secrets',
    snapshots: 'Instantanés',
    reviews: 'Revues',
    drafts: 'Brouillons',
    campaigns: 'Qui a été relancé et quand',
    keyRuns: 'Modifications de nombreuses clés, et traces des secrets en attente',
    journal: 'Journal des modifications',
    posture: 'Historique de la posture',
    logs: 'Journaux techniques',
    demo: 'Organisation de démonstration'
  },
  how: {
    settings: 'Se changent sur cette page ; il n’y a rien à supprimer.',
    connections: 'Se retirent une à une sur la page Connexions.',
    snapshots: 'Se suppriment un à un sur la page Revues ; ils sont chiffrés.',
    reviews: 'Se suppriment une à une sur la page Revues ; elles sont chiffrées.',
    drafts: 'S’abandonnent sur la page dont ils relèvent.',
    campaigns: 'S’oublient sur la page Membres, campagne par campagne.',
    keyRuns: 'Se poursuivent ou s’écartent sur la page Clés d’API ; rien ne se supprime d’ici, car un secret pourrait être perdu avec.',
    journal: 'Gatehouse ne le supprime jamais : c’est la trace de ce qui a été changé. Si l’on pouvait en supprimer une partie, personne ne saurait si quelque chose est caché.',
    posture: 'L’état de chaque organisation, jour par jour.',
    logs: 'Ce que le programme a fait, sans aucun secret. Le fichier en cours reste ; les plus anciens peuvent partir.',
    demo: 'Se recommence à neuf sur la page Connexions.'
  },
  deletion: {
    one: { posture: 'Supprimer l’historique de la posture', logs: 'Supprimer les anciens journaux' },
    title: { posture: 'Supprimer l’historique de la posture ?', logs: 'Supprimer les anciens journaux ?' },
    lost: {
      posture: 'L’état passé de chaque organisation est perdu, y compris pour les autres connexions. Le serveur ne le garde pas : impossible de le relire. L’historique recommence à la prochaine lecture.',
      logs: 'Ce qui s’est passé auparavant manquera à qui cherchera l’origine d’une panne. Le journal en cours reste.'
    },
    what: 'la suppression',
    done: 'Supprimé'
  }
}
