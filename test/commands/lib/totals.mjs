import { existsSync, readFileSync } from 'node:fs'

const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined)

/** A part whose program failed without a failing test (it could not start, a file did not load) counts as one failure. */
const atLeastOneFailure = (counts, code) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts)

/** A check that has no tests of its own: it holds or it does not. */
export const countCheck = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 })

export function countVitest(path, code) {
  const report = readReport(path)
  if (!report) return atLeastOneFailure({ passed: 0, failed: 0 }, code || 1)
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return atLeastOneFailure({ passed: report.numPassedTests, failed: report.numFailedTests + unloaded }, code)
}

export function countPlaywright(path, code) {
  const report = readReport(path)
  if (!report) return atLeastOneFailure({ passed: 0, failed: 0 }, code || 1)
  const { expected, unexpected, flaky } = report.stats
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky }, code)
}

/**
 * Prints a line per part and what was left out; the caller prints the totals.
 *
 * @param {readonly { name: string, passed: number, failed: number, seconds: number, leftOut?: string }[]} results
 */
export function summarize(results) {
  console.log('\n── summary')
  for (const { name, passed, failed, seconds, leftOut } of results) {
    if (leftOut) console.log(`left out: ${name} (${leftOut})`)
    else console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(13)} ${String(passed).padStart(5)} passed ${failed > 0 ? `${String(failed)} failed ` : ''}in ${seconds.toFixed(0)} s`)
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  return { passed: sum('passed'), failed: sum('failed') }
}
