/** Changes that have begun and are not over: the program must not end while one may still be answered with a secret. */
export function createChangesUnderWay() {
  const underWay = new Set<Promise<unknown>>()
  return {
    /** The same change, known of until it is over. */
    known:
      <Input extends unknown[], Outcome>(change: (...input: Input) => Promise<Outcome>) =>
      (...input: Input): Promise<Outcome> => {
        const asked = change(...input)
        underWay.add(asked)
        const over = (): void => void underWay.delete(asked)
        asked.then(over, over)
        return asked
      },

    /** When none is under way any more, or the time is up. Never throws. */
    async over(limitMs: number): Promise<void> {
      let limit: NodeJS.Timeout | undefined
      const timeIsUp = new Promise<void>((resolve) => (limit = setTimeout(resolve, limitMs)))
      await Promise.race([Promise.allSettled(underWay), timeIsUp])
      clearTimeout(limit)
    }
  }
}
