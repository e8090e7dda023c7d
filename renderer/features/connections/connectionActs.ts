import { DoorOpen, LogIn, LogOut, Pencil, PlugZap, RotateCcw, Trash2, type LucideIcon } from '@lucide/vue'
import type { ConnectionOutline } from '#shared/domain/connection'
import type { RowMenuItem } from '../../components/useRowMenu'

export interface ConnectionDoing {
  open: () => void
  signIn: () => void
  test: () => void
  rename: () => void
  ask: (about: 'remove' | 'signOut' | 'leaveDemo' | 'resetDemo') => void
}

/**
 * What can be done with a connection, for its menu: what its card has buttons for, in their order.
 * @param readOnly a snapshot is open: nothing of a connection is changed, and no server asked
 * @param busy a connection is being opened or tried
 */
export function connectionActs(connection: ConnectionOutline, { readOnly, busy }: { readOnly: boolean; busy: boolean }, t: (key: string) => string, doing: ConnectionDoing): RowMenuItem[] {
  const { demo, current, uses, apiKey, session } = connection
  const whyNot = busy ? t('connections.busy') : null
  const act = (id: string, text: string, icon: LucideIcon, run: () => void, danger = false): RowMenuItem => ({ id, text: t(text), icon, whyNot, danger, run })
  const online = !readOnly
  return [
    online && !current && uses !== null && act('open', 'connections.open.button', DoorOpen, doing.open),
    online && !current && uses === null && !demo && act('signIn', 'welcome.known.signIn', LogIn, doing.signIn),
    online && demo && act('resetDemo', 'connections.resetDemo.button', RotateCcw, () => doing.ask('resetDemo'), true),
    online && demo && current && act('leaveDemo', 'connections.leaveDemo.button', LogOut, () => doing.ask('leaveDemo')),
    online && !demo && (apiKey !== null || session !== null) && act('test', 'connections.test.button', PlugZap, doing.test),
    !demo && act('rename', 'connections.rename.button', Pencil, doing.rename),
    online && !demo && current && act('signOut', 'connections.signOut.button', LogOut, () => doing.ask('signOut')),
    online && !demo && act('remove', 'connections.remove.button', Trash2, () => doing.ask('remove'), true)
  ].filter((item) => item !== false)
}
