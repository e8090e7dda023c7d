import type { CrashDialogText } from '../en/crashDialog'

export const crashDialog: CrashDialogText = {
  title: 'Gatehouse',
  again: 'La fenêtre de Gatehouse s’est arrêtée deux fois en une minute.',
  againDetail: 'La recharger peut finir de la même façon. Rien n’est perdu de ce qui est gardé : les brouillons, et les secrets qui vous attendent. Si cela continue, quittez, redémarrez Gatehouse et enregistrez un rapport dans Aide, Diagnostic.',
  hanging: 'La fenêtre de Gatehouse ne répond pas.',
  hangingDetail: 'Une longue liste l’occupe peut-être. Si vous la rechargez, les brouillons reviennent ; les autres saisies, et ce qu’elle montre, disparaissent.',
  load: 'La recharger',
  wait: 'Attendre',
  quit: 'Quitter'
}
