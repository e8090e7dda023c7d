import { createAddresses } from './chromium/addresses.mjs'
import { answerRequests } from './chromium/answerRequests.mjs'
import { isHeadless, launchChromium } from './chromium/launchChromium.mjs'
import { openPartitionContext } from './chromium/partitionContext.mjs'
import { answerTests } from './control.mjs'
import { createRecord } from './record.mjs'
import { createElectron } from './surface/electron.mjs'

/** What all parts of the running host share; `core.electron` is what the app imports. */
export let core

/**
 * Prepares everything that the app's module may touch while it is being evaluated. Chromium starts afterwards.
 *
 * @param {{ appPath: string, manifest: Record<string, any>, switches: Map<string, string> }} options
 */
export async function startHost({ appPath, manifest, switches }) {
  const schemes = new Set()
  core = {
    appPath,
    manifest,
    switches,
    schemes,
    addresses: createAddresses(schemes),
    record: createRecord(),
    /** What the app put on Chromium's command line, and what it set before Chromium started. */
    chromiumSwitches: new Map(),
    proxy: {},
    webRtcPolicy: 'default',
    windows: new Set(),
    contentsById: new Map(),
    chromium: undefined
  }
  const pages = new Map()

  const launch = async () => {
    const chromium = await launchChromium({ locale: core.locale, switches: core.chromiumSwitches, proxy: core.proxy, webRtcPolicy: core.webRtcPolicy })
    const version = chromium.context.browser()?.version() ?? ''
    console.error(`${core.app.getName()} runs on the stand-in host: Node ${process.versions.node} + Chromium ${version} (Electron's binary is not installed)`)
    await guardContext(chromium, chromium.context)
    chromium.context.on('close', () => {
      for (const window of [...core.windows]) window.closedByPerson()
    })
    return chromium
  }

  const guardContext = async (chromium, context) => {
    await answerRequests({ context, addresses: core.addresses, ownerOf: (page) => pages.get(page)?.webContents, record: core.record })
    context.on('page', (page) => {
      // Chromium opened it by itself (a link with a target, a middle click); the app was asked already.
      if (!pages.has(page) && !chromium.opening) void page.close().catch(() => {})
    })
  }

  /** Contexts of partitions, each with the first window of its own. */
  const partitions = new Map()
  const contextOf = (chromium, contents) => {
    const { partition } = contents.session
    if (partition === '') return chromium.context
    if (!partitions.has(partition)) {
      const opening = openPartitionContext({ first: chromium.context, contents, app: core.app, locale: core.locale }).then(async (context) => {
        await guardContext(chromium, context)
        return context
      })
      partitions.set(partition, opening)
    }
    return partitions.get(partition)
  }

  const give = async (window, page, context) => {
    pages.set(page, window)
    page.on('close', () => {
      if (pages.has(page)) window.closedByPerson()
    })
    await window.webContents.attach(page, context)
  }

  core.replacePage = async (window, crashed) => {
    const chromium = await core.chromium
    const context = crashed.context()
    chromium.opening = true
    const page = await context.newPage()
    chromium.opening = false
    pages.delete(crashed)
    await give(window, page, context)
    await crashed.close().catch(() => {})
  }

  core.openPage = async (window) => {
    try {
      const chromium = await (core.chromium ??= launch())
      const context = await contextOf(chromium, window.webContents)
      const first = context === chromium.context ? chromium.firstPage : undefined
      if (first) chromium.firstPage = undefined
      chromium.opening = true
      const page = first ?? (await context.newPage())
      chromium.opening = false
      await give(window, page, context)
      const { x: left, y: top, width, height } = window.getBounds()
      await window.webContents.windowBounds({ left, top, width, height })
    } catch (error) {
      if (core.isQuitting()) return
      console.error(error instanceof Error ? error.message : error)
      core.app.exit(1)
    }
  }
  core.closeChromium = async () => {
    const chromium = await core.chromium?.catch(() => undefined)
    await chromium?.context.close().catch(() => {})
  }
  core.clearStorage = async (partition) => {
    if (partition === '') return (await core.chromium)?.context.clearCookies()
    const context = await partitions.get(partition)
    partitions.delete(partition)
    await context?.close().catch(() => {})
  }
  core.electron = createElectron(core)
  answerTests(core)
  return {
    abandon: (code) => process.exit(code),
    becomeReady: () => core.becomeReady(),
    isHeadless
  }
}
