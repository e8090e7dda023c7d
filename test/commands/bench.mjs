// npm run bench: figures, as a table and in out/bench.json. Nothing is passed or failed by a duration.
import { readFile, rm } from 'node:fs/promises'
import { buildApp } from './lib/buildApp.mjs'
import { prepareMachine } from './lib/prepareMachine.mjs'
import { inRoot } from './lib/project.mjs'
import { runTool } from './lib/runCommand.mjs'

await prepareMachine()
await buildApp()
const file = inRoot('out', 'bench.json')
await rm(file, { force: true })
const { code } = await runTool(inRoot('node_modules', '@playwright', 'test', 'cli.js'), ['test', '--project=bench', '--reporter=list'], { show: true })
const figures = JSON.parse(await readFile(file, 'utf8').catch(() => '[]'))
const width = Math.max(0, ...figures.map(({ name }) => name.length))
console.log('')
for (const { name, value, unit } of figures) console.log(`${name.padEnd(width)}  ${value.toLocaleString('en').padStart(10)} ${unit}`)
process.exitCode = code
