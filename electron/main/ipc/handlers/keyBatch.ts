import type { KeyBatchService } from '../../services/keyBatch/keyBatchService'
import type { Handlers } from '../listener'

/** @param batches there once the keychain has been asked */
export function keyBatchHandlers(batches: Promise<KeyBatchService>) {
  return {
    'keyBatch.list': async (input) => (await batches).list(input),
    'keyBatch.unreadable': async () => (await batches).unreadable(),
    'keyBatch.start': async (input) => (await batches).start(input),
    'keyBatch.pause': async (input) => (await batches).pause(input),
    'keyBatch.resume': async (input) => (await batches).resume(input),
    'keyBatch.forget': async (input) => (await batches).forget(input)
  } satisfies Partial<Handlers>
}
