import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { Connection, ConnectionState, SignInStep } from '#shared/domain/connection'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'

/** Who is signed in, also while Gatehouse is locked. Main owns it; this mirrors what main says, and never holds a credential. */
export const useConnectionStore = defineStore('connection', () => {
  const desktop = useDesktop()
  const state = shallowRef<ConnectionState>({ status: 'starting' })
  let told = false

  // What a locked window had read stays; it is behind the lock screen.
  const connection = computed<Connection | null>(() => (state.value.status === 'signedIn' || state.value.status === 'locked' ? state.value.connection : null))
  const connectionId = computed(() => connection.value?.id ?? null)
  /** Changes with the connection, the credential in use and its level: what one of them may see, another may not. */
  const signInId = computed(() => (connection.value === null ? null : signInIdOf(connection.value)))

  /** Takes over what main answered. */
  function become(next: ConnectionState): void {
    told = true
    state.value = next
  }

  /** Follows main from here on. Not being told is being signed out, for the reason given. */
  async function start(): Promise<void> {
    desktop.on('connection.changed', become)
    const current = await desktop.connection.current().catch(
      (thrown: unknown): ConnectionState => ({ status: 'signedOut', why: asAppError(thrown).data, connectionId: null, lastEmail: null, lastServer: null })
    )
    // An event that came meanwhile is newer than this answer.
    if (!told) state.value = current
  }

  function accept(step: SignInStep): SignInStep {
    if (step.step === 'signedIn') become({ status: 'signedIn', connection: step.connection })
    return step
  }

  return {
    state,
    connection,
    connectionId,
    signInId,
    start,
    become,
    openDemo: async () => become(await desktop.connection.openDemo()),
    resetDemo: async () => become(await desktop.connection.resetDemo()),
    signInWithApiKey: async (input: ChannelInput<'connection.signInWithApiKey'>) => accept(await desktop.connection.signInWithApiKey(input)),
    signInWithPassword: async (input: ChannelInput<'connection.signInWithPassword'>) => accept(await desktop.connection.signInWithPassword(input)),
    verifyCode: async (input: ChannelInput<'connection.verifyCode'>) => accept(await desktop.connection.verifyCode(input)),
    signInOnConsole: async (input: ChannelInput<'connection.signInOnConsole'>) => accept(await desktop.connection.signInOnConsole(input)),
    closeConsole: () => desktop.connection.closeConsole(),
    cancelSignIn: (attemptId: string) => desktop.connection.cancelSignIn({ attemptId }),
    signOut: async () => become(await desktop.connection.signOut())
  }
})

function signInIdOf({ id, userId, credential }: Connection): string {
  return [id, userId, credential.kind, credential.kind === 'session' ? credential.level : credential.fingerprint].join(' ')
}
