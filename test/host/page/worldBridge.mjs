/**
 * One end of the wall between the page's world and the preload's. Both worlds run this function with mirrored event
 * names, which the page cannot guess. `CustomEvent.detail` is structured-cloned when the other world reads it, and an
 * event is dispatched synchronously, so that a call through the wall can return a value.
 *
 * As Electron's contextBridge does, functions become proxies, promises are mirrored, an Error crosses as a new Error with
 * the same message, symbols are dropped, everything else is cloned. Self-contained: its source runs inside the page.
 *
 * @param {string} outgoing
 * @param {string} incoming
 */
export function createWorldBridge(outgoing, incoming) {
  const { CustomEvent, Error, Map, Promise, WeakMap, Object, Array } = globalThis
  const dispatch = globalThis.dispatchEvent.bind(globalThis)
  const own = new Map()
  const remote = new WeakMap()
  const waiting = new Map()
  let lastId = 0
  let reply
  let onExpose = () => {}
  let onOpen = () => {}

  const ask = (message) => {
    const outer = reply
    reply = undefined
    dispatch(new CustomEvent(outgoing, { detail: message }))
    const answer = reply
    reply = outer
    // The other side could not read the message, or its answer could not be read here.
    if (answer === undefined) throw new Error('An object could not be cloned.')
    return answer
  }
  const messageOf = (error) => (error instanceof Error ? error.message : String(error))

  const isPlain = (value) => {
    const prototype = Object.getPrototypeOf(value)
    return prototype === null || Object.getPrototypeOf(prototype) === null
  }
  // Whether the clone alone would lose or refuse something inside.
  const needsPacking = (value, seen) => {
    if (typeof value === 'function' || typeof value === 'symbol') return true
    if (typeof value !== 'object' || value === null) return false
    if (value instanceof Error || value instanceof Promise) return true
    if (seen.has(value)) return false
    seen.add(value)
    if (Array.isArray(value)) return value.some((item) => needsPacking(item, seen))
    return isPlain(value) && Object.keys(value).some((key) => needsPacking(value[key], seen))
  }

  const pack = (value) => {
    if (!needsPacking(value, new Set())) return { kind: 'value', value }
    if (typeof value === 'symbol') return { kind: 'value', value: undefined }
    if (typeof value === 'function') {
      if (remote.has(value)) return { kind: 'returned', id: remote.get(value) }
      own.set((lastId += 1), value)
      return { kind: 'function', id: lastId }
    }
    if (value instanceof Error) return { kind: 'error', message: value.message }
    if (value instanceof Promise) {
      const id = (lastId += 1)
      const settle = (outcome) => {
        try {
          ask({ kind: 'settle', id, ...outcome() })
        } catch (error) {
          ask({ kind: 'settle', id, failed: { kind: 'error', message: messageOf(error) } })
        }
      }
      value.then(
        (result) => settle(() => ({ packed: pack(result) })),
        (error) => settle(() => ({ failed: pack(error) }))
      )
      return { kind: 'promise', id }
    }
    if (Array.isArray(value)) return { kind: 'array', items: value.map(pack) }
    return { kind: 'object', entries: Object.keys(value).map((key) => [key, pack(value[key])]) }
  }

  const unpack = (node) => {
    switch (node.kind) {
      case 'function': {
        const proxy = (...args) => {
          const answer = ask({ kind: 'call', id: node.id, args: args.map(pack) })
          if (answer.thrown !== undefined) throw new Error(answer.thrown)
          return unpack(answer.packed)
        }
        remote.set(proxy, node.id)
        return proxy
      }
      case 'returned':
        return own.get(node.id)
      case 'error':
        return new Error(node.message)
      case 'promise':
        return new Promise((resolve, reject) => waiting.set(node.id, { resolve, reject }))
      case 'array':
        return node.items.map(unpack)
      case 'object': {
        const object = {}
        for (const [key, item] of node.entries) Object.defineProperty(object, key, { value: unpack(item), writable: true, enumerable: true, configurable: true })
        return object
      }
      default:
        return node.value
    }
  }

  const handle = (message) => {
    try {
      if (message.kind === 'call') return { packed: pack(own.get(message.id)(...message.args.map(unpack))) }
      if (message.kind === 'settle') {
        const promise = waiting.get(message.id)
        waiting.delete(message.id)
        if (message.failed) promise.reject(unpack(message.failed))
        else promise.resolve(unpack(message.packed))
      } else if (message.kind === 'open') onOpen(message.details)
      else onExpose(message.key, unpack(message.packed))
      return {}
    } catch (error) {
      return { thrown: messageOf(error) }
    }
  }

  globalThis.addEventListener(incoming, (event) => {
    event.stopImmediatePropagation()
    const message = event.detail
    if (message === null) return
    if (message.kind === 'reply') reply = message.answer
    else dispatch(new CustomEvent(outgoing, { detail: { kind: 'reply', answer: handle(message) } }))
  })

  return {
    expose(key, api) {
      const answer = ask({ kind: 'expose', key, packed: pack(api) })
      if (answer.thrown !== undefined) throw new Error(answer.thrown)
    },
    whenExposed(listener) {
      onExpose = listener
    },
    open(details) {
      ask({ kind: 'open', details })
    },
    whenOpened(listener) {
      onOpen = listener
    }
  }
}
