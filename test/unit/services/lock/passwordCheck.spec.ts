import { expect, it } from 'vitest'
import { createPasswordCheck, usualWork } from '../../../../electron/main/services/lock/passwordCheck'
import { createMemoryVault } from '../../../../electron/main/vault/memoryVault'

const id = '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11'
const other = '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f'
const password = 'correct horse battery café'

function setUp() {
  const vault = createMemoryVault('refused')
  // As little work as the vault takes: what it is worth is tried once, below.
  return { vault, checks: createPasswordCheck({ vault, work: { cost: 2 ** 14, blockSize: 1, parallelization: 1 } }) }
}

it('recognises the password of this connection, and no other', async () => {
  const { checks } = setUp()
  await checks.remember(id, password)
  expect([await checks.exists(id), await checks.exists(other)]).toEqual([true, false])
  expect(await checks.matches(id, password)).toBe(true)
  for (const wrong of [`${password} `, password.toUpperCase(), '', 'correct']) expect(await checks.matches(id, wrong), wrong).toBe(false)
})

it('recognises it however the keyboard composes its letters', async () => {
  const { checks } = setUp()
  await checks.remember(id, password.normalize('NFC'))
  expect(password.normalize('NFD')).not.toBe(password.normalize('NFC'))
  expect(await checks.matches(id, password.normalize('NFD'))).toBe(true)
})

it('keeps nothing of the password, and the same one differently each time', async () => {
  const { vault, checks } = setUp()
  await checks.remember(id, password)
  await checks.remember(other, password)
  const [one, two] = [(await vault.readPasswordCheck(id)).found, (await vault.readPasswordCheck(other)).found]
  expect(JSON.stringify(one)).not.toContain('horse')
  expect(one?.salt).not.toBe(two?.salt)
  expect(one?.hash).not.toBe(two?.hash)
})

it('an attempt may wait with the derived check, which is kept later', async () => {
  const { checks } = setUp()
  const derived = await checks.derive(password)
  expect(await checks.exists(id)).toBe(false)
  await checks.keep(id, derived)
  expect(await checks.matches(id, password)).toBe(true)
})

it('is renewed after the password was changed', async () => {
  const { checks } = setUp()
  await checks.remember(id, password)
  await checks.remember(id, 'another one')
  expect([await checks.matches(id, password), await checks.matches(id, 'another one')]).toEqual([false, true])
})

it('checks with the work that was asked for when it was kept', async () => {
  const { vault, checks } = setUp()
  await checks.remember(id, password)
  const { found } = await vault.readPasswordCheck(id)
  if (found === null) throw new Error('There is no check.')
  await vault.savePasswordCheck(id, { ...found, cost: 2 ** 15 })
  expect(await checks.matches(id, password)).toBe(false)
})

it('goes with the session; then it says that it is gone, not that the password is wrong', async () => {
  const { vault, checks } = setUp()
  await checks.remember(id, password)
  await vault.forgetSession(id)
  checks.forgetKnown()
  expect(await checks.exists(id)).toBe(false)
  await expect(checks.matches(id, password)).rejects.toMatchObject({ code: 'vaultUnavailable', data: { details: { foundState: 'gone' } } })
})

it('takes 32 MiB for each guess, and can be checked', async () => {
  const vault = createMemoryVault('refused')
  const checks = createPasswordCheck({ vault })
  await checks.remember(id, password)
  expect((await vault.readPasswordCheck(id)).found).toMatchObject(usualWork)
  expect(128 * usualWork.cost * usualWork.blockSize).toBe(32 * 1024 * 1024)
  expect(await checks.matches(id, password)).toBe(true)
}, 30_000)
