import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface SandboxOptions {
  readonly members?: number
  readonly args?: readonly string[]
}

/** The first line that the embedded server prints: where it listens and what its organization holds. */
export interface SandboxAnnouncement {
  readonly api: string
  readonly supabase: string
  readonly anonKey: string
  readonly [detail: string]: unknown
}

export interface Sandbox extends SandboxAnnouncement {
  /** Changes state or plants faults through the test-only endpoint. */
  arrange(steps: readonly unknown[]): Promise<void>
  /** The requests that the server has answered so far. */
  log(): Promise<unknown>
  stop(): Promise<void>
}

export async function startSandbox(projectRoot: string, options: SandboxOptions): Promise<Sandbox> {
  const members = options.members === undefined ? [] : ['--members', String(options.members)]
  const script = join(projectRoot, 'out', 'main', 'sandboxCli.js')
  const child = spawn(process.execPath, [script, '--port', '0', '--arrange', ...members, ...(options.args ?? [])], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    exited.then(() => {
      throw new Error(`The embedded server ended before it listened.\n${errors}`)
    })
  ])
  const announcement = JSON.parse(first) as SandboxAnnouncement
  const endpoint = (path: string): string => `${announcement.api.replace(/\/$/u, '')}/_sandbox/${path}`
  return {
    ...announcement,
    async arrange(steps) {
      const response = await fetch(endpoint('arrange'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ steps }) })
      if (response.status !== 204) throw new Error(`The embedded server refused to arrange: ${response.status} ${await response.text()}`)
    },
    async log() {
      return (await fetch(endpoint('log'))).json() as Promise<unknown>
    },
    async stop() {
      child.kill()
      await exited
    }
  }
}
