import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

export interface Figure {
  name: string
  value: number
  unit: 'ms' | 'kB' | 'requests' | 'rows'
}

const file = resolve(import.meta.dirname, '../../out/bench.json')

/** Adds a figure to out/bench.json; nothing is asserted of it. */
export async function record(name: string, value: number, unit: Figure['unit']): Promise<void> {
  const figures = await readFile(file, 'utf8').then((text) => JSON.parse(text) as Figure[], () => [])
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify([...figures, { name, value: Math.round(value * 10) / 10, unit }], null, 2)}\n`)
}

/** Milliseconds of each run; the run itself is what is measured. */
export async function timed(runs: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < runs; index++) {
    const start = performance.now()
    await run(index)
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)
}

export const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
export const p95 = (sorted: readonly number[]): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN
