import { randomUUID } from 'node:crypto'
import type { HttpClient } from '../../capgo/httpClient'
import type { Logger } from '../../log/logger'
import type { DemoOrganization } from './demoOrganization'
import type { OpenConnection } from './openConnection'
import { keptSession } from './sessionKeeper'

export interface DemoConnectionDeps {
  http: HttpClient
  demo: DemoOrganization
  open: OpenConnection
  log: Logger
  now(): number
}

/** The demo organization as a connection: open or not, and never written down. */
export function createDemoConnection({ http, demo, open, log, now }: DemoConnectionDeps) {
  return {
    /** @param as the id it had before it was locked */
    async open(how: { afresh: boolean; as?: string }): Promise<void> {
      // Twice at once, or again while it is open: it is there already.
      if (open.active()?.demo && !how.afresh) return
      const { server, email, session } = await demo.open(http, how)
      open.activate({
        record: {
          id: how.as ?? randomUUID(),
          name: 'Demo',
          server,
          address: { by: 'discovery', typed: null },
          apiKey: null,
          session: { userId: session.userId, email },
          uses: 'session',
          lastPerson: null,
          lastOrganizationId: demo.organizationId()
        },
        secret: { kind: 'session', session: keptSession(session, now()) },
        storage: 'memory',
        demo: true,
        tried: true,
        unlocking: how.as !== undefined
      })
    },

    close: (): Promise<void> => demo.close().catch((thrown: unknown) => log.warn('demo.notClosed', { cause: thrown }))
  }
}

export type DemoConnection = ReturnType<typeof createDemoConnection>
