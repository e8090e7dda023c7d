import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** For what hangs: thousands of messages or faults in one test take their time on a busy machine, and no test is about time. */
const testTimeout = 60_000

/** Nothing that a test makes outlives the run. */
const globalSetup = ['test/support/temporaryRoot.ts']

const inNode = (name: string) => ({ test: { name, environment: 'node' as const, testTimeout, globalSetup, include: [`test/${name}/**/*.spec.ts`] } })

// The real keyring is only touched when it is asked for by name, inside a session of its own: `npm test -- keyring`.
const keyringAsked = process.argv.some((argument) => argument === 'keyring' || argument === '--project=keyring')

// Packages are made of what is built, which the others do not need: `npm test -- build packaging`.
const packagingAsked = process.argv.some((argument) => argument === 'packaging' || argument === '--project=packaging')

export default defineConfig({
  test: {
    projects: [
      inNode('unit'),
      inNode('integration'),
      inNode('architecture'),
      { plugins: [vue()], test: { name: 'renderer', environment: 'happy-dom', testTimeout, globalSetup, include: ['test/renderer/**/*.spec.ts'] } },
      ...(keyringAsked ? [inNode('keyring')] : []),
      ...(packagingAsked ? [inNode('packaging')] : [])
    ]
  }
})
