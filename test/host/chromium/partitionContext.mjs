import { createEvent } from '../hostEvent.mjs'

/**
 * A browser context of its own for the windows of one partition: their cookies, storage and proxy are nobody else's, and are
 * gone with the last of them. What Electron would ask the app for when the proxy wants a password is asked beforehand.
 *
 * @param {object} parts
 * @param {import('playwright-core').BrowserContext} parts.first the context of the default session
 * @param {any} parts.contents the webContents that is about to be shown
 * @param {any} parts.app
 * @param {string} parts.locale
 */
export async function openPartitionContext({ first, contents, app, locale }) {
  const rules = contents.session.proxyConfig()
  const proxy = rules.proxyRules ? await proxyOf(rules, contents, app) : undefined
  return first.browser().newContext({ viewport: null, colorScheme: null, locale, acceptDownloads: false, ...(proxy ? { proxy } : {}) })
}

async function proxyOf({ proxyRules, proxyBypassRules = '' }, contents, app) {
  const { hostname: host, port } = new URL(proxyRules)
  const asked = { isProxy: true, scheme: 'basic', host, port: Number(port), realm: '' }
  const answer = await new Promise((resolve) => {
    const event = createEvent()
    app.emit('login', event, contents, { url: '', pid: 0 }, asked, (username, password) => resolve({ username, password }))
    // As with Electron: without preventDefault there is no answer.
    if (!event.defaultPrevented) resolve({})
  })
  // Chromium leaves loopback out of every proxy unless it is told otherwise; Playwright does not.
  const loopback = proxyBypassRules.includes('<-loopback>') ? [] : ['localhost', '127.0.0.1', '[::1]']
  const bypass = [...proxyBypassRules.split(/[;,]/u).filter((rule) => rule && rule !== '<-loopback>'), ...loopback].join(',')
  return { server: proxyRules, ...(bypass ? { bypass } : {}), ...(answer.username === undefined ? {} : answer) }
}
