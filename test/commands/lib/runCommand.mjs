import { spawn } from 'node:child_process'
import { root } from './project.mjs'

const windows = process.platform === 'win32'

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, show?: boolean }} [options] with `show` the program writes to this terminal;
 *   without it everything it wrote is returned
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(command, args, { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      // npm and npx are scripts on Windows.
      shell: windows && ['npm', 'npx'].includes(command)
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk))
    child.once('error', (error) => resolve({ code: 127, output: String(error.message) }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** A program of one of the installed packages, started with this very Node. */
export const runTool = (script, args, options) => runCommand(process.execPath, [script, ...args], options)
