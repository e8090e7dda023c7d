import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { Step, VaultReport } from './steps'

const root = resolve(import.meta.dirname, '../..')
const built = join(root, 'out', 'test', 'keyring')

/** Bundles the script that runs inside the sessions. */
export async function buildVaultScript(): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['keytar'] },
    build: { ssr: 'test/keyring/vaultScript.ts', outDir: built, rolldownOptions: { output: { entryFileNames: 'vaultScript.mjs' } } }
  })
}

export interface SessionOptions {
  /** `none`: no bus at all; `bare`: one without services to start; `usual`: as the system has it. */
  bus: 'none' | 'bare' | 'usual'
  /** How the keyring's daemon is started: unlocked (and created if need be), running but locked, or not at all. */
  daemon: 'unlocked' | 'locked' | 'absent'
  steps: Step[]
}

/** A home of its own: keyrings, run-time folder, everything that is written. Nothing of the person's is touched. */
export interface KeyringHome {
  run(session: SessionOptions): Promise<VaultReport>
  /** Every file below the home that holds the text. */
  filesWith(text: string): Promise<string[]>
  /** How many files there are, to see that the search has something to look at. */
  fileCount(): Promise<number>
  remove(): Promise<void>
}

const daemons: Record<SessionOptions['daemon'], string> = {
  unlocked: 'printf "keyring password\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null',
  // A wrong password starts the daemon and leaves the keyring locked, as a failed sign-in to the desktop does.
  locked: 'printf "wrong\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null',
  absent: 'true'
}

export async function createKeyringHome(): Promise<KeyringHome> {
  const home = await mkdtemp(join(tmpdir(), 'keyring-'))
  const folders = Object.fromEntries(['data', 'config', 'cache', 'run', 'work'].map((name) => [name, join(home, name)]))
  for (const folder of Object.values(folders)) await mkdir(folder, { mode: 0o700 })
  const bareBus = join(home, 'bare-bus.conf')
  await writeFile(bareBus, bareBusConfiguration)

  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    LANG: process.env['LANG'],
    HOME: home,
    XDG_DATA_HOME: folders['data'],
    XDG_CONFIG_HOME: folders['config'],
    XDG_CACHE_HOME: folders['cache'],
    XDG_RUNTIME_DIR: folders['run']
  }

  return {
    run({ bus, daemon, steps }) {
      const script = [process.execPath, join(built, 'vaultScript.mjs')]
      const inSession = ['--', 'sh', '-c', `${daemons[daemon]}; exec "$@"`, 'sh', ...script]
      const [command = '', ...args] = bus === 'none' ? script : ['dbus-run-session', ...(bus === 'bare' ? [`--config-file=${bareBus}`] : []), ...inSession]
      return report(command, args, JSON.stringify(steps), { cwd: folders['work'], env: environment })
    },
    async filesWith(text) {
      const found: string[] = []
      for (const file of await filesBelow(home)) if ((await readFile(file)).includes(text)) found.push(file)
      return found
    },
    fileCount: async () => (await filesBelow(home)).length,
    remove: () => rm(home, { recursive: true, force: true })
  }
}

function report(command: string, args: string[], input: string, options: { cwd: string | undefined; env: NodeJS.ProcessEnv }): Promise<VaultReport> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'pipe' })
    child.stdin.end(input)
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('error', (error) => reject(new Error(`${command} did not start; the keyring tests need the packages gnome-keyring and dbus.`, { cause: error })))
    child.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(output) as VaultReport)
      else reject(new Error(`${command} ended with ${String(code ?? signal)}:\n${errors}`))
    })
  })
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const bareBusConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`
