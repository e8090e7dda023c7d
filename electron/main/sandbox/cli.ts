import { readFile } from 'node:fs/promises'
import { asWorld, startSandbox, type World } from './index'
import { asksForHelp, readOptions, USAGE, UsageError, type CliOptions } from './options'

async function worldIn(file: string): Promise<World> {
  try {
    return asWorld(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new UsageError(`--world ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function run({ worldFile, ...options }: CliOptions): Promise<void> {
  const sandbox = await startSandbox({ ...options, ...(worldFile === undefined ? {} : { world: await worldIn(worldFile) }) })
  const { api, supabase, anonKey, demo } = sandbox
  // The first line is for programs: where the server is and how to sign in.
  process.stdout.write(`${JSON.stringify({ api, supabase, anonKey, demo })}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}

function explained(error: unknown, port: number | undefined): string {
  const code = (error as { code?: unknown } | null)?.code
  if (code === 'EADDRINUSE') return `--port ${port ?? 0} is taken: choose another one, or leave the flag out for any free port`
  if (code === 'EACCES') return `--port ${port ?? 0} may not be opened by this user: choose one above 1023`
  return error instanceof Error ? error.message : String(error)
}

const args = process.argv.slice(2)
let options: CliOptions | undefined
try {
  if (asksForHelp(args)) process.stdout.write(`${USAGE}\n`)
  else {
    options = readOptions(args)
    await run(options)
  }
} catch (error) {
  process.stderr.write(`sandbox: ${explained(error, options?.port)}\n`)
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
