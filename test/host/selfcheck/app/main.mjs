// A tiny app that uses the parts of Electron that the stand-in host promises to carry as Electron does.
import { app, BrowserWindow, ipcMain, powerMonitor, protocol, session } from 'electron'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const seen = (globalThis.seen = { navigations: [], windows: [], instances: [], events: [], power: [] })

if (!app.requestSingleInstanceLock()) app.quit()
app.on('second-instance', (_event, argv) => seen.instances.push(argv))
app.enableSandbox()
const offline = app.commandLine.hasSwitch('cut-off')
if (offline) {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.on('web-contents-created', (_event, contents) => contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'))
}
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'; img-src app://bundle"
const types = { html: 'text/html', mjs: 'text/javascript' }

ipcMain.handle('echo', (_event, value) => value)
ipcMain.handle('kindOf', (_event, value) => Object.prototype.toString.call(value).slice(8, -1))
ipcMain.handle('fail', () => {
  throw new RangeError('it went wrong')
})
ipcMain.handle('print', async (_event, html) => {
  const own = session.fromPartition(`print-${Math.random()}`, { cache: false })
  own.protocol.handle('app', () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
  const window = new BrowserWindow({ show: false, webPreferences: { session: own, javascript: false } })
  await window.loadURL('app://print/page.html')
  const pdf = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  window.destroy()
  return pdf.toString('latin1')
})
ipcMain.handle('uncloneable', () => ({ run() {} }))
ipcMain.handle('rows', (_event, count) => Array.from({ length: count }, (_item, index) => ({ id: String(index), email: `member-${index}@example.org`, role: 'org_member', enabled: index % 2 === 0, status: 'compliant', since: null })))
ipcMain.handle('sender', (event) => ({
  url: event.senderFrame.url,
  origin: event.senderFrame.origin,
  isMainFrame: event.senderFrame === event.sender.mainFrame && event.senderFrame.parent === null,
  window: BrowserWindow.fromWebContents(event.sender)?.id
}))
ipcMain.on('note', (event, value) => {
  seen.events.push(value)
  event.sender.send('noted', value)
})

for (const name of ['suspend', 'resume', 'lock-screen']) powerMonitor.on(name, () => seen.power.push(name))

void app.whenReady().then(async () => {
  if (offline) await session.defaultSession.setProxy({ proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' })
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/away') return new Response(null, { status: 302, headers: { location: 'https://example.org/' } })
    const name = pathname.slice(1)
    try {
      const body = await readFile(join(import.meta.dirname, 'page', name))
      return new Response(body, { headers: { 'content-type': types[name.split('.').at(-1)], 'content-security-policy': policy } })
    } catch {
      return new Response('not found', { status: 404 })
    }
  })
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  const window = new BrowserWindow({ width: 900, height: 600, webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') } })
  window.webContents.setWindowOpenHandler((details) => {
    seen.windows.push(details.url)
    return { action: 'deny' }
  })
  for (const name of ['will-navigate', 'will-redirect']) {
    window.webContents.on(name, (event, url) => {
      seen.navigations.push({ name, url })
      if (!url.startsWith('app://bundle/')) event.preventDefault()
    })
  }
  void window.loadURL('app://bundle/index.html')
})
app.on('window-all-closed', () => app.quit())
