import type { QuitText } from '../en/quit'

export const quit: QuitText = {
  title: 'Gatehouse',
  one: 'Si vous quittez maintenant, un secret de clé d’API est perdu pour de bon.',
  many: 'Si vous quittez maintenant, {count} secrets de clés d’API sont perdus pour de bon.',
  detail: 'Ils ne sont qu’en mémoire. Personne ne peut les afficher de nouveau, Capgo non plus : pour en avoir d’autres, il faut régénérer les clés. Copiez-les ou enregistrez-les d’abord dans un fichier chiffré, sur la page des clés d’API.',
  cancel: 'Annuler',
  quit: 'Quitter et les perdre'
}
