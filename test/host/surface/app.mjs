import { EventEmitter } from 'node:events'
import { createEvent } from '../hostEvent.mjs'
import { strict } from '../strict.mjs'
import { readLocale } from './locale.mjs'
import { createLoginItems } from './loginItems.mjs'
import { createPaths } from './paths.mjs'
import { createSingleInstance } from './singleInstance.mjs'

const nothing = () => {}

/** Electron's `app`: life cycle, paths, command line, single instance. */
export function createApp(core) {
  const { manifest, switches, appPath, record } = core
  let name = manifest.productName ?? manifest.name ?? 'Electron'
  let instance
  let quitting = false
  let exiting = false
  let ready = false
  let announceReady
  const whenReady = new Promise((resolve) => (announceReady = resolve))
  const paths = createPaths({ name: () => name, switches })
  const { locale, system } = readLocale(switches)

  const finish = async (code) => {
    app.emit('quit', createEvent(), code)
    await core.closeChromium()
    process.exit(code)
  }
  const proceedToQuit = () => {
    const event = createEvent()
    app.emit('will-quit', event)
    if (event.defaultPrevented) quitting = false
    else void finish(0)
  }

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    dock: undefined,
    applicationMenu: null,
    accessibilitySupportEnabled: false,
    badgeCount: 0,
    userAgentFallback: '',
    runningUnderARM64Translation: false,
    commandLine: strict('app.commandLine', {
      hasSwitch: (key) => switches.has(key.toLowerCase()),
      getSwitchValue: (key) => switches.get(key.toLowerCase()) ?? '',
      appendSwitch(key, value = '') {
        switches.set(key.toLowerCase(), value)
        // Chromium reads its command line once, when the app is ready.
        if (!ready) core.chromiumSwitches.set(key.toLowerCase(), value)
      },
      removeSwitch(key) {
        switches.delete(key.toLowerCase())
        core.chromiumSwitches.delete(key.toLowerCase())
      },
      appendArgument: nothing
    }),
    whenReady: () => whenReady,
    isReady: () => ready,
    quit() {
      if (quitting || exiting) return
      const event = createEvent()
      app.emit('before-quit', event)
      if (event.defaultPrevented) return
      quitting = true
      const open = [...core.windows]
      for (const window of open) {
        window.close()
        if (window.keptOpen) {
          quitting = false
          return
        }
      }
      if (open.length === 0) proceedToQuit()
    },
    exit(code = 0) {
      exiting = true
      for (const window of [...core.windows]) window.destroy()
      void finish(code)
    },
    requestSingleInstanceLock(additionalData) {
      instance ??= createSingleInstance(paths.get('userData'), (message) => {
        void whenReady.then(() => app.emit('second-instance', createEvent(), message.argv, message.workingDirectory, message.additionalData))
      })
      return instance.request(additionalData)
    },
    hasSingleInstanceLock: () => instance?.isHeld() ?? false,
    releaseSingleInstanceLock: () => instance?.release(),
    getPath: (key) => paths.get(key),
    setPath: (key, path) => paths.set(key, path),
    setAppLogsPath: (path) => paths.set('logs', path ?? paths.get('logs')),
    getAppPath: () => appPath,
    getVersion: () => manifest.version ?? '0.0.0',
    getName: () => name,
    setName: (value) => void (name = value),
    getLocale: () => locale,
    getSystemLocale: () => system,
    getPreferredSystemLanguages: () => [system],
    getLocaleCountryCode: () => system.split('-')[1] ?? '',
    getAppMetrics: () => [],
    getGPUFeatureStatus: () => ({}),
    enableSandbox: () => void (core.sandboxEnabled = true),
    disableHardwareAcceleration: nothing,
    focus: nothing,
    setAppUserModelId: nothing,
    setDesktopName: nothing,
    setAboutPanelOptions: nothing,
    showAboutPanel: nothing,
    isAccessibilitySupportEnabled: () => false,
    ...createLoginItems(process.platform),
    isDefaultProtocolClient: (scheme) => record.protocolClients.includes(scheme),
    setAsDefaultProtocolClient(scheme) {
      if (!record.protocolClients.includes(scheme)) record.protocolClients.push(scheme)
      return true
    },
    removeAsDefaultProtocolClient(scheme) {
      record.protocolClients = record.protocolClients.filter((known) => known !== scheme)
      return true
    }
  })
  Object.defineProperty(app, 'name', { get: () => name, set: app.setName })

  core.isQuitting = () => quitting || exiting
  core.isReady = () => ready
  core.locale = locale
  core.becomeReady = () => {
    if (quitting || exiting) return
    app.emit('will-finish-launching')
    ready = true
    announceReady()
    app.emit('ready', createEvent(), {})
  }
  core.windowGone = () => {
    if (core.windows.size > 0 || exiting) return
    if (quitting) proceedToQuit()
    else if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }
  // The app may veto its end and ask; whoever signals twice means it, for nobody sees a question here.
  let signalled = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signalled) app.exit(130)
      else app.quit()
      signalled = true
    })
  }
  return strict('app', app)
}
