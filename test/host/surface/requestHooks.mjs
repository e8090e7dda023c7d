const matches = (patterns, url) =>
  !patterns ||
  patterns.some((pattern) => {
    if (pattern === '<all_urls>') return true
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/gu, '\\$&').replaceAll('*', '.*')
    return new RegExp(`^${escaped}$`, 'u').test(url)
  })

/** A listener of `session.webRequest`: Electron keeps one per event, and a filter in front of it. */
function createHook() {
  let filter
  let listener
  return {
    set(first, second) {
      const hasFilter = typeof first === 'object' && first !== null
      filter = hasFilter ? first.urls : undefined
      listener = hasFilter ? second : first
    },
    ask(details) {
      if (!listener || !matches(filter, details.url)) return Promise.resolve(undefined)
      return new Promise((resolve) => listener({ id: 0, timestamp: Date.now(), ...details }, (answer) => resolve(answer ?? {})))
    }
  }
}

/** `session.webRequest`, and the two questions that the host asks of it. */
export function createRequestHooks() {
  const beforeRequest = createHook()
  const headersReceived = createHook()
  const nothing = () => {}
  return {
    webRequest: {
      onBeforeRequest: beforeRequest.set,
      onHeadersReceived: headersReceived.set,
      onBeforeSendHeaders: nothing,
      onSendHeaders: nothing,
      onResponseStarted: nothing,
      onBeforeRedirect: nothing,
      onCompleted: nothing,
      onErrorOccurred: nothing
    },
    hooks: {
      async beforeRequest(details) {
        const answer = await beforeRequest.ask(details)
        return { decided: answer !== undefined, cancel: answer?.cancel ?? false }
      },
      async headersReceived(details) {
        return (await headersReceived.ask(details)) ?? {}
      }
    }
  }
}
