/** Runs tasks one after the other, in the order in which they were given; one that fails does not hold up the next. */
export type SerialQueue = <T>(task: () => Promise<T>) => Promise<T>

export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const run = last.then(task, task)
    // Without its result, which may be a secret and would stay in memory until the next task.
    last = run.then(
      () => undefined,
      () => undefined
    )
    return run
  }
}
