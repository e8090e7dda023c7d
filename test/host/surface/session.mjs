import { EventEmitter } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import { notCarried, strict } from '../strict.mjs'
import { createProtocol } from './protocol.mjs'
import { createRequestHooks } from './requestHooks.mjs'
import { fixedProxyFor, systemProxyFor } from './systemProxy.mjs'

const nothing = () => {}
const settled = () => Promise.resolve()

function createSession(core, partition) {
  const { webRequest, hooks } = createRequestHooks()
  const permissionHandlers = { check: undefined, request: undefined }
  let proxy = {}
  const isDefault = partition === ''
  const changed = () => {
    for (const window of core.windows) void window.webContents.refreshPermissions()
  }
  return strict('session', Object.assign(new EventEmitter(), {
    protocol: createProtocol(core),
    webRequest: strict('session.webRequest', webRequest),
    hooks,
    permissionHandlers,
    partition,
    setPermissionRequestHandler(handler) {
      permissionHandlers.request = handler ?? undefined
      changed()
    },
    setPermissionCheckHandler(handler) {
      permissionHandlers.check = handler ?? undefined
      changed()
    },
    setDevicePermissionHandler: nothing,
    setDisplayMediaRequestHandler: nothing,
    setBluetoothPairingHandler: nothing,
    setUSBProtectedClassesHandler: nothing,
    setCertificateVerifyProc: nothing,
    setSpellCheckerEnabled: nothing,
    setSpellCheckerLanguages: nothing,
    isSpellCheckerEnabled: () => false,
    setUserAgent: nothing,
    getUserAgent: () => '',
    setDownloadPath: nothing,
    isPersistent: () => !partition || partition.startsWith('persist:'),
    getStoragePath: () => null,
    async setProxy(config) {
      // Chromium is given it when it starts, for its only profile.
      if (isDefault && core.chromium && !isDeepStrictEqual(config, proxy)) throw notCarried('session.setProxy after the first window')
      proxy = config
      if (isDefault) core.proxy = config
    },
    proxyConfig: () => proxy,
    forceReloadProxyConfig: settled,
    // Chromium's own syntax, e.g. `PROXY host:port; DIRECT`; tests say what the system's is.
    async resolveProxy(url) {
      const mode = proxy.mode ?? (proxy.pacScript ? 'pac_script' : proxy.proxyRules ? 'fixed_servers' : 'system')
      const answer = mode === 'direct' ? 'DIRECT' : mode === 'system' ? (core.systemProxy ?? systemProxyFor(url, process.env)) : mode === 'fixed_servers' ? fixedProxyFor(url, proxy) : undefined
      if (answer === undefined) throw notCarried(`session.resolveProxy with ${JSON.stringify(proxy)}`)
      return answer
    },
    closeAllConnections: settled,
    clearCache: settled,
    clearAuthCache: settled,
    clearHostResolverCache: settled,
    clearCodeCaches: settled,
    clearData: () => core.clearStorage(partition),
    clearStorageData: () => core.clearStorage(partition),
    flushStorageData: nothing,
    fetch: (input, init) => core.fetch(input, init)
  }))
}

/** `session`: the default one and one per partition. The default one has Chromium's profile, every other a context of its own in memory. */
export function createSessions(core) {
  const partitions = new Map()
  const fromPartition = (partition) => {
    if (!partitions.has(partition)) partitions.set(partition, createSession(core, partition))
    return partitions.get(partition)
  }
  return strict('session', {
    get defaultSession() {
      return fromPartition('')
    },
    fromPartition
  })
}
