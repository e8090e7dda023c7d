import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '#shared/errors/appError'
import type { ChannelOutput } from '#shared/ipc/contract'
import { desktopKey } from '../../../renderer/desktop/client'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOverviewStore } from '../../../renderer/stores/overview'
import { apiKey, id, session, signedIn } from '../support/connections'
import { createFakeDesktop, later } from '../support/fakeDesktop'

type Counted = ChannelOutput<'organizations.countTwoFactor'>
const counted = (organizationId: string, members: number, withoutTwoFactor: number): Counted => ({ organizationId, members: { known: true, value: members }, withoutTwoFactor: { known: true, value: withoutTwoFactor } })
const unknown = (organizationId: string, code: ErrorCode): Counted => {
  const why = { code, message: code, retryable: true }
  return { organizationId, members: { known: false, why }, withoutTwoFactor: { known: false, why } }
}

/** The store of somebody signed in, with every question held until the test answers it. */
function opened() {
  const questions: { id: string; answer: (given: Counted) => void; fail: (error: AppError) => void }[] = []
  const fake = createFakeDesktop({
    'organizations.countTwoFactor': ({ organizationId }) => {
      const answer = later<Counted>()
      questions.push({ id: organizationId, answer: answer.resolve, fail: answer.reject })
      return answer.promise
    }
  })
  mount({ template: '<div />' }, { global: { plugins: [createPinia()], provide: { [desktopKey as symbol]: fake.desktop } } })
  const connection = useConnectionStore()
  connection.state = signedIn(session)
  const store = useOverviewStore()
  const asked = () => questions.map((one) => one.id)
  const answer = async (index: number, given?: Counted) => {
    const question = questions[index]
    question?.answer(given ?? counted(question.id, 10, index))
    await flushPromises()
  }
  return { store, connection, questions, asked, answer }
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => id(index + 1))

describe('counting members for the overview', () => {
  it('asks for three organizations at a time, in the order wanted, each once', async () => {
    const { store, asked, answer } = opened()
    store.want(ids(5))
    expect(asked()).toEqual(ids(3))
    store.want(ids(5))
    await answer(1)
    expect(asked()).toEqual(ids(4))
    await answer(0)
    await answer(2)
    await answer(3)
    await answer(4)
    expect(asked()).toEqual(ids(5))
    expect(store.counts.get(id(2))).toEqual({ members: { known: true, value: 10 }, withoutTwoFactor: { known: true, value: 1 } })
    store.want(ids(5))
    expect(asked()).toHaveLength(5)
  })

  it('leaves what went out of view before it was asked', async () => {
    const { store, asked, answer } = opened()
    store.want(ids(50))
    store.want([id(40), id(41)])
    await answer(0)
    expect(asked()).toEqual([...ids(3), id(40)])
    store.want([])
    await answer(1)
    await answer(2)
    await answer(3)
    expect(asked()).toHaveLength(4)
  })

  it('counts anew on a refresh, keeps what was counted until then, and holds to three all the same', async () => {
    const { store, asked, answer } = opened()
    store.want(ids(2))
    await answer(0)
    store.refresh()
    // One of the former reading is still under way.
    expect(asked()).toEqual([id(1), id(2), id(1), id(2)])
    expect(store.counts.get(id(1))?.withoutTwoFactor).toEqual({ known: true, value: 0 })
    await answer(1, counted(id(2), 9, 9))
    expect(store.counts.has(id(2))).toBe(false)
    await answer(2, counted(id(1), 11, 7))
    await answer(3, counted(id(2), 4, 4))
    expect([...store.counts.values()].map(({ withoutTwoFactor }) => withoutTwoFactor)).toEqual([{ known: true, value: 7 }, { known: true, value: 4 }])
  })

  it('drops the answers for another credential, and asks nothing of the former list', async () => {
    const { store, connection, asked, answer } = opened()
    store.want(ids(5))
    connection.state = signedIn(apiKey)
    await flushPromises()
    await answer(0)
    await answer(1)
    expect(store.counts.size).toBe(0)
    expect(asked()).toHaveLength(3)
  })

  it.each<ErrorCode>(['rateLimited', 'offline', 'sessionEnded', 'locked'])('asks no further after %s, and says why of the rest', async (code) => {
    const { store, asked, answer } = opened()
    store.want(ids(9))
    await answer(0, unknown(id(1), code))
    await answer(1)
    await answer(2)
    expect(asked()).toHaveLength(3)
    expect(store.halted?.code).toBe(code)
    store.refresh()
    expect(store.halted).toBeNull()
    expect(asked()).toHaveLength(6)
  })

  it('goes on after what concerns one organization only', async () => {
    const { store, questions, asked, answer } = opened()
    store.want(ids(5))
    await answer(0, unknown(id(1), 'forbidden'))
    questions[1]?.fail(new AppError({ code: 'unexpected', message: 'x', retryable: false }))
    await flushPromises()
    expect(asked()).toHaveLength(5)
    expect(store.counts.get(id(1))?.withoutTwoFactor).toMatchObject({ known: false, why: { code: 'forbidden' } })
    expect(store.counts.get(id(2))?.members).toMatchObject({ known: false, why: { code: 'unexpected' } })
  })

  it('counts again once Gatehouse is unlocked', async () => {
    const { store, connection, asked, answer } = opened()
    store.want(ids(1))
    connection.state = { status: 'locked', connection: session, because: 'idle', since: '2027-03-12T10:00:00.000Z', proof: 'keychain' }
    await answer(0, unknown(id(1), 'locked'))
    connection.state = signedIn(session)
    await flushPromises()
    expect(asked()).toEqual([id(1), id(1)])
  })
})
