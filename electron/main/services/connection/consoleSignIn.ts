import type { ServerAddress, SignInStep } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import { productionApi, type CapgoServer } from '../../capgo/capgoServer'
import { originOf } from '../../capgo/endpoints/discovery'
import type { SessionFromElsewhere } from './connectionService'

export interface ConsoleSignInRequest {
  server: ServerAddress
  /** The console's address, where somebody typed one. */
  console: string | null
  connectionId: string | null
}

export interface ConsoleSignInDeps {
  /** The server that is signed in to: of the connection, or found by its address. */
  findServer(asked: { server: ServerAddress; connectionId: string | null }): Promise<CapgoServer>
  /** The window with the console's page; see window/consoleSignIn. */
  open(address: string): Promise<Pick<SessionFromElsewhere, 'accessToken' | 'refreshToken' | 'expiresInSeconds'>>
  accept(session: SessionFromElsewhere, connectionId: string | null): Promise<SignInStep>
}

const productionConsole = 'https://console.capgo.app'

/** Signing in on the console's own page, for captcha and single sign-on; the session then goes on here. */
export function createConsoleSignInService(deps: ConsoleSignInDeps) {
  return {
    /** @throws AppError `cancelled`, `sessionEnded` when the session is not one of this server's, and those of loading the page */
    async signIn(request: ConsoleSignInRequest): Promise<SignInStep> {
      const { console, ...asked } = request
      const server = await deps.findServer(asked)
      const tokens = await deps.open(signInPageOf(server, console))
      return deps.accept({ server, address: asked.server, ...tokens }, asked.connectionId)
    }
  }
}

/**
 * Capgo's console is at an address of its own; a self-hosted one at the address given, or else where the API is, which suits
 * installations behind one host. No answer of the server tells (Capgo backend: `/private/config` names the Supabase host only).
 * @throws AppError `invalidInput` with `console`
 */
export function signInPageOf(server: CapgoServer, typed: string | null): string {
  if (typed === null || typed.trim() === '') return `${server.api === productionApi ? productionConsole : server.api}/login`
  try {
    return `${originOf(typed)}/login`
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    throw new AppError({ ...thrown.data, fieldErrors: { console: thrown.data.fieldErrors?.['server'] ?? 'not an address' } })
  }
}
