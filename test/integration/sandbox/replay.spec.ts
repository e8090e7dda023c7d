import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { asWorld, startSandbox } from '../../../electron/main/sandbox/index'

const contract = resolve(import.meta.dirname, '../../../../shared/contract')
const file = (name: string) => resolve(contract, name)

interface Report {
  matched: number
  differed: number
  results: { number: number; name: string; outcome: string; reasons?: string[] }[]
}

function replay(api: string, supabase: string): Promise<Report> {
  const args = [file('replay.mjs'), '--api', api, '--supabase', supabase, '--world', file('world.json'), '--exchanges', file('exchanges.json'), '--arrange-url', `${api}/_sandbox/arrange`, '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', () => done(JSON.parse(Buffer.concat(chunks).toString()) as Report))
  })
}

// A clone without the recordings has nothing to be held against.
it.runIf(existsSync(file('replay.mjs')))('answers every recorded exchange as the real backend did', { timeout: 60_000 }, async () => {
  const world = asWorld(JSON.parse(readFileSync(file('world.json'), 'utf8')))
  const sandbox = await startSandbox({ world, arrange: true, hostSplit: true })
  const report = await replay(sandbox.api, sandbox.supabase).finally(() => sandbox.close())
  const differing = report.results.filter(({ outcome }) => outcome === 'differed').map(({ number, name, reasons }) => `${number} ${name}: ${reasons?.join('; ') ?? ''}`)
  expect(differing).toEqual([])
  expect(report.matched).toBeGreaterThan(280)
})
