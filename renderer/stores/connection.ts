import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { Connection, ConnectionState, SignInStep } from '#shared/domain/connection'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'

/** Who is signed in, also while Gatehouse is locked. Main owns it; this mirrors what main says, and never holds a credential. */
export const useConnectionStore = defineStore('connection', () => {
  const desktop = useDesktop()
  const state = shallowRef<ConnectionState>({ status: 'starting' })
  /** How often main has told of a state by itself; such a state is newer than any answer to what was asked before. */
  let heard = 0

  // What a locked window had read stays; it is behind the lock screen. A window that opens locked has read nothing yet.
  const connection = computed<Connection | null>((before) => {
    if (state.value.status === 'signedIn') return state.value.connection
    return state.value.status === 'locked' && before?.id === state.value.connection.id ? state.value.connection : null
  })
  const locked = computed(() => (state.value.status === 'locked' ? state.value : null))
  /** The snapshot that is open in the server's place: nothing can be changed. */
  const snapshot = computed(() => connection.value?.snapshot ?? null)
  const connectionId = computed(() => connection.value?.id ?? null)
  /** Changes with the connection, the credential in use and its level: what one of them may see, another may not. */
  const signInId = computed(() => (connection.value === null ? null : signInIdOf(connection.value)))

  /** Counts how often somebody left the lock without unlocking: what a store holds of the person behind it is not for them. */
  const passedBy = ref(0)
  watch(
    state,
    (next, before) => {
      const isBack = next.status === 'locked' || (next.status === 'signedIn' && (next.connection.id === lockedId(before) || next.connection.snapshot !== undefined))
      if (before.status === 'locked' && !isBack) passedBy.value += 1
    },
    { flush: 'sync' }
  )

  /** Takes over what main answered. */
  function become(next: ConnectionState): void {
    state.value = next
  }

  /** Follows main from here on. Not being told is being signed out, for the reason given. */
  async function start(): Promise<void> {
    desktop.on('connection.changed', (next) => {
      heard += 1
      become(next)
    })
    const current = await desktop.connection.current().catch(
      (thrown: unknown): ConnectionState => ({ status: 'signedOut', why: asAppError(thrown).data, connectionId: null, lastEmail: null, lastServer: null })
    )
    // An event that came meanwhile is newer than this answer.
    if (heard === 0) state.value = current
  }

  /** Takes over what main answers, unless it has told of a later state meanwhile: a lock is not undone by a slow answer. */
  async function follow<T>(asking: Promise<T>, stateIn: (answer: T) => ConnectionState | null): Promise<T> {
    const before = heard
    const answer = await asking
    const next = stateIn(answer)
    if (next !== null && heard === before) become(next)
    return answer
  }

  const states = async (asking: Promise<ConnectionState>): Promise<void> => {
    await follow(asking, (next) => next)
  }
  const steps = (asking: Promise<SignInStep>) => follow(asking, (step) => (step.step === 'signedIn' ? { status: 'signedIn', connection: step.connection } : null))

  return {
    state,
    connection,
    connectionId,
    snapshot,
    locked,
    signInId,
    passedBy,
    start,
    become,
    openDemo: () => states(desktop.connection.openDemo()),
    resetDemo: () => states(desktop.connection.resetDemo()),
    signInWithApiKey: (input: ChannelInput<'connection.signInWithApiKey'>) => steps(desktop.connection.signInWithApiKey(input)),
    signInWithPassword: (input: ChannelInput<'connection.signInWithPassword'>) => steps(desktop.connection.signInWithPassword(input)),
    verifyCode: (input: ChannelInput<'connection.verifyCode'>) => steps(desktop.connection.verifyCode(input)),
    signInOnConsole: (input: ChannelInput<'connection.signInOnConsole'>) => steps(desktop.connection.signInOnConsole(input)),
    closeConsole: () => desktop.connection.closeConsole(),
    cancelSignIn: (attemptId: string) => desktop.connection.cancelSignIn({ attemptId }),
    lock: () => states(desktop.lock.lock()),
    unlock: (password: string | null) => states(desktop.lock.unlock({ password })),
    signOut: () => states(desktop.connection.signOut())
  }
})

const lockedId = (state: ConnectionState): string | null => (state.status === 'locked' ? state.connection.id : null)

function signInIdOf({ id, userId, credential }: Connection): string {
  return [id, userId, credential.kind, credential.kind === 'session' ? credential.level : credential.fingerprint].join(' ')
}
