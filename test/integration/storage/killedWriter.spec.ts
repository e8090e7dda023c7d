import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createJsonFile } from '../../../electron/main/storage/jsonFile'
import { createRandom } from '../../support/random'

const root = resolve(import.meta.dirname, '../../..')
const outDir = join(root, 'out', 'test', 'storage')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-writer-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: 'test/integration/storage/counterScript.ts', outDir, rolldownOptions: { output: { entryFileNames: 'counterScript.mjs' } } }
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Kills the writer after so many acknowledged writes, at an arbitrary moment of the next; the last number it said. */
function killAfter(path: string, writes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [join(outDir, 'counterScript.mjs'), path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    let seen = 0
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      seen += text.split('\n').length - 1
      if (seen >= writes) writer.kill('SIGKILL')
    })
    writer.on('error', reject)
    writer.on('close', () => {
      const whole = said.slice(0, said.lastIndexOf('\n')).split('\n')
      resolve(Number(whole.at(-1)))
    })
  })
}

it('a writer killed 40 times leaves a whole file with every acknowledged write in it', { timeout: 60_000 }, async () => {
  const random = createRandom(3)
  const path = join(folder, 'counter.json')
  const file = createJsonFile({ path, version: 1, schema: z.strictObject({ count: z.int(), padding: z.string() }), migrations: {}, empty: () => ({ count: 0, padding: '' }) })
  for (let kill = 0; kill < 40; kill += 1) {
    const acknowledged = await killAfter(path, random.between(1, 6))
    const read = await file.read()
    expect(read.state).toBe('loaded')
    expect(read.value.count).toBeGreaterThanOrEqual(acknowledged)
    expect(read.value.padding).toHaveLength(200_000)
  }
  expect((await readdir(folder)).filter((name) => name.endsWith('.aside'))).toEqual([])
})
