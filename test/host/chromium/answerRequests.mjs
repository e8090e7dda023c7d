import { createEvent } from '../hostEvent.mjs'

const withoutFragment = (address) => address.split('#')[0]
const policies = ['content-security-policy', 'content-security-policy-report-only']

/**
 * Answers every request of every page: the app's schemes from the handlers that the app registered, everything else with
 * a refusal unless the app's own session lets it through.
 *
 * @param {object} parts
 * @param {import('playwright-core').BrowserContext} parts.context
 * @param {ReturnType<typeof import('./addresses.mjs').createAddresses>} parts.addresses
 * @param {(page: import('playwright-core').Page) => any} parts.ownerOf the window's webContents, if the page is a window
 * @param {ReturnType<typeof import('../record.mjs').createRecord>} parts.record
 */
export async function answerRequests({ context, addresses, ownerOf, record }) {
  const refuse = async (route, why, code = 'blockedbyclient') => {
    record.blockedRequests.push({ url: addresses.toApp(route.request().url()), why })
    await route.abort(code)
  }

  /** Electron asks the app before a page navigates itself, not when the app or a test navigates it. */
  const mayNavigate = (contents, request, url) => {
    const isMainFrame = request.frame().parentFrame() === null
    const wanted = contents.takeRequestedNavigation(withoutFragment(request.url()))
    if (isMainFrame && !wanted) return true
    const details = { url, isMainFrame, isSameDocument: false, frame: contents.mainFrame, initiator: contents.mainFrame }
    const event = createEvent(details)
    contents.emit('will-frame-navigate', event)
    if (isMainFrame) contents.emit('will-navigate', event, url, false, true, 1, 1)
    return !event.defaultPrevented
  }

  const answerFromApp = async (route, contents, url) => {
    const request = route.request()
    const { protocol, hooks } = contents.session
    const before = await hooks.beforeRequest({ url, method: request.method(), resourceType: request.resourceType(), referrer: '', webContents: contents })
    if (before.cancel) return refuse(route, 'cancelled by webRequest.onBeforeRequest')
    const handler = protocol.handlerOf(new URL(url).protocol.slice(0, -1))
    if (!handler) return refuse(route, 'no protocol handler', 'failed')
    const body = request.postDataBuffer()
    const response = await handler(new Request(url, { method: request.method(), headers: request.headers(), ...(body ? { body } : {}) }))
    if (response.type === 'error') return route.abort('failed')
    if (response.status >= 300 && response.status < 400 && response.headers.has('location')) return refuseRedirect(route, contents, url, response)
    const asked = await hooks.headersReceived({ url, statusCode: response.status, responseHeaders: headerLists(response.headers), webContents: contents })
    if (asked.cancel) return refuse(route, 'cancelled by webRequest.onHeadersReceived')
    const headers = Object.fromEntries(
      Object.entries(asked.responseHeaders ?? headerLists(response.headers)).map(([name, values]) => {
        const value = [values].flat().join(', ')
        return [name, policies.includes(name.toLowerCase()) ? addresses.policyToPage(value) : value]
      })
    )
    await route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) })
  }

  /** Chromium would follow a redirect past this interception, so none is followed; the app is asked all the same. */
  const refuseRedirect = async (route, contents, from, response) => {
    const url = String(new URL(response.headers.get('location'), from))
    const event = createEvent({ url, isMainFrame: true, isSameDocument: false, frame: contents.mainFrame, initiator: contents.mainFrame })
    if (route.request().isNavigationRequest()) contents.emit('will-redirect', event, url, false, true, 1, 1)
    await refuse(route, `redirect to ${url}`, 'aborted')
  }

  await context.route('**/*', async (route) => {
    const request = route.request()
    const contents = pageOf(request) && ownerOf(pageOf(request))
    if (!contents) return refuse(route, 'not a window of the app', 'aborted')
    const url = addresses.toApp(request.url())
    if (request.isNavigationRequest() && !mayNavigate(contents, request, url)) return refuse(route, 'navigation denied', 'aborted')
    try {
      if (addresses.isMapped(request.url())) return await answerFromApp(route, contents, url)
    } catch (error) {
      console.error(`The protocol handler failed for ${url}:`, error)
      return route.abort('failed')
    }
    const { hooks } = contents.session
    const before = await hooks.beforeRequest({ url, method: request.method(), resourceType: request.resourceType(), referrer: '', webContents: contents })
    const allowed = before.decided ? !before.cancel : contents.loadedOrigins.has(new URL(url).origin)
    return allowed ? route.continue() : refuse(route, 'network')
  })
}

function headerLists(headers) {
  return Object.fromEntries([...headers].map(([name, value]) => [name, [value]]))
}

function pageOf(request) {
  try {
    return request.frame().page()
  } catch {
    // A navigation of a window that Chromium opened by itself: it has no page yet, and gets none.
    return undefined
  }
}
