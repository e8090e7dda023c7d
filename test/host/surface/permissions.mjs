// Electron's names, and Chromium's descriptors for the same permissions.
const descriptors = {
  'background-fetch': [{ name: 'background-fetch' }],
  'background-sync': [{ name: 'background-sync' }],
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write', allowWithoutSanitization: false }],
  'display-capture': [{ name: 'display-capture' }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'local-fonts': [{ name: 'local-fonts' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  nfc: [{ name: 'nfc' }],
  notifications: [{ name: 'notifications' }],
  'payment-handler': [{ name: 'payment-handler' }],
  'periodic-background-sync': [{ name: 'periodic-background-sync' }],
  'persistent-storage': [{ name: 'persistent-storage' }],
  'screen-wake-lock': [{ name: 'screen-wake-lock' }],
  sensors: [{ name: 'accelerometer' }, { name: 'gyroscope' }, { name: 'magnetometer' }, { name: 'ambient-light-sensor' }],
  'storage-access': [{ name: 'storage-access' }],
  'window-management': [{ name: 'window-management' }]
}

/**
 * Chromium is told beforehand what the app's handlers answer, since the debugging protocol cannot ask them at the moment
 * of the request. A permission is granted when both handlers agree.
 *
 * @param {import('playwright-core').CDPSession} cdp
 * @param {any} contents
 * @param {string} origin as Chromium sees the page
 */
export async function applyPermissions(cdp, contents, origin) {
  const { check, request } = contents.session.permissionHandlers
  if (!check && !request) return
  const appOrigin = contents.originForApp(origin)
  for (const [permission, names] of Object.entries(descriptors)) {
    const details = { requestingUrl: appOrigin, isMainFrame: true, mediaTypes: [] }
    // As with Electron, what the check refuses is never requested.
    const checked = check ? check(contents, permission, appOrigin, details) : true
    const granted = checked && (request ? await new Promise((resolve) => request(contents, permission, resolve, details)) : true)
    const setting = granted ? 'granted' : 'denied'
    for (const descriptor of names) {
      // Chromium knows different names from version to version; an unknown one is a permission it cannot give.
      await cdp.send('Browser.setPermission', { permission: descriptor, setting, origin }).catch(() => {})
    }
  }
}
