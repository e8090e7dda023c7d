import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDraftRepository } from '../../../../electron/main/reviews/draftRepository'
import { createRandom } from '../../../support/random'
import { sound } from '../../../support/reviewFileFixtures'
import { draftAt, draftKeys } from './draftAt'

const root = resolve(import.meta.dirname, '../../../..')
const outDir = join(root, 'out', 'test', 'reviews')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-review-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: 'test/integration/services/reviews/draftScript.ts', outDir, rolldownOptions: { output: { entryFileNames: 'draftScript.mjs' } } }
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Kills the writer after so many acknowledged rounds, at an arbitrary moment of the next; the last number it said. */
function killAfter(rounds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [join(outDir, 'draftScript.mjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.split('\n').length > rounds) writer.kill('SIGKILL')
    })
    writer.on('error', reject)
    writer.on('close', () => resolve(Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))))
  })
}

it('a writer killed 30 times leaves the draft and the review file whole, with every acknowledged round in them', { timeout: 240_000 }, async () => {
  const random = createRandom(5)
  const drafts = createDraftRepository({ pathOf: (name) => join(folder, 'reviews', ...(name === undefined ? [] : [name])), keys: draftKeys })
  for (let kill = 0; kill < 30; kill += 1) {
    const acknowledged = await killAfter(random.between(1, 5))
    const [{ title }, file] = [await drafts.read(draftAt(0).id), sound(await readFile(join(folder, 'saved.gatehouse-review'), 'utf8'))]
    expect(acknowledged).toBeGreaterThan(0)
    // The old one or a newer one.
    for (const count of [Number(title), Number(file.body.title)]) expect(count).toBeGreaterThanOrEqual(acknowledged)
    expect((await drafts.list()).unreadable).toEqual([])
  }
})
