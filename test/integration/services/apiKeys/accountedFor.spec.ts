import { afterEach, expect, it } from 'vitest'
import { createComputer, startRun, type Computer } from '../../../support/keySecretsSetUp'

const computers: Computer[] = []
afterEach(async () => {
  await Promise.all(computers.splice(0).map((computer) => computer.remove()))
})

it('an attempt on its way knows of the key that another attempt made meanwhile, and a change of what it was given changes nothing', async () => {
  const computer = await createComputer()
  computers.push(computer)
  const run = startRun(computer)
  const keyIds = [1]
  const attempt = await run.escrow.prepare(run.about({ before: { cause: 'create', keyIds } }))
  expect(attempt.before()).toEqual({ cause: 'create', keyIds: [1] })
  keyIds.push(7)
  await run.obtain('a secret of a test', 55)
  expect(attempt.before()).toEqual({ cause: 'create', keyIds: [1, 55] })
})
