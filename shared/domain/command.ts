import { z } from 'zod'
import { sectionNames, sectionNumber, type SectionName } from './section'

/** What a command needs before it can be carried out. */
export const commandNeeds = ['unlocked', 'connection', 'organization', 'server'] as const
export type CommandNeed = (typeof commandNeeds)[number]

/** How the palette, the native menu and the list of keys group them, in this order. */
export const commandGroups = ['go', 'act', 'view', 'program'] as const
export type CommandGroup = (typeof commandGroups)[number]

export const openCommand = <S extends SectionName>(section: S): `open.${S}` => `open.${section}`

export const commandNames = [
  ...sectionNames.map(openCommand),
  'newKey', 'takeSnapshot', 'openReviewFile', 'copyEmailList',
  'palette', 'filter', 'refresh', 'zoomIn', 'zoomOut', 'zoomReset', 'toggleRail',
  'lock', 'guide', 'shortcuts', 'documentation', 'capgoConsole', 'diagnostics', 'checkForUpdates', 'whatsNew', 'about', 'openWindow', 'quit'
] as const
export const commandNameSchema = z.enum(commandNames)
export type CommandName = (typeof commandNames)[number]

export interface Command {
  group: CommandGroup
  /** A key of its own, which acts while nothing is typed. */
  key: string | null
  /** With Ctrl, on macOS with Command: it stands in the native menu and acts while something is typed, too. */
  withControl: string | null
  /** A key that types nothing: alone it acts while something is typed, too, and stands in the native menu. */
  functionKey?: 'F1'
  needs: readonly CommandNeed[]
  /** The page that carries it out: it is opened first. null: the window does, or whichever page is open. */
  section: SectionName | null
}

/** Pages that are shown with nobody signed in, too. */
const openPages: readonly SectionName[] = ['reviews', 'connections', 'settings']

function opening(section: SectionName): Command {
  const key = String(sectionNumber(section) ?? ',')
  return { group: 'go', key, withControl: key, needs: openPages.includes(section) ? ['unlocked'] : ['unlocked', 'connection'], section: null }
}

const online: readonly CommandNeed[] = ['unlocked', 'connection', 'organization', 'server']

/**
 * Every command of the program, whatever shows it: the native menu, the palette, tooltips and the list of keys. Its title and
 * why it is not available are in the texts (`commands`).
 */
export const commands: Readonly<Record<CommandName, Command>> = {
  ...(Object.fromEntries(sectionNames.map((section) => [openCommand(section), opening(section)])) as Record<`open.${SectionName}`, Command>),
  newKey: { group: 'act', key: null, withControl: 'N', needs: online, section: null },
  takeSnapshot: { group: 'act', key: null, withControl: null, needs: online, section: 'reviews' },
  openReviewFile: { group: 'act', key: null, withControl: 'O', needs: ['unlocked'], section: 'reviews' },
  copyEmailList: { group: 'act', key: null, withControl: null, needs: ['unlocked', 'connection', 'organization'], section: 'security' },
  palette: { group: 'view', key: null, withControl: 'K', needs: ['unlocked'], section: null },
  filter: { group: 'view', key: 'F', withControl: 'F', needs: ['unlocked'], section: null },
  refresh: { group: 'view', key: 'R', withControl: 'R', needs: ['unlocked', 'connection'], section: null },
  zoomIn: { group: 'view', key: '+', withControl: '+', needs: [], section: null },
  zoomOut: { group: 'view', key: '-', withControl: '-', needs: [], section: null },
  zoomReset: { group: 'view', key: '0', withControl: '0', needs: [], section: null },
  toggleRail: { group: 'view', key: null, withControl: null, needs: ['unlocked', 'connection'], section: null },
  lock: { group: 'program', key: 'L', withControl: 'L', needs: ['unlocked', 'connection'], section: null },
  guide: { group: 'program', key: null, withControl: null, functionKey: 'F1', needs: ['unlocked'], section: null },
  shortcuts: { group: 'program', key: '?', withControl: null, needs: ['unlocked'], section: null },
  documentation: { group: 'program', key: null, withControl: null, needs: ['unlocked'], section: null },
  capgoConsole: { group: 'program', key: null, withControl: null, needs: ['unlocked'], section: null },
  diagnostics: { group: 'program', key: null, withControl: null, needs: ['unlocked'], section: null },
  openWindow: { group: 'program', key: null, withControl: null, needs: [], section: null },
  checkForUpdates: { group: 'program', key: null, withControl: null, needs: ['unlocked'], section: 'settings' },
  whatsNew: { group: 'program', key: null, withControl: null, needs: ['unlocked'], section: null },
  about: { group: 'program', key: null, withControl: null, needs: ['unlocked'], section: null },
  quit: { group: 'program', key: null, withControl: 'Q', needs: [], section: null }
}

/** Commands that lead to Capgo's own pages, in the system's browser. */
export const helpLinks = { documentation: 'https://capgo.app/docs/', capgoConsole: 'https://console.capgo.app/' } as const satisfies Partial<Record<CommandName, string>>

/** What there is to do beside the clock, in this order. */
export const trayCommands = ['openWindow', 'lock', 'quit'] as const satisfies readonly CommandName[]
