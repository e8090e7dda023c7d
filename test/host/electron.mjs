#!/usr/bin/env node
// Stands in for the `electron` binary where it is not installed: `node electron.mjs [switches] <app folder> [arguments]`.
import { readFileSync } from 'node:fs'
import { register } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readCommandLine } from './commandLine.mjs'

const commandLine = readCommandLine(process.argv.slice(2))
const appPath = resolve(commandLine.appPath ?? '.')
const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))

// Electron's argv begins with the binary, then what was typed after it; there is no script path in between.
process.argv = [process.execPath, ...commandLine.argv]
process.type = 'browser'
process.defaultApp = true
process.resourcesPath = join(appPath, 'resources')

register('./resolveHook.mjs', import.meta.url)

const { startHost } = await import('./startHost.mjs')
const host = await startHost({ appPath, manifest, switches: commandLine.switches })

try {
  await import(pathToFileURL(join(appPath, manifest.main ?? 'index.js')).href)
} catch (error) {
  console.error(error)
  host.abandon(1)
}
// As with Electron, `ready` waits until the app's own module has been evaluated.
host.becomeReady()
