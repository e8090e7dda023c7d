/** A process that can die between any two steps: what it was about to do then never happens, and nobody hears of it. */
export interface Mortal {
  /** Every step goes through here, twice: before it is taken, and before its result is known. */
  step<T>(task: () => Promise<T>): Promise<T>
  readonly dead: boolean
  /** Resolves with its death. */
  readonly died: Promise<void>
}

/** @param steps how many it takes until it dies */
export function createMortal(steps = Number.POSITIVE_INFINITY): Mortal {
  let left = steps
  let dead = false
  let end = (): void => undefined
  const died = new Promise<void>((resolve) => {
    end = resolve
  })
  const never = new Promise<never>(() => undefined)
  const age = (): boolean => {
    left -= 1
    if (left < 0 && !dead) {
      dead = true
      end()
    }
    return dead
  }
  return {
    async step(task) {
      if (age()) return never
      const result = await task().then(
        (value) => ({ value }),
        (error: unknown) => ({ error })
      )
      if (age()) return never
      if ('error' in result) throw result.error
      return result.value
    },
    get dead() {
      return dead
    },
    died
  }
}
