import { ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { proofOfPresenceSchema, type ConnectionOutline, type CredentialKind, type ProofOfPresence } from '#shared/domain/connection'
import { asAppError, type AppError } from '#shared/errors/appError'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'

/** A kept credential that is locked. */
export interface LockedCredential {
  connection: Pick<ConnectionOutline, 'id' | 'name'>
  kind: CredentialKind
}

/** What the proof is for, so that the question says what is true of it. `change`: something on this computer. */
export type PresenceAct = 'settings' | 'keys' | 'secret' | 'letGo' | 'change'

/** Asks whether it is still the same person, where main wants that to be shown before it does something. */
export const usePresenceStore = defineStore('presence', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  /** The proof that is asked for; null while nothing is. */
  const asked = shallowRef<ProofOfPresence | null>(null)
  const act = ref<PresenceAct>('change')
  /** What is opened by the proof; null where it is for what is open. */
  const opening = shallowRef<LockedCredential | null>(null)
  let give: (password: string | null) => Promise<unknown> = (password) => desktop.presence.prove({ password })
  let asking: Promise<boolean> | null = null
  let settle: (given: boolean) => void = () => undefined

  function ask(proof: ProofOfPresence): Promise<boolean> {
    asked.value = proof
    asking ??= new Promise<boolean>((resolve) => {
      settle = (given) => {
        asked.value = null
        asking = null
        opening.value = null
        give = (password) => desktop.presence.prove({ password })
        resolve(given)
      }
    })
    return asking
  }

  /**
   * Runs an operation, and once more after the person has shown that it is still them. Main refuses before it sends
   * anything, so that nothing is done twice.
   * @throws AppError of the operation; `presenceNeeded` when the person did not show it
   */
  async function withPresence<T>(wanted: PresenceAct, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.code !== 'presenceNeeded') throw error
      act.value = wanted
      if (!(await ask(proofIn(error)))) throw error
      return run()
    }
  }

  /**
   * Opens a kept credential, and asks for the proof first where it is locked.
   * @throws AppError of the opening; `presenceNeeded` when the person did not give it
   */
  async function withProof<T>(meant: LockedCredential | null, open: (password: string | null) => Promise<T>): Promise<T> {
    try {
      return await open(null)
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.code !== 'presenceNeeded' || meant === null) throw error
      settle(false)
      let opened: { as: T } | null = null
      opening.value = meant
      give = async (password) => {
        opened = { as: await open(password) }
      }
      await ask(proofIn(error))
      // Taken by TypeScript for what it was before the question.
      const answer = opened as { as: T } | null
      if (answer === null) throw error
      return answer.as
    }
  }

  /** @throws AppError `wrongPassword`, `rateLimited`, `cancelled` and others; it goes on being asked then */
  async function prove(password: string | null): Promise<void> {
    try {
      await give(password)
      settle(true)
    } catch (thrown) {
      const error = asAppError(thrown)
      const onlySignIn = error.code === 'presenceNeeded' || error.data.details?.foundState === 'noAttemptLeft'
      if (onlySignIn && asked.value !== null) asked.value = 'signIn'
      throw error
    }
  }

  // Unlocking is a proof as well. What was asked of one sign-in is not answered by another.
  watch(
    () => connection.locked,
    (locked, before) => {
      if (locked === null && before !== null) settle(opening.value === null && connection.state.status === 'signedIn' && connection.connectionId === before.connection.id)
    }
  )
  watch(
    () => connection.connectionId,
    () => {
      // What is being opened is told before the answer to its opening.
      if (opening.value === null) settle(false)
    }
  )

  return { asked, act, opening, withPresence, withProof, prove, cancel: () => settle(false) }
})

function proofIn(error: AppError): ProofOfPresence {
  // What cannot be understood leaves the way that is always there.
  return proofOfPresenceSchema.catch('signIn').parse(error.data.details?.foundState)
}
