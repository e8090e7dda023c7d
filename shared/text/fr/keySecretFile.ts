import type { keySecretFile as en } from '../en/keySecretFile'

export const keySecretFile: typeof en = {
  title: 'Clés d’API enregistrées par Gatehouse',
  note: 'Quiconque possède l’un de ces secrets peut faire tout ce que sa clé permet. Supprimez ce fichier dès qu’ils sont arrivés à destination.',
  key: 'Clé d’API :',
  organization: 'Organisation :',
  fingerprint: 'Empreinte (SHA-256, 12 premiers chiffres) :',
  secret: 'Secret :'
}
