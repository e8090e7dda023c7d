import type { TrayState } from '#shared/domain/background'
import type { LoginItemService } from '../../services/background/loginItem'
import type { Handlers } from '../listener'

export function backgroundHandlers(loginItem: Pick<LoginItemService, 'read' | 'choose'>, tray: () => TrayState, quit: () => void) {
  return {
    'background.state': async () => ({ loginItem: await loginItem.read(), tray: tray() }),
    'background.startAtLogin': async ({ on }) => ({ loginItem: await loginItem.choose(on), tray: tray() }),
    'app.quit': () => {
      quit()
      return null
    }
  } satisfies Partial<Handlers>
}
