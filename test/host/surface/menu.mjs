import { EventEmitter } from 'node:events'
import { strict } from '../strict.mjs'
import { matchesAccelerator } from './accelerator.mjs'

const roleAccelerators = { quit: 'CmdOrCtrl+Q', close: 'CmdOrCtrl+W', reload: 'CmdOrCtrl+R', zoomin: 'CmdOrCtrl+Plus', zoomout: 'CmdOrCtrl+-', resetzoom: 'CmdOrCtrl+0', minimize: 'CmdOrCtrl+M', togglefullscreen: 'F11' }

/** `Menu` and `MenuItem`: recorded and reachable by accelerator, not drawn. */
export function createMenus(core) {
  const roleActions = {
    quit: () => core.app.quit(),
    close: (window) => window?.close(),
    minimize: (window) => window?.minimize(),
    togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
    reload: (window) => window?.webContents.reload(),
    zoomin: (window) => window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + 0.5),
    zoomout: (window) => window?.webContents.setZoomLevel(window.webContents.getZoomLevel() - 0.5),
    resetzoom: (window) => window?.webContents.setZoomLevel(0)
  }
  let lastCommandId = 0

  class MenuItem {
    constructor(options) {
      const role = options.role?.toLowerCase()
      Object.assign(this, { enabled: true, visible: true, checked: false, sublabel: '', toolTip: '', registerAccelerator: true }, options)
      this.role = role
      this.commandId = lastCommandId += 1
      this.label = options.label ?? options.role ?? ''
      this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
      this.accelerator = options.accelerator ?? roleAccelerators[role]
      this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : options.submenu
      this.click = (event, window = BrowserWindowOf(), webContents = window?.webContents) => {
        if (!this.enabled) return
        if (this.type === 'checkbox') this.checked = !this.checked
        if (options.click) options.click(this, window, event ?? {}, webContents)
        else roleActions[role]?.(window)
      }
    }
  }
  const BrowserWindowOf = () => core.focusedWindow()

  class Menu extends EventEmitter {
    items = []
    static buildFromTemplate(template) {
      const menu = new Menu()
      for (const options of template) menu.append(options instanceof MenuItem ? options : new MenuItem(options))
      return menu
    }
    static setApplicationMenu(menu) {
      core.applicationMenu = menu
    }
    static getApplicationMenu() {
      return core.applicationMenu ?? null
    }
    append(item) {
      this.items.push(item)
    }
    insert(position, item) {
      this.items.splice(position, 0, item)
    }
    getMenuItemById(id) {
      for (const item of this.items) {
        const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
        if (found) return found
      }
      return null
    }
    popup(options = {}) {
      core.record.popupMenus.push({ menu: this, options })
      this.emit('menu-will-show')
    }
    closePopup() {
      this.emit('menu-will-close')
    }
  }

  const everyItem = (menu) => menu.items.flatMap((item) => [item, ...(item.submenu ? everyItem(item.submenu) : [])])
  core.pressKey = (window, input) => {
    const menu = window.ownMenu ?? core.applicationMenu
    if (!menu) return
    const item = everyItem(menu).find((candidate) => candidate.enabled && (candidate.visible || candidate.acceleratorWorksWhenHidden !== false) && candidate.accelerator && matchesAccelerator(candidate.accelerator, input))
    item?.click({ triggeredByAccelerator: true }, window, window.webContents)
  }
  core.applicationMenu = null
  return { Menu: strict('Menu', Menu), MenuItem }
}
