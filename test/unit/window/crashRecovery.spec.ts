import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { recoverFromCrashes } from '../../../electron/main/window/crashRecovery'
import { quietLog } from '../../support/quietLog'

class FakeContents extends EventEmitter {
  loads = 0
  ended = 0
  reload(): void {
    this.loads += 1
  }
  forcefullyCrashRenderer(): void {
    this.ended += 1
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
  }
}

class FakeWindow extends EventEmitter {
  webContents = new FakeContents()
  isDestroyed(): boolean {
    return false
  }
}

function recovering(answers: { crash?: 'load' | 'quit'; hanging?: 'wait' | 'load' } = {}) {
  const window = new FakeWindow()
  const clock = { now: Date.parse('2027-03-12T10:00:00.000Z') }
  const said: string[] = []
  const log = quietLog()
  const recovery = recoverFromCrashes(window as never, {
    askAfterCrash() {
      said.push('asked after crash')
      return answers.crash === undefined ? Promise.reject(new Error('no dialog')) : Promise.resolve(answers.crash)
    },
    askWhileHanging() {
      said.push('asked while hanging')
      return Promise.resolve(answers.hanging ?? 'wait')
    },
    quit: () => said.push('quit'),
    now: () => clock.now,
    log
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  const crash = async (reason = 'crashed'): Promise<void> => {
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 })
    await settled()
  }
  return { window, clock, said, log, recovery, crash, settled }
}

describe('a page whose process is gone', () => {
  it('is loaded again without a question, and says so once', async () => {
    const { window, said, recovery, crash } = recovering()
    await crash()
    expect([window.webContents.loads, said]).toEqual([1, []])
    expect([recovery.takeCrash(), recovery.takeCrash()]).toEqual(['2027-03-12T10:00:00.000Z', null])
  })

  it('is no crash when it ended with its window', async () => {
    const { window, recovery, crash } = recovering()
    await crash('clean-exit')
    expect([window.webContents.loads, recovery.takeCrash()]).toEqual([0, null])
  })

  it('is not loaded in a circle: the second time within a minute somebody decides', async () => {
    const loading = recovering({ crash: 'load' })
    await loading.crash()
    loading.clock.now += 59_000
    await loading.crash()
    expect([loading.window.webContents.loads, loading.said]).toEqual([2, ['asked after crash']])
    const quitting = recovering({ crash: 'quit' })
    await quitting.crash()
    await quitting.crash()
    expect([quitting.window.webContents.loads, quitting.said]).toEqual([1, ['asked after crash', 'quit']])
  })

  it('is loaded without a question again a minute later', async () => {
    const { window, clock, said, crash } = recovering()
    await crash()
    clock.now += 60_000
    await crash()
    expect([window.webContents.loads, said]).toEqual([2, []])
  })

  it('stays as it is where nobody can be asked, and that is in the log', async () => {
    const { window, log, crash } = recovering()
    await crash()
    await crash()
    expect(window.webContents.loads).toBe(1)
    expect(log.lines.map(({ event }) => event)).toContain('window.notAsked')
  })
})

describe('a page that does not answer', () => {
  it('is left to itself while somebody waits, and asked about once at a time', async () => {
    const { window, said, settled } = recovering()
    window.emit('unresponsive')
    window.emit('unresponsive')
    await settled()
    expect([said, window.webContents.ended]).toEqual([['asked while hanging'], 0])
  })

  it('is ended and loaded again when somebody wants that, also soon after a crash', async () => {
    const { window, said, crash, settled } = recovering({ hanging: 'load' })
    await crash()
    window.emit('unresponsive')
    await settled()
    expect([window.webContents.ended, window.webContents.loads, said]).toEqual([1, 2, ['asked while hanging']])
  })
})
