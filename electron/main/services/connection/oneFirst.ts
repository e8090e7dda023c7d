import type { CredentialSource } from '../../capgo/requester'

/**
 * Lets one request go ahead with a credential that nobody has tried in this run, and the others after it once it was
 * accepted: a credential that was revoked meanwhile costs one failed authentication, however many ask at once. A request
 * that says nothing about the credential (no answer, a server error) hands its turn to the next.
 */
export function oneFirst(source: CredentialSource): CredentialSource {
  let accepted = false
  let turn: Promise<void> | null = null
  let endTurn = (): void => undefined

  const takeTurn = (): void => {
    turn = new Promise((resolve) => {
      endTurn = () => {
        turn = null
        resolve()
      }
    })
  }

  return {
    async current(signal) {
      while (!accepted && turn) await turn
      if (accepted) return source.current(signal)
      takeTurn()
      try {
        return await source.current(signal)
      } catch (thrown) {
        endTurn()
        throw thrown
      }
    },
    rejected: (error, credential) => source.rejected(error, credential),
    over(wasAccepted) {
      accepted ||= wasAccepted
      source.over?.(wasAccepted)
      endTurn()
    }
  }
}
