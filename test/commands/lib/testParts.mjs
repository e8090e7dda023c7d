import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { build } from './buildApp.mjs'
import { findElectronBinary } from './electronBinary.mjs'
import { keyringObstacle, openKeyringSession } from './keyringSession.mjs'
import { isKeytarBuilt } from './prepareModules.mjs'
import { inRoot } from './project.mjs'
import { runCommand, runTool } from './runCommand.mjs'
import { countCheck, countPlaywright, countVitest } from './totals.mjs'

const bin = (...path) => inRoot('node_modules', ...path)
const reportOf = (name) => inRoot('out', 'test', `${name}.json`)

const check = (run) => async () => {
  const { code, output } = await run()
  return { output, ...countCheck(code) }
}

const vitest = (name) => async () => {
  const args = [bin('vitest', 'vitest.mjs'), 'run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile=${reportOf(name)}`]
  const { code, output } = await runCommand(process.execPath, args, { env: { NO_COLOR: '1' } })
  return { output, ...countVitest(reportOf(name), code) }
}

/** Playwright writes to the terminal as it goes: it is the longest part, and nothing runs beside it. */
const playwright = (name) => async () => {
  const session = openKeyringSession()
  const env = { ...session.env, GATEHOUSE_E2E_REPORT: reportOf(name) }
  const { code } = await runCommand(...session.wrap(process.execPath, [bin('@playwright', 'test', 'cli.js'), 'test', '--project', name]), { env, show: true })
  session.end()
  return { output: '', ...countPlaywright(reportOf(name), code) }
}

/** The keyring's spec makes its own sessions: locked, unlocked, without a bus, without a service. */
function vaultObstacle() {
  if (process.platform !== 'linux') return 'its sessions are made with gnome-keyring, on Linux'
  return keyringObstacle() ?? (isKeytarBuilt() ? undefined : 'keytar is not built')
}

/** Electron for Linux is what stands in, and the keychain's binary has to fit it. */
function packagingObstacle() {
  if (process.platform !== 'linux') return 'the stand-in to be packed is Electron for Linux'
  return isKeytarBuilt() ? undefined : 'keytar is not built'
}

/** In order of what a reader wants to know first. `beside` parts share the two cores; the others run alone. The longest of those begins first, so that none waits for it alone. */
export const parts = [
  { name: 'build', run: check(build) },
  { name: 'typecheck', beside: true, run: check(() => runTool(bin('vue-tsc', 'bin', 'vue-tsc.js'), ['--build'])) },
  { name: 'lint', beside: true, run: check(() => runTool(bin('eslint', 'bin', 'eslint.js'), ['.', '--max-warnings', '0'])) },
  { name: 'unit', beside: true, run: vitest('unit') },
  { name: 'architecture', beside: true, run: vitest('architecture') },
  { name: 'renderer', beside: true, run: vitest('renderer') },
  { name: 'integration', beside: true, longest: true, run: vitest('integration') },
  { name: 'packaging', beside: true, run: vitest('packaging'), obstacle: packagingObstacle },
  { name: 'keyring', run: vitest('keyring'), obstacle: vaultObstacle },
  { name: 'host', run: playwright('host'), obstacle: () => (findElectronBinary() ? 'Electron itself is installed' : undefined) },
  { name: 'e2e', run: playwright('e2e') }
]

async function runPart(part) {
  const leftOut = part.obstacle?.()
  if (leftOut) return { name: part.name, passed: 0, failed: 0, seconds: 0, leftOut }
  const started = performance.now()
  if (!part.beside) console.log(`\n── ${part.name}`)
  const { output, passed, failed } = await part.run()
  if (part.beside) console.log(`\n── ${part.name}`)
  // What passed has nothing to say; what failed says everything.
  if (failed > 0 && output) console.log(output.trimEnd())
  return { name: part.name, passed, failed, seconds: (performance.now() - started) / 1000 }
}

/** Runs the given parts, two at a time where they do not need the machine for themselves. */
export async function runParts(chosen) {
  mkdirSync(inRoot('out', 'test'), { recursive: true })
  for (const { name } of chosen) rmSync(reportOf(name), { force: true })
  const results = new Map()
  const run = async (part) => void results.set(part.name, await runPart(part))

  // The build comes first, because other parts start what it built.
  const first = chosen.filter(({ name }) => name === 'build')
  const beside = chosen.filter((part) => part.beside).toSorted((one, other) => Number(other.longest ?? false) - Number(one.longest ?? false))
  const alone = chosen.filter((part) => !part.beside && !first.includes(part))
  for (const part of first) await run(part)
  const lane = async () => {
    for (let part = beside.shift(); part; part = beside.shift()) await run(part)
  }
  await Promise.all([lane(), lane()])
  for (const part of alone) await run(part)

  const ordered = chosen.map(({ name }) => results.get(name))
  const recorded = chosen.some(({ name }) => name === 'integration') && !existsSync(inRoot('..', 'shared', 'contract', 'exchanges.json'))
  return recorded ? [...ordered, { name: 'recorded answers', passed: 0, failed: 0, seconds: 0, leftOut: 'no ../shared beside this checkout' }] : ordered
}
