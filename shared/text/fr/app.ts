import type { app as english } from '../en/app'

export const app: typeof english = {
  name: 'Gatehouse',
  documentTitle: '{page} – Gatehouse',
  tryAgain: 'Réessayer',
  cancel: 'Annuler',
  close: 'Fermer',
  dismiss: 'Masquer',
  loading: 'Lecture : {what}',
  failed: 'Échec : {what}',
  notPermitted: 'Le serveur ne vous montre pas ceci : {what}. Il le montre aux super-administrateurs et aux administrateurs tant que l’organisation leur est ouverte.',
  labelled: '{label} :',
  joined: '{before} ; {after}',
  shownSince: 'Les données affichées datent de {time}.',
  justNow: 'à l’instant',
  waitUntil: 'Le blocage prend fin à {time}.',
  behindLock: 'C’est derrière le verrou d’une autre connexion : rien n’a été ouvert ni modifié. Ouvrez cette connexion à la page Connexions et montrez que c’est bien vous, puis recommencez.',
  field: { show: 'Afficher : {field}', hide: 'Masquer : {field}', clear: 'Vider : {field}' },
  details: {
    show: 'Détails techniques',
    copy: 'Copier les détails',
    copied: 'Détails copiés',
    notCopied: 'Les détails n’ont pas pu être copiés. Sélectionnez le texte et copiez-le à partir de là.',
    code: 'Code',
    message: 'Message',
    host: 'Serveur',
    proxy: 'Proxy',
    status: 'État HTTP',
    backendCode: 'Code du serveur',
    backendMessage: 'Réponse du serveur',
    until: 'Bloqué jusqu’à',
    foundState: 'Constaté après coup',
    requestId: 'Demande',
    fieldErrors: 'Champs'
  },
  tone: { neutral: 'Note', good: 'Fait', warning: 'À traiter', danger: 'Problème', unknown: 'Inconnu' },
  starting: {
    title: 'Démarrage',
    sentence: 'Lecture de la dernière connexion dans le trousseau. Si le système demande de le déverrouiller, répondez-lui d’abord.'
  }
}
