import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchedApp } from './launchedApp'

interface Traced {
  gatehouseTrace?: unknown[]
}

/**
 * Main's heap after a collection, as V8 writes it: every string that is still reachable is in it, whole. What the tests'
 * own trace of the bridge holds is dropped first. Written to a file by main, so that nothing is asked of it by name.
 */
export async function mainHeap(app: LaunchedApp): Promise<string> {
  const path = join(app.userData, 'main.heapsnapshot')
  await app.evaluateMain((electron, file) => {
    const host = (electron as unknown as { __host?: { record: { ipc: unknown[] } } }).__host
    host?.record.ipc.splice(0)
    ;(globalThis as Traced).gatehouseTrace?.splice(0)
    const v8 = process.getBuiltinModule('node:v8')
    v8.setFlagsFromString('--heap-snapshot-string-limit=1000000')
    v8.writeHeapSnapshot(file)
  }, path)
  return readFile(path, 'utf8')
}

/** Which of the secrets are in the heap, by name. */
export async function heldInMain(app: LaunchedApp, secrets: Readonly<Record<string, string>>): Promise<string[]> {
  const heap = await mainHeap(app)
  return Object.entries(secrets).filter(([, secret]) => heap.includes(JSON.stringify(secret).slice(1, -1))).map(([name]) => name)
}
