import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What `os.tmpdir` goes by, on each system. */
const variables = ['TMPDIR', 'TEMP', 'TMP'] as const
const mark = 'GATEHOUSE_TEST_ROOT'

/**
 * One folder for everything that the tests of a run make, and that processes which they kill leave behind; it goes with the
 * run. Every project of the run asks for it, and only the first makes it.
 */
export function setup(): (() => void) | undefined {
  if (process.env[mark] !== undefined) return undefined
  const root = mkdtempSync(join(tmpdir(), 'gatehouse-run-'))
  process.env[mark] = root
  for (const name of variables) process.env[name] = root
  return () => {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 })
  }
}
