import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import type { Logger } from './log/logger'
import type { EmbeddedServer } from './services/connection/demoOrganization'
import { createJsonFile } from './storage/jsonFile'

/** A burst of changes is written once. */
const writePauseMs = 300

export interface StartEmbeddedServer {
  path: string
  log: Logger
  now: () => number
  /** Forgets what was kept. */
  afresh: boolean
  /** What was kept has failed: it is set aside, and everything begins afresh. */
  distrust: boolean
}

/**
 * Starts the embedded Capgo server with the demo organization as it was left, and keeps every change of it in a file.
 * The server is loaded only for those who open the demo. Its accounts, keys and tokens are samples that open nothing else.
 */
export async function startEmbeddedServer(deps: StartEmbeddedServer): Promise<EmbeddedServer> {
  const { asState, startSandbox, totp } = await import('./sandbox')
  type State = ReturnType<typeof asState>
  // What a schema does not take is set aside by reading it.
  let distrusted = deps.distrust
  const schema = z.custom<State | null>((value) => !distrusted && (value === null || isState(() => asState(value))))
  const file = createJsonFile<State | null>({
    path: deps.path,
    version: 1,
    schema,
    migrations: {},
    empty: () => null,
    onSetAside: ({ reason }) => deps.log.warn('demo.setAside', { reason })
  })

  const read = async (): Promise<State | null> => {
    try {
      return (await file.read()).value
    } catch (thrown) {
      // The demonstration works without its file; it is only not kept.
      deps.log.warn('demo.unreadable', { cause: thrown })
      return null
    }
  }
  const kept = deps.afresh ? null : await read()
  distrusted = false
  let timer: NodeJS.Timeout | undefined
  let saving = Promise.resolve()
  const save = (): void => {
    clearTimeout(timer)
    timer = undefined
    saving = saving.then(() => file.write(sandbox.state())).catch((error: unknown) => deps.log.warn('demo.notSaved', { error }))
  }
  const sandbox = await startSandbox({
    ...(kept ? { state: kept } : {}),
    ownUseOnly: true,
    onChange: () => {
      timer ??= setTimeout(save, writePauseMs)
    }
  })
  if (deps.afresh || deps.distrust) save()
  const { email, password, organizationId, totpSecret } = sandbox.demo
  if (totpSecret === null) throw new AppError({ code: 'unexpected', message: 'The demo person has no second factor.', retryable: false })
  return {
    api: sandbox.api,
    demo: { email, password, organizationId },
    totpCode: () => totp(totpSecret, deps.now()),
    async close() {
      if (timer) save()
      await Promise.all([saving, sandbox.close()])
    }
  }
}

function isState(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
