import type { KeyRevocationService } from '../../services/keyRevocation/keyRevocationService'
import type { Handlers } from '../listener'

/** @param revocations there once the keychain has been asked */
export function keyRevocationHandlers(revocations: Promise<KeyRevocationService>) {
  return {
    'keyRevocation.list': async (input) => (await revocations).list(input),
    'keyRevocation.revoke': async (input) => (await revocations).revoke(input),
    'keyRevocation.undo': async (input) => (await revocations).undo(input),
    'keyRevocation.dismiss': async (input) => (await revocations).dismiss(input)
  } satisfies Partial<Handlers>
}
