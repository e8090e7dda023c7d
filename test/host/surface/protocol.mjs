import { strict } from '../strict.mjs'

/** `protocol`: the app's own schemes. One per session, as with Electron. */
export function createProtocol(core) {
  const handlers = new Map()
  return strict('protocol', {
    registerSchemesAsPrivileged(schemes) {
      if (core.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      for (const { scheme } of schemes) core.schemes.add(scheme)
    },
    handle(scheme, handler) {
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
      core.schemes.add(scheme)
      handlers.set(scheme, handler)
    },
    unhandle: (scheme) => void handlers.delete(scheme),
    isProtocolHandled: (scheme) => handlers.has(scheme),
    handlerOf: (scheme) => handlers.get(scheme)
  })
}
