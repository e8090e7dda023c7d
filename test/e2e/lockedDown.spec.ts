import type { Page } from '@playwright/test'
import { recordLinks } from './support/desktop'
import { expect, test, type LaunchedApp } from './support/app'
import { listenOutside, tryToLeave, waysOut } from './support/networkAttempts'
import { reviewEnforcement } from './support/review'

/** Electron's security checklist, each rule asked of the running app. */

interface Violation {
  directive: string
  policy: string
}

/** Runs something in the page and answers the first violation of the Content-Security-Policy that it causes. */
function violationOf(page: Page, attempt: string): Promise<Violation | 'none'> {
  return page.evaluate(
    (source) =>
      new Promise<Violation | 'none'>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve({ directive: event.effectiveDirective, policy: event.originalPolicy }), { once: true })
        const element = document.createElement('div')
        document.body.append(element)
        const evaluator = (): unknown => Reflect.apply(globalThis.eval, undefined, ['1'])
        const attempts: Record<string, () => unknown> = {
          // Later, outside the debugging protocol's own evaluation, which the policy does not stop.
          eval: () => setTimeout(evaluator, 0),
          inlineScript: () => element.append(Object.assign(document.createElement('script'), { textContent: 'window.injected = true' })),
          inlineStyle: () => element.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }', nonce: 'guessed' })),
          styleAttribute: () => element.setAttribute('style', 'color: red'),
          foreignScript: () => element.append(Object.assign(document.createElement('script'), { src: 'https://evil.example/x.js' })),
          dataScript: () => element.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,window.injected=true' })),
          fetch: () => void fetch('https://evil.example/').catch(() => undefined),
          fetchOwn: () => void fetch('app://bundle/index.html').catch(() => undefined),
          beacon: () => navigator.sendBeacon('https://evil.example/', 'x'),
          webSocket: () => new WebSocket('wss://evil.example/'),
          image: () => element.append(Object.assign(document.createElement('img'), { src: 'https://evil.example/x.png' })),
          frame: () => element.append(Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' })),
          object: () => element.append(Object.assign(document.createElement('object'), { data: 'https://evil.example/' })),
          worker: () => new Worker('data:text/javascript,1'),
          base: () => document.head.append(Object.assign(document.createElement('base'), { href: 'https://evil.example/' })),
          form: () => {
            const form = Object.assign(document.createElement('form'), { action: 'https://evil.example/', method: 'post' })
            element.append(form)
            form.submit()
          }
        }
        try {
          attempts[source]?.()
        } catch {
          // Some attempts also throw; the violation is what counts.
        }
        setTimeout(() => resolve('none'), 3000)
      }),
    attempt
  )
}

const start = async (launch: () => Promise<LaunchedApp>): Promise<LaunchedApp> => {
  const app = await launch()
  // The router has been to its first page.
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  return app
}

