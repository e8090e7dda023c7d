/**
 * The page's own end of the bridge. Self-contained: its source runs in the page's world before any of its scripts.
 *
 * @param {ReturnType<typeof import('./worldBridge.mjs').createWorldBridge>} bridge
 */
export function startMainWorld(bridge) {
  const { Object, Error } = globalThis
  const freeze = (value) => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
    Object.freeze(value)
    for (const key of Object.keys(value)) freeze(value[key])
    return value
  }
  bridge.whenExposed((key, api) => {
    if (Object.hasOwn(globalThis, key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(globalThis, key, { value: freeze(api), writable: false, configurable: false, enumerable: true })
  })

  // Electron answers null when the app's window-open handler denies. Chromium would open a window first and close it after.
  const nativeOpen = globalThis.open
  globalThis.open = function open(url = '', target = '_blank', features = '') {
    if (['_self', '_top', '_parent'].includes(target)) return nativeOpen.call(globalThis, url, target, features)
    bridge.open({ url: String(new URL(url || 'about:blank', document.baseURI)), frameName: String(target), features: String(features) })
    return null
  }
}
