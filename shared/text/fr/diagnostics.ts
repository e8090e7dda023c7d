import type { diagnostics as english } from '../en/diagnostics'

export const diagnostics: typeof english = {
  title: 'Diagnostic',
  sentence: 'Un rapport pour la personne qui vous aide. Vous le lisez en entier avant de l’enregistrer, et rien n’est envoyé à personne.',
  what: 'la préparation du rapport',
  whatSave: 'l’enregistrement du rapport',
  make: 'Préparer le rapport',
  again: 'Le refaire',
  making: 'Collecte, et essai du chemin vers le serveur',
  before: {
    title: 'Ce qu’il contient',
    has: 'Les versions, le système, les réglages, le trousseau utilisé, les hôtes de vos connexions, les dernières lignes du journal technique.',
    not: 'Ni identifiant, ni secret de clé, ni mot de passe ou code, ni adresse e-mail, ni nom de connexion.',
    tries: 'Le chemin vers le serveur de la connexion ouverte est essayé étape par étape. Une seule question lui est posée, à laquelle il répond à tout le monde, sans votre identifiant. Avec un instantané ouvert, rien ne lui est demandé.'
  },
  checks: 'Le chemin vers le serveur',
  none: 'Un instantané est ouvert : aucun serveur n’a été interrogé.',
  step: { network: 'Réseau', way: 'Proxy', name: 'Recherche du nom', connection: 'Connexion', certificate: 'TLS et certificats', answer: 'Réponse du serveur' },
  outcome: { good: 'Fonctionne', failed: 'Échec', skipped: 'Pas essayé' },
  column: { host: 'Hôte', step: 'Étape', outcome: 'Résultat', took: 'Durée', detail: 'Ce qui a été trouvé' },
  milliseconds: '{count} ms',
  report: 'Le rapport, tel qu’il est enregistré',
  save: 'Enregistrer…',
  saved: 'Enregistré dans {path}.',
  copy: 'Copier',
  copied: 'Le rapport est copié.',
  whatCopy: 'la copie du rapport',
  made: 'Le rapport est prêt. {failed} étape a échoué. | Le rapport est prêt. {failed} étapes ont échoué.',
  madeWell: 'Le rapport est prêt. Aucune étape n’a échoué.'
}
