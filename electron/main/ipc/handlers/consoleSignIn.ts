import type { Handlers } from '../listener'
import { notYet } from './notYet'

export function consoleSignInHandlers() {
  return {
    'connection.signInOnConsole': notYet
  } satisfies Partial<Handlers>
}
