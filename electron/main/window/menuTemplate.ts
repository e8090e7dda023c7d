import type { MenuItemConstructorOptions } from 'electron'
import { commands, openCommand, type CommandName } from '#shared/domain/command'
import { sectionNames, type SectionName } from '#shared/domain/section'
import type { CommandsText } from '#shared/text/en/commands'
import type { MenuText } from '#shared/text/en/menu'

export interface MenuActions {
  run(command: CommandName): void
}

export interface MenuTemplateOptions {
  text: MenuText
  titles: CommandsText['title']
  /** Whether a command can be carried out as things are. */
  available(command: CommandName): boolean
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
  const command = (name: CommandName): Item => item(options, name)
  const file = [command('newKey'), command('takeSnapshot'), command('openReviewFile'), line]
  const menus = [editMenu(text), viewMenu(options), windowMenu(options), helpMenu(options)]
  return platform === 'darwin'
    ? [macMenu(options), { label: text.file, submenu: [...file, role('close', text.closeWindow)] }, ...menus]
    : [{ label: text.file, submenu: [...file, command('open.settings'), command('lock'), line, quitItem(options)] }, ...menus]
}

function item({ titles, available, actions }: MenuTemplateOptions, name: CommandName): Item {
  const { withControl, functionKey } = commands[name]
  const accelerator = withControl === null ? functionKey : `CmdOrCtrl+${withControl === '+' ? 'Plus' : withControl}`
  return {
    id: name,
    label: titleOf(titles, name),
    enabled: available(name),
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => actions.run(name)
  }
}

/** The system's own role, which asks whoever has a say in it; with its key also where the role has none (Windows). */
function quitItem({ titles }: MenuTemplateOptions): Item {
  return { ...role('quit', titles.quit), id: 'quit', accelerator: `CmdOrCtrl+${commands.quit.withControl ?? ''}` }
}

function titleOf(titles: CommandsText['title'], name: CommandName): string {
  return name.startsWith('open.') ? titles.open[name.slice('open.'.length) as SectionName] : titles[name as Exclude<CommandName, `open.${SectionName}`>]
}

function role(name: NonNullable<Item['role']>, label: string): Item {
  return { role: name, label }
}

function macMenu(options: MenuTemplateOptions): Item {
  const { text, appName } = options
  return {
    label: appName,
    submenu: [
      item(options, 'about'), item(options, 'checkForUpdates'), line, item(options, 'open.settings'), item(options, 'lock'), line, role('services', text.services), line, role('hide', text.hide),
      role('hideOthers', text.hideOthers), role('unhide', text.showAll), line, quitItem(options)
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

function viewMenu(options: MenuTemplateOptions): Item {
  const { text, packaged } = options
  const command = (name: CommandName): Item => item(options, name)
  // "+" needs Shift on many keyboards; the key without it does the same, and stands in no menu.
  const zoomInUnshifted: Item = { ...command('zoomIn'), id: 'zoomInUnshifted', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true }
  // The settings stand where the system's programs have them.
  const pages = sectionNames.filter((section) => section !== 'settings').map((section) => command(openCommand(section)))
  return {
    label: text.view,
    submenu: [
      ...pages, line,
      command('palette'), command('refresh'), command('filter'), line,
      command('zoomIn'), zoomInUnshifted, command('zoomOut'), command('zoomReset'), line,
      command('toggleRail'), role('togglefullscreen', text.fullScreen),
      ...(packaged ? [] : [line, role('toggleDevTools', text.inspector)])
    ]
  }
}

function windowMenu({ text, platform }: MenuTemplateOptions): Item {
  const minimize = role('minimize', text.minimize)
  const mac = [minimize, role('zoom', text.maximize), line, role('front', text.bringToFront)]
  return { label: text.window, submenu: platform === 'darwin' ? mac : [minimize, role('close', text.closeWindow)] }
}

function helpMenu(options: MenuTemplateOptions): Item {
  const { text, platform } = options
  return {
    label: text.help,
    role: 'help',
    submenu: [
      item(options, 'guide'), item(options, 'shortcuts'), line,
      item(options, 'documentation'), item(options, 'capgoConsole'),
      line, item(options, 'whatsNew'), item(options, 'diagnostics'),
      ...(platform === 'darwin' ? [] : [line, item(options, 'checkForUpdates'), item(options, 'about')])
    ]
  }
}
