import { EventEmitter } from 'node:events'
import type { App, Session } from 'electron'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../electron/main/window/contentSecurityPolicy'
import { guardNavigation } from '../../../electron/main/window/navigationPolicy'
import { keepChromiumOffTheNetwork, keepPageOffTheNetwork } from '../../../electron/main/window/networkGuard'
import { denyPermissions } from '../../../electron/main/window/permissions'
import { quietLog } from '../../support/quietLog'

function event(fields: object) {
  return { ...fields, defaultPrevented: false, preventDefault() { this.defaultPrevented = true } }
}

class FakeContents extends EventEmitter {
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
}

function guarded() {
  const app = new EventEmitter()
  const links: string[] = []
  guardNavigation(app as App, {
    openLink: (address) => {
      links.push(address)
      return address.includes('evil') ? Promise.reject(new Error('refused')) : Promise.resolve()
    },
    log: quietLog()
  })
  const contents = new FakeContents()
  app.emit('web-contents-created', {}, contents)
  const isDenied = (name: string, fields: object) => {
    const emitted = event(fields)
    contents.emit(name, emitted, [], () => undefined)
    return emitted.defaultPrevented
  }
  return { contents, links, isDenied }
}

describe('navigation', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s: to the page only', (name) => {
    const { isDenied } = guarded()
    expect(isDenied(name, { url: 'app://bundle/index.html', isMainFrame: true })).toBe(false)
    for (const url of ['https://capgo.app/', 'app://bundle.evil/', 'file:///etc/passwd', 'javascript:0', 'not an address', 'data:text/html,x']) {
      expect(isDenied(name, { url, isMainFrame: true }), url).toBe(true)
    }
  })

  it('no frame, not even of the page itself; no webview; no Bluetooth', () => {
    const { isDenied } = guarded()
    expect(isDenied('will-frame-navigate', { url: 'app://bundle/index.html', isMainFrame: false })).toBe(true)
    expect(isDenied('will-attach-webview', {})).toBe(true)
    expect(isDenied('select-bluetooth-device', {})).toBe(true)
  })

  it('no new window: its address goes to the door for links, whose refusal harms nothing', async () => {
    const { contents, links } = guarded()
    expect(contents.openHandler({ url: 'https://capgo.app/' })).toEqual({ action: 'deny' })
    expect(contents.openHandler({ url: 'https://evil.example/' })).toEqual({ action: 'deny' })
    await Promise.resolve()
    expect(links).toEqual(['https://capgo.app/', 'https://evil.example/'])
  })
})

/** A session that keeps the handlers it is given. */
class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, (...args: unknown[]) => unknown>()
  readonly webRequest = { onBeforeRequest: (handler: (...args: unknown[]) => unknown) => void this.handlers.set('beforeRequest', handler) }
  readonly setProxy = (config: unknown) => Promise.resolve(void this.handlers.set('proxy', () => config))
  setPermissionRequestHandler = this.keep('request')
  setPermissionCheckHandler = this.keep('check')
  setDevicePermissionHandler = this.keep('device')
  setDisplayMediaRequestHandler = this.keep('displayMedia')
  setBluetoothPairingHandler = this.keep('pairing')
  setUSBProtectedClassesHandler = this.keep('usbClasses')
  private keep(name: string) {
    return (handler: (...args: unknown[]) => unknown) => void this.handlers.set(name, handler)
  }
  ask(name: string, ...args: unknown[]): unknown {
    return this.handlers.get(name)?.(...args)
  }
}

describe('the session', () => {
  it('grants no permission, no device and no download', () => {
    const session = new FakeSession()
    denyPermissions(session as unknown as Session, quietLog())
    const answers: unknown[] = []
    const take = (answer?: unknown) => void answers.push(answer)
    session.ask('request', null, 'media', take)
    session.ask('displayMedia', {}, take)
    session.ask('pairing', {}, take)
    expect(answers).toEqual([false, null, { confirmed: false }])
    expect([session.ask('check', null, 'clipboard-sanitized-write'), session.ask('device', {}), session.ask('usbClasses', { protectedClasses: ['hid', 'audio'] })]).toEqual([false, false, ['hid', 'audio']])
    for (const name of ['select-serial-port', 'select-hid-device', 'select-usb-device', 'will-download']) {
      const emitted = event({})
      if (name === 'select-serial-port') session.emit(name, emitted, [], null, take)
      else session.emit(name, emitted, {}, take)
      expect(emitted.defaultPrevented, name).toBe(true)
    }
    expect(answers.slice(3)).toEqual(['', null, undefined])
  })

  it('cancels every request but those for the page', async () => {
    const session = new FakeSession()
    await keepPageOffTheNetwork(session as unknown as Session, { allowInspector: false, log: quietLog() })
    const cancelled = (url: string) => {
      let answer: unknown
      session.ask('beforeRequest', { url, resourceType: 'xhr' }, (given: unknown) => void (answer = given))
      return answer
    }
    expect(cancelled('app://bundle/assets/x.js')).toEqual({ cancel: false })
    expect(cancelled('https://capgo.app/')).toEqual({ cancel: true })
    expect(cancelled('devtools://devtools/x')).toEqual({ cancel: true })
    // The rest, loopback included, meets a proxy that nobody runs.
    expect(session.ask('proxy')).toEqual({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' })
  })

  it('has no names, and no UDP in any window', () => {
    const switches: string[][] = []
    const app = Object.assign(new EventEmitter(), { commandLine: { appendSwitch: (...given: string[]) => void switches.push(given) } })
    keepChromiumOffTheNetwork(app as unknown as App)
    const policies: string[] = []
    app.emit('web-contents-created', {}, { setWebRTCIPHandlingPolicy: (policy: string) => void policies.push(policy) })
    expect(switches).toEqual([['host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']])
    expect(policies).toEqual(['disable_non_proxied_udp'])
  })
})

it('the policy begins with nothing and names no host, no scheme beside data pictures, nothing unsafe', () => {
  const policy = contentSecurityPolicy('abc')
  expect(policy.startsWith("default-src 'none'; ")).toBe(true)
  expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/u)
  expect(policy.split('; ').filter((rule) => rule.includes('data:'))).toEqual(["img-src 'self' data:"])
  expect(policy).toContain("connect-src 'none'")
  expect(policy).toContain("'nonce-abc'")
})
