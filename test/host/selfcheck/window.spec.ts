import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../../e2e/support/app'
import { answerOpenDialogs, answerSaveDialogs, recordLinks, setOnline, setSystemProxy } from '../../e2e/support/desktop'
import { listenOutside, tryToLeave } from '../../e2e/support/networkAttempts'
import { appPath, seenBy } from './selfcheckApp'

// The window, its page and the desktop around it.

test('shows the app’s own address to main, with the policy of the protocol handler applied', async ({ launch }) => {
  const { page } = await launch({ appPath })
  expect(await page.evaluate(() => window.bridge.invoke('sender'))).toEqual({ url: 'app://bundle/index.html', origin: 'app://bundle', isMainFrame: true, window: 1 })
  const found = await page.evaluate(async () => {
    // In a task of its own: code evaluated through the debugging protocol is exempt from the policy.
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          resolve(String((0, eval)('1')))
        } catch (error) {
          resolve((error as Error).name)
        }
      }, 0)
    })
    const connected = await fetch('index.html').then(() => 'answered', (error: unknown) => (error as Error).name)
    const anyWindow = window as unknown as Record<string, unknown>
    return { evaluated, connected, inline: anyWindow['inlineRan'] ?? 'blocked' }
  })
  expect(found).toEqual({ evaluated: 'EvalError', connected: 'TypeError', inline: 'blocked' })
  await expect.poll(() => page.evaluate(() => (window as unknown as { violations?: string[] }).violations)).toEqual(['script-src', 'connect-src'])
})

test('runs the preload again after a reload', async ({ launch }) => {
  const { page } = await launch({ appPath })
  await page.reload()
  expect(await page.evaluate(() => window.bridge.invoke('echo', 'again'))).toBe('again')
  await page.evaluate(() => location.reload())
  await page.waitForFunction(() => performance.getEntriesByType('navigation')[0] instanceof PerformanceNavigationTiming && 'bridge' in window)
  expect(await page.evaluate(() => window.bridge.invoke('echo', 'and again'))).toBe('and again')
})

test('asks the app before the page navigates or opens a window', async ({ launch }) => {
  const app = await launch({ appPath })
  await app.page.click('#leave')
  await app.page.click('#redirect')
  await expect.poll(async () => (await seenBy(app)).navigations).toEqual([
    { name: 'will-navigate', url: 'https://example.org/leave' },
    { name: 'will-navigate', url: 'app://bundle/away' },
    { name: 'will-redirect', url: 'https://example.org/' }
  ])
  expect(await app.page.evaluate(() => window.open('https://example.org/popup'))).toBeNull()
  await app.page.click('#blank')
  await app.page.click('#leave', { modifiers: ['ControlOrMeta'] })
  await expect.poll(async () => [...new Set((await seenBy(app)).windows)]).toEqual(['https://example.org/popup', 'https://example.org/blank', 'https://example.org/leave'])
  await expect.poll(() => app.page.context().pages().length).toBe(1)
  expect(await app.page.evaluate(() => window.bridge.invoke('sender'))).toMatchObject({ url: 'app://bundle/index.html' })
})

test('prints a page of a hidden window, in which no script runs, on the paper that the page asks for', async ({ launch }) => {
  const { page } = await launch({ appPath })
  const html = '<style>@page { size: 100mm 200mm } div { break-after: page }</style><div>one</div><div>two</div><p>three</p><script>document.body.textContent = "none"</script>'
  const pdf = await page.evaluate((given) => window.bridge.invoke('print', given) as Promise<string>, html)
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  expect(pdf.match(/\/Type \/Page\b/gu)).toHaveLength(3)
  // 100 by 200 millimetres in points.
  expect(pdf).toMatch(/\/MediaBox \[0 0 28[23](?:\.\d+)? 56[67](?:\.\d+)?\]/u)
})

test('denies the permissions that the app’s handlers deny', async ({ launch }) => {
  const { page } = await launch({ appPath })
  const states = await page.evaluate(() => Promise.all(['geolocation', 'notifications', 'camera', 'clipboard-read'].map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)))
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
})

test('follows the app’s theme and the system’s', async ({ launch }) => {
  const app = await launch({ appPath, colorScheme: 'dark' })
  const dark = (): Promise<boolean> => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  expect(await dark()).toBe(true)
  await app.evaluateMain(({ nativeTheme }) => void (nativeTheme.themeSource = 'light'))
  await expect.poll(dark).toBe(false)
  expect(await app.evaluateMain(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(false)
})

test('has the size that the app asked for and reports a change of it', async ({ launch }) => {
  const app = await launch({ appPath })
  const size = (): Promise<number[]> => app.page.evaluate(() => [innerWidth, innerHeight])
  await expect.poll(size).toEqual([900, 600])
  await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1200, height: 700 }))
  await expect.poll(size).toEqual([1200, 700])
  expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toMatchObject({ width: 1200, height: 700 })
})

