import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const isInstalled = (program) => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

/** Why no private keyring can be had here, or undefined when one can. macOS and Windows bring their own. */
export function keyringObstacle() {
  if (process.platform !== 'linux') return undefined
  const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((program) => !isInstalled(program))
  return missing.length === 0 ? undefined : `${missing.join(' and ')} not installed`
}

/**
 * A real, unlocked keyring that begins empty and ends with the command: on Linux a session bus and a gnome-keyring of its
 * own, in folders of their own. Elsewhere the command runs on the system's keychain as it is.
 *
 * @returns {{ wrap(command: string, args: readonly string[]): [string, string[]], env: Record<string, string>, end(): void }}
 */
export function openKeyringSession() {
  if (process.platform !== 'linux' || keyringObstacle()) return { wrap: (command, args) => [command, [...args]], env: {}, end() {} }
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-keyring-'))
  const env = { XDG_DATA_HOME: join(folder, 'data'), XDG_RUNTIME_DIR: join(folder, 'run'), GATEHOUSE_PRIVATE_KEYRING: '1' }
  for (const path of [env.XDG_DATA_HOME, env.XDG_RUNTIME_DIR]) mkdirSync(path, { recursive: true, mode: 0o700 })
  // The bus's own remarks are no part of the command's output; descriptor 9 keeps the command's errors visible.
  const unlocked = 'printf "pw\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 9>&-; exec "$@" 2>&9 9>&-'
  const session = 'exec 9>&2; exec dbus-run-session -- sh -c "$0" sh "$@" 2>/dev/null'
  return {
    wrap: (command, args) => ['sh', ['-c', session, unlocked, command, ...args]],
    env,
    end: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
