import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { commands as english } from '#shared/text/en/commands'
import { commands as french } from '#shared/text/fr/commands'
import { guardClose } from '../../../electron/main/window/closeGuard'
import { keepInTray } from '../../../electron/main/window/keepInTray'
import { createTrayIcon, trayTemplate } from '../../../electron/main/window/trayIcon'
import { quietLog } from '../../support/quietLog'

class FakeTray extends EventEmitter {
  gone = false
  menu: unknown = null
  onClick = (listener: () => void): void => void this.on('click', listener)
  setMenu = (menu: unknown): void => {
    if (this.gone) throw new TypeError('Object has been destroyed')
    this.menu = menu
  }
  destroy = (): void => {
    this.gone = true
  }
}

function icon(platform: NodeJS.Platform, refuses = () => false) {
  const made: FakeTray[] = []
  const opened: string[] = []
  const tray = createTrayIcon({
    make() {
      if (refuses()) throw new Error('no tray')
      made.push(new FakeTray())
      return made.at(-1) ?? new FakeTray()
    },
    platform,
    onOpen: () => opened.push('open'),
    log: quietLog()
  })
  return { tray, made, opened }
}
const menu: MenuItemConstructorOptions[] = [{ label: 'x' }]

describe('the icon beside the clock', () => {
  it('is there once, with the latest menu, and goes', () => {
    const { tray, made } = icon('win32')
    expect(tray.state()).toBe('off')
    tray.follow(true, menu)
    tray.follow(true, [{ label: 'y' }])
    expect([made.length, made[0]?.menu, tray.state()]).toEqual([1, [{ label: 'y' }], 'on'])
    tray.follow(false, menu)
    expect([made[0]?.gone, tray.state()]).toEqual([true, 'off'])
  })

  it('on Linux may not be shown, which nobody tells', () => {
    const { tray } = icon('linux')
    tray.follow(true, menu)
    expect(tray.state()).toBe('maybe')
  })

  it('that the system does not take is told, and tried again when it is wanted anew', () => {
    let refuses = true
    const { tray } = icon('win32', () => refuses)
    tray.follow(true, menu)
    tray.follow(true, menu)
    expect(tray.state()).toBe('failed')
    refuses = false
    tray.follow(false, menu)
    tray.follow(true, menu)
    expect(tray.state()).toBe('on')
  })

  it.each([['win32', ['open']], ['linux', ['open']], ['darwin', []]] as const)('opens the window when it is pressed, but where a press opens the menu: %s', (platform, opens) => {
    const { tray, made, opened } = icon(platform)
    tray.follow(true, menu)
    made[0]?.emit('click')
    expect(opened).toEqual(opens)
  })

  it.each([['en', english], ['fr', french]] as const)('its menu is of the one list, in %s', (_, { title }) => {
    const run: string[] = []
    const items = trayTemplate(title, (name) => name !== 'lock', (name) => run.push(name)).filter(({ type }) => type !== 'separator')
    expect(items.map(({ label, enabled }) => [label, enabled])).toEqual([[title.openWindow, true], [title.lock, false], [title.quit, true]])
    for (const item of items) (item.click as () => void)()
    expect(run).toEqual(['openWindow', 'lock', 'quit'])
  })
})

/** As Electron's: quitting says so, closes the window, and ends with the last one. */
class FakeWindow extends EventEmitter {
  closed = false
  hidden = 0
  full = false
  close(): void {
    const event = { defaultPrevented: false, preventDefault: (): void => void (event.defaultPrevented = true) }
    this.emit('close', event)
    this.closed = !event.defaultPrevented
  }
  hide(): void {
    this.hidden += 1
  }
  isDestroyed = (): boolean => this.closed
  isFullScreen = (): boolean => this.full
  setFullScreen(): void {
    this.full = false
    this.emit('leave-full-screen')
  }
}

function kept({ inTray = true, secrets = 0, goOn = false } = {}) {
  const app = new EventEmitter()
  const window = new FakeWindow()
  const state = { inTray, secrets, goOn, asked: 0, told: 0 }
  const { stays } = keepInTray(app as never, window as never, { inTray: () => state.inTray, onHidden: () => (state.told += 1) })
  guardClose(window as never, {
    atRisk: () => state.secrets,
    ask: () => {
      state.asked += 1
      return Promise.resolve(state.goOn)
    },
    stayed: stays,
    log: quietLog()
  })
  const quit = async (): Promise<void> => {
    app.emit('before-quit')
    window.close()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { window, state, quit }
}

describe('closing the window with an icon beside the clock', () => {
  it('puts it away, and asks about nothing, for nothing ends', () => {
    const { window, state } = kept({ secrets: 2 })
    window.close()
    expect([window.closed, window.hidden, state.asked, state.told]).toEqual([false, 1, 0, 1])
  })

  it('ends it without one, also when the icon went meanwhile', () => {
    const { window, state } = kept()
    window.close()
    state.inTray = false
    window.close()
    expect([window.closed, window.hidden]).toEqual([true, 1])
  })

  it('leaves full screen before', () => {
    const { window } = kept()
    window.full = true
    window.close()
    expect([window.full, window.hidden, window.closed]).toEqual([false, 1, false])
  })

  it('ends where somebody quits, and asks there what it asks without an icon', async () => {
    const plain = kept()
    await plain.quit()
    expect([plain.window.closed, plain.state.asked]).toEqual([true, 0])
    const lost = kept({ secrets: 1, goOn: true })
    await lost.quit()
    expect([lost.window.closed, lost.state.asked]).toEqual([true, 1])
  })

  it('puts it away again after somebody was asked and stayed', async () => {
    const { window, state, quit } = kept({ secrets: 1 })
    await quit()
    expect([window.closed, state.asked]).toEqual([false, 1])
    window.close()
    expect([window.closed, window.hidden, state.asked]).toEqual([false, 1, 1])
  })
})
