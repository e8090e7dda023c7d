// npm run pictures: takes the pictures of the README and the guides anew, into resources/pictures.
import { buildApp } from './lib/buildApp.mjs'
import { openKeyringSession } from './lib/keyringSession.mjs'
import { prepareMachine } from './lib/prepareMachine.mjs'
import { inRoot } from './lib/project.mjs'
import { runCommand } from './lib/runCommand.mjs'

try {
  await prepareMachine()
  await buildApp()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
// With a keychain of their own, so that the words in them are those that people with one read.
const keyring = openKeyringSession()
const [command, args] = keyring.wrap(process.execPath, [inRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--project', 'pictures', '--reporter', 'list'])
const { code } = await runCommand(command, args, { show: true, env: keyring.env })
keyring.end()
if (code === 0) console.log('The pictures are in resources/pictures. Look at each before you commit it.')
process.exitCode = code
