// npm test: everything that proves Gatehouse, in order; `npm test -- unit e2e` runs only some parts.
import { prepareMachine } from './lib/prepareMachine.mjs'
import { parts, runParts } from './lib/testParts.mjs'
import { summarize } from './lib/totals.mjs'

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(`There is no part named ${unknown.join(', ')}. The parts: ${parts.map((part) => part.name).join(', ')}.`)
  process.exit(1)
}
try {
  await prepareMachine()
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
const results = await runParts(asked.length > 0 ? parts.filter((part) => asked.includes(part.name)) : parts)
const { passed, failed } = summarize(results)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
