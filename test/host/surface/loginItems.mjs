/** Starting with the system: remembered for this run. On Linux Electron has it not, and neither has the host. */
export function createLoginItems(platform) {
  if (platform !== 'darwin' && platform !== 'win32') return {}
  const same = (one, other) => one.length === other.length && one.every((argument, at) => argument === other[at])
  let item = { openAtLogin: false, args: [], enabled: true }
  return {
    setLoginItemSettings({ openAtLogin = false, args = [], enabled = true }) {
      item = { openAtLogin, args, enabled }
    },
    getLoginItemSettings({ args = [] } = {}) {
      const openAtLogin = item.openAtLogin && (platform === 'darwin' || same(item.args, args))
      return platform === 'darwin'
        ? { openAtLogin, wasOpenedAtLogin: false, status: openAtLogin ? 'enabled' : 'not-registered' }
        : { openAtLogin, executableWillLaunchAtLogin: item.openAtLogin && item.enabled, launchItems: [] }
    }
  }
}
