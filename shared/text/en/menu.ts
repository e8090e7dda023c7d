/** The native menu, and what else main says to the system. */
export const menu = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  /** After the host, in the title of the window with the console's sign-in page. */
  consoleSignIn: 'Sign in – Gatehouse',
  /** macOS puts it behind “Gatehouse is trying to”. */
  lockReason: 'make sure that it is you',
  services: 'Services',
  hide: 'Hide Gatehouse',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  closeWindow: 'Close Window',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  fullScreen: 'Full Screen',
  inspector: 'Developer Tools',
  minimize: 'Minimize',
  maximize: 'Zoom',
  bringToFront: 'Bring All to Front'
}

export type MenuText = typeof menu
