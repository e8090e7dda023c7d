import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const recipe = resolve(root, 'test/officialCli')
const place = resolve(root, 'out/officialCli')
const program = resolve(place, 'node_modules/@capgo/cli/dist/index.js')

interface Finished {
  code: number | null
  output: string
}

function run(command: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; answers?: Readonly<Record<string, string>> } = {}): Promise<Finished> {
  const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, shell: process.platform === 'win32' && command === 'npm' })
  const pending = new Map(Object.entries(options.answers ?? {}))
  let output = ''
  const read = (chunk: Buffer) => {
    output += chunk.toString()
    for (const [question, answer] of pending) {
      if (!output.includes(question)) continue
      pending.delete(question)
      child.stdin.write(answer)
    }
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, output }))
  })
}

/** Installs the command line once per version of its lock file, apart from the app's own packages. */
export async function installOfficialCli(): Promise<void> {
  const lock = createHash('sha256').update(await readFile(resolve(recipe, 'package-lock.json'))).digest('hex')
  const stamp = resolve(place, 'installed')
  if (existsSync(program) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === lock) return
  await mkdir(place, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) await copyFile(resolve(recipe, file), resolve(place, file))
  // Not `npm ci`: two of its optional packages, for macOS, are in no public registry, and the lock file is short of them.
  const { code, output } = await run('npm', ['install', '--ignore-scripts', '--omit=optional', '--no-save', '--no-audit', '--no-fund'], { cwd: place })
  if (code !== 0) throw new Error(`installing Capgo's command line failed:\n${output}`)
  await writeFile(stamp, lock)
}

export interface CliTarget {
  supabase: string
  anonKey: string
  apiKey: string
}

/** Runs one command against a server. `answers` maps the text of a question to the keys to press. */
export async function runOfficialCli(target: CliTarget, args: readonly string[], answers: Readonly<Record<string, string>> = {}): Promise<Finished> {
  const { home, env } = await ownPlace()
  const credentials = ['--apikey', target.apiKey, '--supa-host', target.supabase, '--supa-anon', target.anonKey]
  return run(process.execPath, [program, ...args, ...credentials], { cwd: home, env, answers })
}

/** Runs a line as it is, by a POSIX shell, where `npx @capgo/cli` is the installed command line. */
export async function runInShell(line: string, variables: Readonly<Record<string, string>>): Promise<Finished> {
  const { env } = await ownPlace()
  // Offline: npx takes what is installed, or fails.
  return run('/bin/sh', ['-c', line], { cwd: place, env: { ...env, npm_config_offline: 'true', ...variables } })
}

/** A home of its own: it must not find the developer's key, nor leave anything behind. */
async function ownPlace(): Promise<{ home: string; env: Record<string, string> }> {
  const home = resolve(place, 'home')
  await mkdir(home, { recursive: true })
  return { home, env: { PATH: process.env.PATH ?? '', HOME: home, USERPROFILE: home, CI: '1', NO_COLOR: '1', CAPGO_DISABLE_TELEMETRY: '1', CAPGO_DISABLE_POSTHOG: '1' } }
}
