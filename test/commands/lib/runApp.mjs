import { spawn } from 'node:child_process'
import { findElectronBinary } from './electronBinary.mjs'
import { inRoot, root } from './project.mjs'

/** Whether a window can be seen on this machine. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])

/**
 * Runs the built app until it quits, on Electron or on its stand-in.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runApp(args) {
  const binary = findElectronBinary()
  // As root Chromium refuses to run inside its own sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const [program, ...before] = binary ? [binary, ...asRoot] : [process.execPath, inRoot('test', 'host', 'electron.mjs')]
  if (binary) console.log(`Gatehouse runs on Electron (${binary})`)
  const child = spawn(program, [...before, root, ...args], { stdio: 'inherit' })
  // A signal from the terminal reaches the app by itself; this process only waits for it to quit.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}
