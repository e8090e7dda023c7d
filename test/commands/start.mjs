// npm start: opens Gatehouse, on Electron where its binary is installed, on its stand-in otherwise.
import { buildApp } from './lib/buildApp.mjs'
import { prepareMachine } from './lib/prepareMachine.mjs'
import { hasDisplay, runApp } from './lib/runApp.mjs'

try {
  await prepareMachine()
  await buildApp()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
if (!hasDisplay()) console.log('There is no display here, so the window cannot be seen. "npm run demo" walks through it and takes pictures; Ctrl+C quits.')
process.exitCode = await runApp(process.argv.slice(2))
