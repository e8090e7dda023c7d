import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../../electron/main/sandbox'
import { createChangesUnderWay } from '../../../../electron/main/services/apiKeys/changesUnderWay'
import { apiKeyServiceSetUp } from '../../../support/apiKeyServiceSetUp'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

describe('the end of the program', () => {
  it('waits for a regeneration that is on its way, and its secret is kept', async () => {
    const { service, active, escrow, chosen } = await apiKeyServiceSetUp(open)
    const { known, over } = createChangesUnderWay()
    let sent: () => void = () => undefined
    let answer: () => void = () => undefined
    const isSent = new Promise<void>((resolve) => (sent = resolve))
    const isAnswered = new Promise<void>((resolve) => (answer = resolve))
    const { send } = active.requester
    active.requester.send = async (request) => {
      const came = await send(request)
      if (request.answersSecret !== true) return came
      sent()
      await isAnswered
      return came
    }
    const asked = known(service.regenerate)(await chosen('Operations console'))
    await isSent
    const ended = over(1e9).then(() => escrow.attempts.map(({ state }) => state))
    expect(escrow.attempts.map(({ state }) => state)).toEqual(['open'])
    answer()
    expect(await ended).toEqual(['held'])
    expect(await asked).toMatchObject({ outcome: 'held' })
  })

  it('does not wait for ever, and not at all for what is over', async () => {
    const { known, over } = createChangesUnderWay()
    await known(() => Promise.resolve(1))()
    await expect(known(() => Promise.reject(new Error('refused')))()).rejects.toThrow('refused')
    await over(1e9)
    void known(() => new Promise(() => undefined))()
    await expect(over(1)).resolves.toBeUndefined()
  })
})