test('zooms as fewer pixels and dispatches the keys of the menu', async ({ launch }) => {
  const app = await launch({ appPath })
  await app.evaluateMain(({ Menu }) => {
    const pressed: string[] = []
    Object.assign(globalThis, { pressed })
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'View', submenu: [{ label: 'Find', accelerator: 'CmdOrCtrl+Shift+F', click: () => void pressed.push('find') }, { role: 'zoomIn' }] }]))
  })
  await app.page.keyboard.press('ControlOrMeta+Shift+F')
  await expect.poll(() => app.evaluateMain(() => (globalThis as unknown as { pressed: string[] }).pressed)).toEqual(['find'])
  await app.page.keyboard.press('ControlOrMeta++')
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(Math.round(900 / 1.2 ** 0.5))
  await app.evaluateMain(({ webContents }) => webContents.getAllWebContents()[0]?.setZoomFactor(1))
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(900)
})

test('lets tests stand in for the desktop', async ({ launch }) => {
  const app = await launch({ appPath })
  const links = await recordLinks(app)
  await app.evaluateMain(({ shell }) => shell.openExternal('https://example.org/help'))
  expect(await links()).toEqual(['https://example.org/help'])
  await answerSaveDialogs(app, null)
  expect(await app.evaluateMain(({ dialog }) => dialog.showSaveDialog({}))).toMatchObject({ canceled: true })
  await answerOpenDialogs(app, 'root.pem')
  expect(await app.evaluateMain(({ dialog }) => dialog.showOpenDialog({ properties: ['openFile'] }))).toEqual({ canceled: false, filePaths: ['root.pem'] })
  await setSystemProxy(app, 'PROXY proxy.example:3128; DIRECT')
  expect(await app.evaluateMain(({ session }) => session.fromPartition('network').resolveProxy('https://example.org/'))).toBe('PROXY proxy.example:3128; DIRECT')
  await setOnline(app, false)
  expect(await app.evaluateMain(({ net }) => [net.isOnline(), net.online])).toEqual([false, false])
})

test('closes an “Open” dialog that nobody has an answer for, and takes the answers that a test queues', async ({ launch }) => {
  const app = await launch({ appPath })
  const open = (): Promise<unknown> => app.evaluateMain(({ BrowserWindow, dialog }) => {
    const [window] = BrowserWindow.getAllWindows()
    return window && dialog.showOpenDialog(window, { properties: ['openFile'], filters: [{ name: 'Certificates', extensions: ['pem'] }] })
  })
  expect(await open()).toEqual({ canceled: true, filePaths: [] })
  await app.evaluateMain((electron) => {
    const { record } = (electron as unknown as { __host: { record: { dialogAnswers: { open: unknown[] } } } }).__host
    record.dialogAnswers.open.push({ canceled: false, filePaths: ['root.pem'] })
  })
  expect([await open(), await open()]).toEqual([{ canceled: false, filePaths: ['root.pem'] }, { canceled: true, filePaths: [] }])
})

test('answers which proxy leads to an address: the system’s from the environment, or the session’s own', async ({ launch }) => {
  const { evaluateMain } = await launch({ appPath, env: { HTTPS_PROXY: 'http://proxy.example:3128', https_proxy: '', ALL_PROXY: '', all_proxy: '', NO_PROXY: '.intern.example', no_proxy: '' } })
  const answers = await evaluateMain(async ({ session }) => {
    const own = session.fromPartition('asking', { cache: false })
    const ask = (url: string): Promise<string> => own.resolveProxy(url)
    await own.setProxy({ mode: 'system' })
    const ofSystem = await Promise.all(['https://example.org/', 'https://a.intern.example/', 'https://localhost/', 'http://example.org/'].map(ask))
    await own.setProxy({ proxyRules: 'socks5://127.0.0.1:9' })
    const fixed = await Promise.all(['https://example.org/', 'http://127.0.0.1/'].map(ask))
    await own.setProxy({ mode: 'direct' })
    return { ofSystem, fixed, direct: await ask('https://example.org/') }
  })
  expect(answers).toEqual({ ofSystem: ['PROXY proxy.example:3128', 'DIRECT', 'DIRECT', 'DIRECT'], fixed: ['SOCKS5 127.0.0.1:9', 'DIRECT'], direct: 'DIRECT' })
})

// The first half is what makes the second, and the product's own test of it, mean something.
for (const [way, reached] of Object.entries({ turnUdp: 'udp', turnTcp: 'tcp', stun: 'udp', peer: 'udp', preconnect: 'tcp' })) {
  test(`lets out (${way}), until the app takes the network from Chromium`, async ({ launch }) => {
    const outside = await listenOutside()
    const open = await launch({ appPath })
    await tryToLeave(open.page, way as 'stun', outside)
    await expect.poll(() => outside.received.some((what) => what.startsWith(reached))).toBe(true)
    await open.close()
    outside.received.length = 0
    const shut = await launch({ appPath, args: ['--cut-off'] })
    await tryToLeave(shut.page, way as 'stun', outside)
    outside.close()
    expect(outside.received).toEqual([])
  })
}

test('writes a heap snapshot of the page', async ({ launch }) => {
  const app = await launch({ appPath })
  await app.page.evaluate(() => Object.assign(window, { kept: ['needle', 'in', 'heap', '7'].join('-') }))
  const path = join(app.userData, 'page.heapsnapshot')
  await app.evaluateMain(({ webContents }, file) => webContents.getAllWebContents()[0]?.takeHeapSnapshot(file), path)
  expect((await readFile(path, 'utf8')).includes('needle-in-heap-7')).toBe(true)
})
