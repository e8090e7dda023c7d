import type { KeyTwinService } from '../../services/keyTwin/keyTwinService'
import type { Handlers } from '../listener'

/** @param twins there once the keychain has been asked */
export function keyTwinHandlers(twins: Promise<KeyTwinService>) {
  return {
    'keyTwin.list': async (input) => (await twins).list(input),
    'keyTwin.start': async (input) => (await twins).start(input),
    'keyTwin.advance': async (input) => (await twins).advance(input),
    'keyTwin.finish': async (input) => (await twins).finish(input),
    'keyTwin.abandon': async (input) => (await twins).abandon(input),
    'keyTwin.dismiss': async (input) => (await twins).dismiss(input)
  } satisfies Partial<Handlers>
}
