import type { MenuItemConstructorOptions } from 'electron'
import { sectionNames, sectionNumber, type SectionName } from '#shared/domain/section'
import type { AppCommand } from '#shared/ipc/events'
import type { MenuText } from '#shared/text/en/menu'
import type { ZoomStep } from './zoom'

export interface MenuActions {
  command(command: AppCommand): void
  zoom(step: ZoomStep): void
  /** At once, whatever the page is doing. */
  lock(): void
  openLink(address: string): void
}

export interface MenuTemplateOptions {
  text: MenuText
  appName: string
  platform: NodeJS.Platform
  /** The inspector exists only in an unpackaged app. */
  packaged: boolean
  actions: MenuActions
}

type Item = MenuItemConstructorOptions
const line: Item = { type: 'separator' }

/** The native menu, which also carries the keyboard's commands. On macOS the app's own menu comes first. */
export function menuTemplate(options: MenuTemplateOptions): Item[] {
  const { text, platform } = options
  return platform === 'darwin'
    ? [macMenu(options), { label: text.file, submenu: [role('close', text.closeWindow)] }, editMenu(text), viewMenu(options), windowMenu(options), helpMenu(options)]
    : [{ label: text.file, submenu: [settings(options), lock(options), line, role('quit', text.quit)] }, editMenu(text), viewMenu(options), windowMenu(options), helpMenu(options)]
}

function role(name: NonNullable<Item['role']>, label: string): Item {
  return { role: name, label }
}

function settings({ text, actions }: MenuTemplateOptions): Item {
  return { id: 'settings', label: text.settings, accelerator: 'CmdOrCtrl+,', click: () => actions.command({ command: 'open', section: 'settings' }) }
}

function lock({ text, actions }: MenuTemplateOptions): Item {
  return { id: 'lock', label: text.lock, accelerator: 'CmdOrCtrl+L', click: () => actions.lock() }
}

function macMenu(options: MenuTemplateOptions): Item {
  const { text, appName } = options
  return {
    label: appName,
    submenu: [
      role('about', text.about), line, settings(options), lock(options), line, role('services', text.services), line, role('hide', text.hide),
      role('hideOthers', text.hideOthers), role('unhide', text.showAll), line, role('quit', text.quit)
    ]
  }
}

function editMenu(text: MenuText): Item {
  return {
    label: text.edit,
    submenu: [
      role('undo', text.undo), role('redo', text.redo), line, role('cut', text.cut), role('copy', text.copy), role('paste', text.paste),
      role('selectAll', text.selectAll)
    ]
  }
}

function viewMenu({ text, packaged, actions }: MenuTemplateOptions): Item {
  // "+" needs Shift on many keyboards; the key without it does the same, and stands in no menu.
  const zoomInUnshifted: Item = { label: text.zoomIn, accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true, click: () => actions.zoom('in') }
  // The same number as on its own in the window; on top of it the menu's works while something is typed.
  const pageItem = (section: SectionName): Item => {
    const number = sectionNumber(section)
    return {
    id: section,
    label: text[section],
    ...(number === null ? {} : { accelerator: `CmdOrCtrl+${String(number)}` }),
    click: () => actions.command({ command: 'open', section })
    }
  }
  return {
    label: text.view,
    submenu: [
      ...sectionNames.map(pageItem),
      line,
      { id: 'refresh', label: text.refresh, accelerator: 'CmdOrCtrl+R', click: () => actions.command({ command: 'refresh' }) },
      { id: 'filter', label: text.filter, accelerator: 'CmdOrCtrl+F', click: () => actions.command({ command: 'filter' }) },
      line,
      { id: 'zoomIn', label: text.zoomIn, accelerator: 'CmdOrCtrl+Plus', click: () => actions.zoom('in') },
      zoomInUnshifted,
      { id: 'zoomOut', label: text.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => actions.zoom('out') },
      { id: 'zoomReset', label: text.zoomReset, accelerator: 'CmdOrCtrl+0', click: () => actions.zoom('reset') },
      line,
      role('togglefullscreen', text.fullScreen),
      ...(packaged ? [] : [line, role('toggleDevTools', text.inspector)])
    ]
  }
}

function windowMenu({ text, platform }: MenuTemplateOptions): Item {
  const minimize = role('minimize', text.minimize)
  const mac = [minimize, role('zoom', text.maximize), line, role('front', text.bringToFront)]
  return { label: text.window, submenu: platform === 'darwin' ? mac : [minimize, role('close', text.closeWindow)] }
}

function helpMenu({ text, platform, actions }: MenuTemplateOptions): Item {
  return {
    label: text.help,
    role: 'help',
    submenu: [
      { label: text.documentation, click: () => actions.openLink('https://capgo.app/docs/') },
      { label: text.console, click: () => actions.openLink('https://console.capgo.app/') },
      ...(platform === 'darwin' ? [] : [line, role('about', text.about)])
    ]
  }
}
