import type { Handlers } from '../listener'
import type { createConsoleSignInService } from '../../services/connection/consoleSignIn'

export function consoleSignInHandlers(opening: Promise<ReturnType<typeof createConsoleSignInService>>, close: () => void) {
  return {
    'connection.signInOnConsole': async (input) => (await opening).signIn(input),
    'connection.closeConsole': () => {
      close()
      return null
    }
  } satisfies Partial<Handlers>
}
