import type { MenuText } from '../en/menu'

export const menu: MenuText = {
  file: 'Fichier',
  edit: 'Édition',
  view: 'Affichage',
  window: 'Fenêtre',
  help: 'Aide',
  consoleSignIn: 'Connexion – Gatehouse',
  lockReason: 'vérifier que c’est bien vous',
  services: 'Services',
  hide: 'Masquer Gatehouse',
  hideOthers: 'Masquer les autres',
  showAll: 'Tout afficher',
  closeWindow: 'Fermer la fenêtre',
  undo: 'Annuler',
  redo: 'Rétablir',
  cut: 'Couper',
  copy: 'Copier',
  paste: 'Coller',
  selectAll: 'Tout sélectionner',
  fullScreen: 'Plein écran',
  inspector: 'Outils de développement',
  minimize: 'Réduire',
  maximize: 'Agrandir/Réduire',
  bringToFront: 'Tout ramener au premier plan'
}
