import { execFile } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { asAppError } from '#shared/errors/appError'
import { openVault } from '../../electron/main/vault/openVault'
import { quietLog } from '../support/quietLog'
import type { Step, StepResult, VaultReport } from './steps'

// A process of its own, since the session bus is chosen when a process first talks to the keyring. It opens the vault as
// the app does, takes the steps it is given, and prints what it found.
const run = promisify(execFile)
const secrets = 'org.freedesktop.secrets'
const busCall = (...args: string[]) => run('dbus-send', ['--session', '--print-reply', ...args])

const outside: Record<Extract<Step, { outside: string }>['outside'], () => Promise<unknown>> = {
  lock: () => busCall(`--dest=${secrets}`, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/collection/login'),
  async stopService() {
    const { stdout } = await busCall('--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.GetConnectionUnixProcessID', `string:${secrets}`)
    const pid = Number(/uint32 (\d+)/u.exec(stdout)?.[1])
    process.kill(pid)
    for (let gone = false; !gone; ) {
      const { stdout: owner } = await busCall('--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner', `string:${secrets}`)
      gone = owner.includes('boolean false')
    }
  }
}

const log = quietLog()
const vault = await openVault({ log })
const states = [vault.state()]
vault.onStateChange((state) => states.push(state))

const results: StepResult[] = []
for (const step of JSON.parse(await text(process.stdin)) as Step[]) {
  try {
    if ('outside' in step) {
      await outside[step.outside]()
      results.push({ value: null })
    } else {
      const call = vault[step.call] as (...args: unknown[]) => Promise<unknown>
      results.push({ value: (await call(...step.args)) ?? null })
    }
  } catch (error) {
    const { code, details } = asAppError(error).data
    results.push({ error: code, foundState: details?.foundState ?? null })
  }
}

const report: VaultReport = { storage: vault.storage(), states, results }
process.stdout.write(JSON.stringify(report))
