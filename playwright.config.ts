import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { findElectronBinary } from './test/e2e/support/electronBinary'

const hasElectron = findElectronBinary(import.meta.dirname) !== undefined

// The app is launched by the fixture in test/e2e/support/app.ts; no browser of Playwright's own is ever downloaded or started.
export default defineConfig({
  outputDir: 'out/e2e/artifacts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['GATEHOUSE_E2E_REPORT'] ?? resolve(import.meta.dirname, 'out/e2e/report.json') }]],
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    { name: 'demo', testDir: 'test/demo' },
    { name: 'pictures', testDir: 'test/pictures' },
    { name: 'bench', testDir: 'test/bench', testMatch: '**/*.bench.ts' },
    // The stand-in host proves itself only where it is the one that runs.
    ...(hasElectron ? [] : [{ name: 'host', testDir: 'test/host/selfcheck' }])
  ]
})
