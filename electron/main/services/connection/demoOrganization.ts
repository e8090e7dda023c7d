import type { CapgoServer } from '../../capgo/capgoServer'
import { discoverServer } from '../../capgo/endpoints/discovery'
import { signInWithPassword, verifyTotp, type SignedInSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester } from '../../capgo/requester'

/** What is needed of the embedded Capgo server; given by the composition root. */
export interface EmbeddedServer {
  api: string
  demo: { email: string; password: string; organizationId: string }
  /** The demo person's present six digits. */
  totpCode(): string
  close(): Promise<void>
}

export interface DemoOrganization {
  /** Starts the embedded server, as it was left or afresh, unless it runs already, and signs in to it over HTTP, as to any other. */
  open(http: HttpClient, how: { afresh: boolean }): Promise<{ server: CapgoServer; email: string; session: SignedInSession }>
  organizationId(): string | null
  close(): Promise<void>
}

/** `distrust`: what was kept has failed, and is to be set aside. */
export type StartDemo = (how: { afresh: boolean; distrust: boolean }) => Promise<EmbeddedServer>

export function createDemoOrganization(start: StartDemo): DemoOrganization {
  let running: EmbeddedServer | null = null
  const close = async (): Promise<void> => {
    const stopping = running
    running = null
    await stopping?.close()
  }
  const begin = async (http: HttpClient, how: Parameters<StartDemo>[0]) => {
    if (how.afresh || how.distrust) await close()
    running ??= await start(how)
    const embedded = running
    const { email, password } = embedded.demo
    const server = await discoverServer(http, embedded.api)
    const requester = createRequester({ http, server, credentials: null })
    const first = await signInWithPassword(requester, { email, password })
    const factorId = first.verifiedTotpFactorIds[0]
    const session = factorId === undefined ? first : await verifyTotp(requester, first.accessToken, factorId, embedded.totpCode())
    return { server, email, session }
  }
  return {
    async open(http, { afresh }) {
      try {
        return await begin(http, { afresh, distrust: false })
      } catch (thrown) {
        await close()
        if (afresh) throw thrown
        // What was kept may look whole and still not work: nobody is to be shut out of the demonstration by it.
        return begin(http, { afresh, distrust: true })
      }
    },
    organizationId: () => running?.demo.organizationId ?? null,
    close
  }
}
