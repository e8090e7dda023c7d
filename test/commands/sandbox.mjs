// Runs the embedded Capgo server alone: npm run sandbox -- --port 8787 --members 1000
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const program = resolve(root, 'out/main/sandboxCli.js')

if (!existsSync(program)) {
  // The first line on standard output is for programs, so the build may only speak on standard error.
  const built = spawnSync('npx', ['electron-vite', 'build'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (built.status !== 0) process.exit(built.status ?? 1)
}

const server = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)))