test.describe('the page', () => {
  test('has no Node, no Electron, and a frozen bridge of named functions only', async ({ launch }) => {
    const { page } = await start(launch)
    const seen = await page.evaluate(() => {
      const world = globalThis as unknown as Record<string, unknown>
      const bridge = world['gatehouse'] as Record<string, unknown>
      const values = (object: object): unknown[] => Object.values(object).flatMap((value: unknown) => (typeof value === 'object' && value !== null ? values(value) : [value]))
      try {
        bridge['on'] = () => 'overwritten'
      } catch {
        // Frozen, and strict code hears of it.
      }
      const overwritten = String(bridge['on']).includes('overwritten')
      return {
        node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'].filter((name) => world[name] !== undefined),
        kinds: [...new Set(values(bridge).map((value) => typeof value))],
        names: Object.keys(bridge).sort(),
        overwritten,
        generic: Object.keys(bridge).filter((name) => /send|invoke/u.test(name))
      }
    })
    expect(seen).toMatchObject({ node: [], kinds: ['function'], overwritten: false, generic: [] })
    expect(seen.names).toContain('organizationSecurity')
  })

  for (const [attempt, directive] of Object.entries({
    eval: 'script-src',
    inlineScript: 'script-src-elem',
    inlineStyle: 'style-src-elem',
    styleAttribute: 'style-src-attr',
    foreignScript: 'script-src-elem',
    dataScript: 'script-src-elem',
    fetch: 'connect-src',
    fetchOwn: 'connect-src',
    beacon: 'connect-src',
    webSocket: 'connect-src',
    image: 'img-src',
    frame: 'frame-src',
    object: 'object-src',
    worker: 'worker-src',
    base: 'base-uri',
    form: 'form-action'
  })) {
    test(`is stopped by the policy (${attempt})`, async ({ launch }) => {
      const { page } = await start(launch)
      const violation = await violationOf(page, attempt)
      expect(violation).toMatchObject({ directive })
      expect(await page.evaluate(() => (globalThis as { injected?: boolean }).injected)).toBeUndefined()
    })
  }

  for (const way of waysOut) {
    test(`reaches no socket outside (${way})`, async ({ launch }) => {
      const outside = await listenOutside()
      const { page } = await start(launch)
      await tryToLeave(page, way, outside)
      outside.close()
      expect(outside.received).toEqual([])
    })
  }

  test('is served with default-src none and another nonce each time, which it does not keep', async ({ launch }) => {
    const { page } = await start(launch)
    const policyNow = async (): Promise<string> => {
      const violation = await violationOf(page, 'fetch')
      return violation === 'none' ? '' : violation.policy
    }
    const nonceOf = (policy: string): string => /'nonce-([\w+/=-]{16,})'/u.exec(policy)?.[1] ?? 'none'
    const first = await policyNow()
    await page.reload()
    const second = await policyNow()
    expect(first).toMatch(/^default-src 'none'/u)
    expect(first).not.toMatch(/unsafe|https?:|\*/u)
    expect(nonceOf(first)).not.toBe('none')
    expect(nonceOf(second)).not.toBe(nonceOf(first))
    expect(await page.locator('meta[name="style-nonce"]').count()).toBe(0)
  })

  test('causes no violation and no error of its own while it works', async ({ launch }) => {
    const { page } = await start(launch)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content.Security.Policy/iu.test(message.text())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.reload()
    await page.getByRole('button', { name: 'Open the demo' }).click()
    await expect(page.getByRole('switch', { name: 'Require 2FA for All Members' })).toBeVisible()
    await reviewEnforcement(page)
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(complaints).toEqual([])
  })

  test('cannot be led away, by script, by link or by a new window', async ({ launch }) => {
    const app = await start(launch)
    const links = await recordLinks(app)
    const { page } = app
    await expect(page).toHaveURL(/#\/welcome$/u)
    const before = page.url()
    await page.evaluate(() => {
      window.open('https://evil.example/')
      window.open('file:///etc/passwd')
      window.open('https://console.capgo.app/settings/account')
      const link = Object.assign(document.createElement('a'), { href: 'https://evil.example/', target: '_blank' })
      document.body.append(link)
      link.click()
      location.href = 'https://evil.example/'
    })
    await page.evaluate(() => {
      location.assign('data:text/html,evil')
    })
    await page.evaluate(() => {
      location.assign('file:///etc/passwd')
    })
    await expect.poll(links).toEqual(['https://console.capgo.app/settings/account'])
    expect(page.url()).toBe(before)
    expect(await page.evaluate(() => typeof (globalThis as { gatehouse?: unknown }).gatehouse)).toBe('object')
    expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('is given no permission', async ({ launch }) => {
    const { page } = await start(launch)
    const answers = await page.evaluate(async () => {
      const query = async (name: string): Promise<string> => (await navigator.permissions.query({ name: name as PermissionName }).catch(() => ({ state: 'denied' }))).state
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied'
      )
      const place = await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied')))
      const clipboard = await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied'
      )
      const note = await Notification.requestPermission().catch(() => 'denied')
      return [media, place, clipboard, note === 'granted' ? 'granted' : 'denied', ...(await Promise.all(['camera', 'microphone', 'geolocation', 'clipboard-read'].map(query))).map((state) => (state === 'granted' ? 'granted' : 'denied'))]
    })
    expect([...new Set(answers)]).toEqual(['denied'])
  })

  test('cannot make a webview, nor load a file from beside the built page', async ({ launch }) => {
    const { page } = await start(launch)
    const outcome = await page.evaluate(async () => {
      const view = document.createElement('webview')
      view.setAttribute('src', 'https://evil.example/')
      document.body.append(view)
      const load = (path: string): Promise<string> =>
        new Promise((resolve) => {
          const script = Object.assign(document.createElement('script'), { src: path, type: 'module' })
          script.onload = () => resolve('loaded')
          script.onerror = () => resolve('refused')
          document.head.append(script)
        })
      const paths = ['../main/index.js', '..%2fmain%2findex.js', '%2e%2e/main/index.js', '..%5cmain%5cindex.js', '/../../out/main/index.js', '//etc/passwd']
      return { webview: view instanceof HTMLUnknownElement || !('loadURL' in view), files: await Promise.all(paths.map((path) => load(`app://bundle/${path}`))) }
    })
    expect(outcome.webview).toBe(true)
    expect(new Set(outcome.files)).toEqual(new Set(['refused']))
  })
})

test.describe('the window', () => {
  test('runs with the sandbox, isolation and nothing loosened', async ({ launch }) => {
    const app = await start(launch)
    const preferences = await app.evaluateMain(({ BrowserWindow }) => {
      const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames, webSecurity, allowRunningInsecureContent, experimentalFeatures, webviewTag, enableBlinkFeatures } =
        (BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration: nodeIntegration ?? false, worker: nodeIntegrationInWorker ?? false, frames: nodeIntegrationInSubFrames ?? false, webSecurity, insecure: allowRunningInsecureContent ?? false, experimental: experimentalFeatures ?? false, webview: webviewTag ?? false, blink: enableBlinkFeatures ?? '' }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, worker: false, frames: false, webSecurity: true, insecure: false, experimental: false, webview: false, blink: '' })
  })

  test('is the only one: a second start shows the first', async ({ launch }) => {
    const app = await start(launch)
    await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    expect(await app.startSecondInstance()).toBe(0)
    await expect.poll(() => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))).toEqual([false])
  })

  test('opens where it was', async ({ launch }) => {
    const app = await start(launch)
    await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 20, y: 30, width: 1000, height: 700 }))
    const again = await app.restart()
    const bounds = await again.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
    expect(bounds).toMatchObject({ width: 1000, height: 700 })
  })

  test('ends the process when it is closed', async ({ launch }) => {
    const app = await start(launch)
    await app.evaluateMain(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0))
    expect(await app.exited).toBe(0)
  })
})
