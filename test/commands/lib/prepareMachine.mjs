import { prepareModules } from './prepareModules.mjs'
import { prepareSystem } from './prepareSystem.mjs'

/** Brings the machine to where the app can be built, run and tested; says nothing when nothing was missing. */
export async function prepareMachine() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`)
  await prepareSystem()
  await prepareModules()
}
