import { z } from 'zod'

/**
 * Whether the system starts Gatehouse when the person signs in to it, as the system says, whatever was asked of it:
 * - `on`, `off`
 * - `awaitsApproval`: registered, and macOS waits until the person allows it in its settings
 * - `switchedOff`: registered, and switched off in the system's own settings
 * - `elsewhere`: our own entry leads to another copy of the program
 * - `foreign`: an entry of that name is there that Gatehouse did not write; it is left alone
 * - `portable`: this copy runs from a place that may be gone at the next start of the system
 * - `notInstalled`: run from its sources
 * - `unknown`: the system did not answer
 */
export const loginItemSchema = z.enum(['on', 'off', 'awaitsApproval', 'switchedOff', 'elsewhere', 'foreign', 'portable', 'notInstalled', 'unknown'])
export type LoginItem = z.infer<typeof loginItemSchema>

/** The icon beside the clock. `maybe`: it was handed over, and whether the desktop shows it nobody tells (Linux); `failed`: the system did not take it. */
export const trayStateSchema = z.enum(['off', 'on', 'maybe', 'failed'])
export type TrayState = z.infer<typeof trayStateSchema>

/** How Gatehouse stays about when its window is not open. */
export const backgroundSchema = z.strictObject({ loginItem: loginItemSchema, tray: trayStateSchema })
export type Background = z.infer<typeof backgroundSchema>

/** What only another place than Gatehouse can mend: asking for it here would do nothing. */
export const loginItemBarred: readonly LoginItem[] = ['foreign', 'portable', 'notInstalled']
