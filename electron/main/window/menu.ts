import { Menu } from 'electron'
import { menuTemplate, type MenuTemplateOptions } from './menuTemplate'

/** Sets the menu of the whole app; again when the language changes. */
export function installMenu(options: MenuTemplateOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)))
}
