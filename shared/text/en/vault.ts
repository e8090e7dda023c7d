import type { VaultState } from '../../domain/vaultState'

type NotReady = Exclude<VaultState, 'ready'>
type Sentences = Record<NotReady, string>

/** What each state of the keychain means for the person, and the way out. */
const means: Sentences = {
  noSessionBus: 'Gatehouse was started outside a desktop session and cannot reach the keychain.',
  noSecretService: 'No keychain service is running on this computer.',
  locked: 'The system’s keychain is locked.',
  libraryMissing: 'The system library that opens the keychain (libsecret) is not installed.',
  notCompiled: 'The part of Gatehouse that opens the keychain was not built on this computer.',
  refused: 'The system’s keychain refused a trial entry.'
}

const wayOut: Sentences = {
  noSessionBus: 'Start it from the desktop instead of a bare terminal or container.',
  noSecretService: 'Install and start one, such as gnome-keyring or KWallet, then start Gatehouse again.',
  locked: 'Unlock it, then start Gatehouse again.',
  libraryMissing: 'Install the package libsecret-1-0 (named libsecret on some systems), then start Gatehouse again.',
  notCompiled: 'Install a compiler and libsecret’s headers, then install Gatehouse again.',
  refused: 'Open the system’s keychain program and check that its default keyring accepts entries, then start Gatehouse again.'
}

export const vault = {
  memoryOnly: 'Sign-ins are kept in memory and are gone when Gatehouse quits.',
  means,
  wayOut
}
