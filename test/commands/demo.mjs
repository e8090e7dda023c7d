// npm run demo: opens the demo organization; without a display it walks through it and leaves pictures in out/demo.
import { rmSync } from 'node:fs'
import { buildApp } from './lib/buildApp.mjs'
import { openKeyringSession } from './lib/keyringSession.mjs'
import { prepareMachine } from './lib/prepareMachine.mjs'
import { inRoot } from './lib/project.mjs'
import { hasDisplay, runApp } from './lib/runApp.mjs'
import { runCommand } from './lib/runCommand.mjs'

try {
  await prepareMachine()
  await buildApp()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

if (hasDisplay()) {
  process.exitCode = await runApp(['--demo', ...process.argv.slice(2)])
} else {
  console.log('There is no display here: walking through the demo organization without one.')
  rmSync(inRoot('out', 'demo'), { recursive: true, force: true })
  const keyring = openKeyringSession()
  const playwright = inRoot('node_modules', '@playwright', 'test', 'cli.js')
  const [command, args] = keyring.wrap(process.execPath, [playwright, 'test', '--project', 'demo', '--reporter', inRoot('test', 'demo', 'stepReporter.ts')])
  const { code } = await runCommand(command, args, { show: true, env: keyring.env })
  keyring.end()
  if (code === 0) console.log('The pictures are in out/demo.')
  process.exitCode = code
}
