/** The value, unless the signal is aborted before; then its reason is thrown. */
export async function inTime<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let stop = (): void => undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
