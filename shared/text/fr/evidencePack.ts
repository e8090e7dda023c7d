import type { evidencePack as english } from '../en/evidencePack'

export const evidencePack: typeof english = {
  title: 'Dossier de preuves',
  sentence: 'Un dossier pour un auditeur, tiré d’un instantané : un rapport en HTML et en PDF, ses tableaux en CSV, le tout en JSON, et un manifeste d’empreintes signé avec la clé de cet ordinateur. Il ne contient aucun secret.',
  none: 'Prenez d’abord un instantané : le dossier en est tiré, pour que tout soit du même moment.',
  snapshot: 'Instantané',
  snapshotName: '{name} ({organization}, {time})',
  standards: 'Rapporter les paramètres à',
  mask: 'Masquer les adresses e-mail',
  maskHint: 'La première lettre et le domaine restent, avec un numéro qui distingue les personnes.',
  signedBy: 'Votre nom, tel qu’il figure dans le rapport',
  signedByHint: 'Le rapport le donne à côté de l’empreinte de votre clé ; c’est vous qui le dites, et le masquage n’y touche pas. Sans nom, seule l’empreinte dit qui a signé.',
  language: 'Langue du rapport',
  languages: { en: 'Anglais', fr: 'Français' },
  save: 'Enregistrer le dossier…',
  what: 'l’enregistrement du dossier de preuves',
  saved: 'Enregistré dans {path}. Communiquez l’empreinte de la clé de cet ordinateur à qui le reçoit, par un autre chemin : {fingerprint}',
  check: 'Vérifier un dossier…',
  checkWhat: 'la vérification du dossier de preuves',
  sound: 'Rien n’a été modifié dans ce dossier depuis sa signature.',
  unsound: 'Ce dossier n’est pas tel qu’il a été signé. | Ce dossier n’est pas tel qu’il a été signé : {count} fichiers diffèrent.',
  unsigned: 'On ne peut pas se fier à ce dossier : {why}',
  why: {
    missing: 'il ne contient pas de manifest.json.',
    manifestUnreadable: 'son manifeste est illisible.',
    badSignature: 'la signature de son manifeste n’est pas valable.',
    changed: 'son manifeste a été modifié.',
    unexpected: 'son manifeste est celui d’un autre.'
  },
  fact: { path: 'Dossier', organization: 'Organisation', server: 'Serveur', takenAt: 'État au', writtenAt: 'Rédigé le', emails: 'Adresses e-mail', key: 'Empreinte de la clé de signature', signer: 'Signé par' },
  emails: { masked: 'masquées', whole: 'en entier' },
  signer: { own: 'cet ordinateur', known: '{name}, comparée auparavant', unknown: 'personne que cet ordinateur connaisse : comparez l’empreinte avec qui vous a remis le dossier' },
  wrong: { changed: '{file} a été modifié', missing: '{file} manque', unexpected: '{file} a été ajouté', manifestUnreadable: '{file} est illisible', badSignature: 'la signature dans {file} n’est pas valable' }
}
