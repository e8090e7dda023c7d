import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JournalRow } from '#shared/domain/journal'
import { createJournal } from '../../../electron/main/journal/journal'
import { createLineFile } from '../../../electron/main/storage/lineFile'
import { createTextFile } from '../../../electron/main/storage/textFile'
import { quietLog } from '../../support/quietLog'
import { createRandom } from '../../support/random'

const root = resolve(import.meta.dirname, '../../..')
const outDir = join(root, 'out', 'test', 'journal')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-journal-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '#shared': join(root, 'shared') } },
    ssr: { noExternal: true },
    build: { ssr: 'test/integration/journal/journalScript.ts', outDir, rolldownOptions: { output: { entryFileNames: 'journalScript.mjs' } } }
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Kills the writer at an arbitrary moment after so many promises; what it had promised until then. */
function killAfter(promises: number): Promise<{ begun: string[]; ended: string[] }> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [join(outDir, 'journalScript.mjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.split('\n').length > promises) writer.kill('SIGKILL')
    })
    writer.on('error', reject)
    writer.on('close', () => {
      const lines = said.slice(0, said.lastIndexOf('\n')).split('\n')
      const of = (word: string): string[] => lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length + 1))
      resolve({ begun: of('begun'), ended: of('ended') })
    })
  })
}

async function read() {
  const key = createTextFile(`${folder}/key.json`)
  const journal = createJournal({
    file: createLineFile({ path: `${folder}/journal.jsonl` }),
    checkpoint: createTextFile(`${folder}/journal.checkpoint.json`),
    keys: { storage: () => Promise.resolve('keychain'), read: async () => ({ found: JSON.parse((await key.read()) ?? 'null') as never }), save: (kept) => key.write(JSON.stringify(kept)) },
    log: quietLog(),
    now: Date.now
  })
  const rows: JournalRow[] = []
  for (let page = 0; ; page += 1) {
    const answer = await journal.list({ organizationId: null, page })
    rows.push(...answer.rows)
    if ((page + 1) * answer.limit >= answer.total) break
  }
  const verification = await journal.verify()
  await journal.settle()
  return { rows, verification }
}

it('a journal killed 25 times has everything that was promised, is intact, and was tampered with by nobody', { timeout: 120_000 }, async () => {
  const random = createRandom(7)
  const [begun, ended] = [new Set<string>(), new Set<string>()]
  for (let kill = 0; kill < 25; kill += 1) {
    const promised = await killAfter(random.between(1, 12))
    for (const id of promised.begun) begun.add(id)
    for (const id of promised.ended) ended.add(id)
    const { rows, verification } = await read()
    expect(verification).toMatchObject({ state: 'intact', wrong: null })
    const changes = rows.filter((row) => row.row === 'change')
    const known = new Map(changes.map((row) => [row.intent.id, row.outcome.state]))
    expect([...begun].filter((id) => !known.has(id))).toEqual([])
    expect([...ended].filter((id) => known.get(id) !== 'known')).toEqual([])
    // What nobody promised is told as what it is.
    expect([...known.values()].every((state) => state === 'known' || state === 'unknown')).toBe(true)
  }
  expect(begun.size).toBeGreaterThan(25)
})
