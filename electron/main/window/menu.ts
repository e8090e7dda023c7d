import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import { menuTemplate, type MenuTemplateOptions } from './menuTemplate'

/** Sets the menu of the whole app; again when the language changes. */
export function installMenu(options: MenuTemplateOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)))
}

/** A menu of the system over the window. @param at pixels of the window; null: where the mouse is */
export function popUpMenu(window: BrowserWindow, template: MenuItemConstructorOptions[], at: { x: number; y: number } | null): void {
  if (!window.isDestroyed()) Menu.buildFromTemplate(template).popup({ window, ...at })
}
