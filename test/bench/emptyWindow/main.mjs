// What the runtime itself needs until a page stands: one sandboxed window, one heading, nothing else.
import { app, BrowserWindow, protocol } from 'electron'

app.enableSandbox()
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
app.on('window-all-closed', () => app.quit())

void app.whenReady().then(() => {
  protocol.handle('app', () => new Response('<!doctype html><title>Empty</title><h1>Empty</h1>', { headers: { 'content-type': 'text/html; charset=utf-8' } }))
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('app://bundle/index.html')
})
