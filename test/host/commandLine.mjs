/**
 * Splits what follows the program into Chromium-style switches and the app's folder.
 * The folder is the first argument that is no switch; switches after it still count, as they do with Electron.
 *
 * @param {readonly string[]} argv
 */
export function readCommandLine(argv) {
  /** @type {Map<string, string>} */
  const switches = new Map()
  let appPath
  for (const argument of argv) {
    const match = /^--?([^=]+)(?:=(.*))?$/su.exec(argument)
    if (match) switches.set(match[1].toLowerCase(), match[2] ?? '')
    else appPath ??= argument
  }
  return { argv: [...argv], switches, appPath }
}
