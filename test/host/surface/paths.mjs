import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Electron's well-known folders, by platform. `sessionData`, `logs` and `crashDumps` follow `userData` until set. */
export function createPaths({ name, switches }) {
  const home = homedir()
  const appData = {
    darwin: join(home, 'Library', 'Application Support'),
    win32: process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  }[process.platform] ?? process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
  const set = new Map([
    ['home', home],
    ['appData', appData],
    ['temp', tmpdir()],
    ['exe', process.execPath],
    ['module', process.execPath],
    ...['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures', 'Videos'].map((folder) => [folder.toLowerCase(), join(home, folder)])
  ])
  if (switches.get('user-data-dir')) set.set('userData', switches.get('user-data-dir'))
  const derived = {
    userData: () => join(set.get('appData'), name()),
    sessionData: () => get('userData'),
    logs: () => join(get('userData'), 'logs'),
    crashDumps: () => join(get('userData'), 'Crashpad')
  }
  const get = (key) => {
    const found = set.get(key) ?? derived[key]?.()
    if (found === undefined) throw new Error(`Failed to get '${key}' path`)
    return found
  }
  return { get, set: (key, path) => void set.set(key, path) }
}
