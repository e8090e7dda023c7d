import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { guardClose } from '../../../electron/main/window/closeGuard'
import { quietLog } from '../../support/quietLog'

/** A window as Electron's: `close` may be vetoed, and comes again with every attempt. */
class FakeWindow extends EventEmitter {
  closed = false
  close(): void {
    let vetoed = false
    this.emit('close', { preventDefault: () => (vetoed = true) })
    if (!vetoed) this.closed = true
  }
  isDestroyed(): boolean {
    return this.closed
  }
}

function guarded(count: number) {
  const window = new FakeWindow()
  const questions: { count: number; answer: (goOn: boolean) => Promise<void>; fail: () => Promise<void> }[] = []
  const state = { count }
  const settled = async (act: () => void): Promise<void> => {
    act()
    await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const guard = guardClose(window as never, {
    atRisk: () => state.count,
    ask: (asked) =>
      new Promise((resolve, reject) => {
        questions.push({ count: asked, answer: (goOn) => settled(() => resolve(goOn)), fail: () => settled(() => reject(new Error('no dialog'))) })
      }),
    log: quietLog()
  })
  return { window, questions, state, guard }
}

describe('closing the window', () => {
  it('asks nothing where nothing is lost', () => {
    const { window, questions } = guarded(0)
    window.close()
    expect([window.closed, questions.length]).toEqual([true, 0])
  })

  it('asks with how many secrets go, stays where the person stays, and asks again the next time', async () => {
    const { window, questions, state } = guarded(2)
    window.close()
    window.close()
    expect([window.closed, questions.map(({ count }) => count)]).toEqual([false, [2]])
    await questions[0]?.answer(false)
    expect(window.closed).toBe(false)
    state.count = 1
    window.close()
    expect(questions.map(({ count }) => count)).toEqual([2, 1])
    await questions[1]?.answer(true)
    expect([window.closed, questions.length]).toEqual([true, 2])
  })

  it('stays where nobody could be asked, and can be tried again', async () => {
    const { window, questions } = guarded(1)
    window.close()
    await questions[0]?.fail()
    expect(window.closed).toBe(false)
    window.close()
    await questions[1]?.answer(true)
    expect(window.closed).toBe(true)
  })
})

describe('leaving for an update', () => {
  it('asks as closing does, and closing asks no more where the person said yes', async () => {
    const { window, questions, guard } = guarded(2)
    const may = guard.mayClose()
    await questions[0]?.answer(true)
    expect(await may).toBe(true)
    window.close()
    expect([window.closed, questions.length]).toEqual([true, 1])
  })

  it('stays where the person says so, and asks again when it did not go after all', async () => {
    const { window, questions, guard } = guarded(1)
    const first = guard.mayClose()
    await questions[0]?.answer(false)
    expect(await first).toBe(false)
    const second = guard.mayClose()
    await questions[1]?.answer(true)
    expect(await second).toBe(true)
    guard.again()
    window.close()
    expect([window.closed, questions.length]).toEqual([false, 3])
  })

  it('asks nothing where nothing is lost', async () => {
    const { questions, guard } = guarded(0)
    expect([await guard.mayClose(), questions.length]).toEqual([true, 0])
  })
})
