import { readFileSync } from 'node:fs'
import { createPageScripts, worldName } from '../page/pageScripts.mjs'

/**
 * Gives a page its preload in an isolated world, and carries messages between that world and main.
 *
 * @param {object} parts
 * @param {import('playwright-core').Page} parts.page
 * @param {import('playwright-core').BrowserContext} parts.context
 * @param {string | undefined} parts.preloadPath
 * @param {Record<string, unknown>} parts.process what the preload sees as `process`
 * @param {(header: Record<string, unknown>, text: string, answer: (kind: string, target: unknown, text: string) => Promise<void>) => void} parts.onMessage
 * @param {(request: { url: string, disposition: string }) => void} parts.onRequestedNavigation
 */
export async function attachPage({ page, context, preloadPath, process, onMessage, onRequestedNavigation }) {
  const cdp = await context.newCDPSession(page)
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const mainFrameId = frameTree.frame.id
  const preload = preloadPath ? readFileSync(preloadPath, 'utf8') : undefined
  const { mainWorld, isolatedWorld, receiver, binding } = createPageScripts({ preload, process })
  let world
  let parts = ''

  const call = (contextId, ...args) =>
    cdp
      .send('Runtime.callFunctionOn', {
        executionContextId: contextId,
        functionDeclaration: `function (...args) { globalThis[${JSON.stringify(receiver)}](...args) }`,
        arguments: args.map((value) => ({ value })),
        userGesture: args[0] === 'copy'
      })
      // The document that asked may be gone by now; Electron drops such answers too.
      .then(() => {}, () => {})

  cdp.on('Runtime.executionContextCreated', ({ context: created }) => {
    if (created.name === worldName && created.auxData?.frameId === mainFrameId) world = created.id
  })
  cdp.on('Runtime.executionContextsCleared', () => {
    world = undefined
    parts = ''
  })
  cdp.on('Page.frameRequestedNavigation', ({ url, disposition }) => onRequestedNavigation({ url, disposition }))
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding || executionContextId !== world) return
    if (payload.startsWith('+')) return void (parts += payload.slice(1))
    const message = payload.startsWith('=') ? parts + payload.slice(1) : payload
    parts = ''
    const end = message.indexOf('\n')
    onMessage(JSON.parse(message.slice(0, end)), message.slice(end + 1), (...args) => call(executionContextId, ...args))
  })
  await Promise.all([
    cdp.send('Page.enable'),
    cdp.send('Runtime.enable'),
    cdp.send('Runtime.addBinding', { name: binding, executionContextName: worldName }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: isolatedWorld, worldName })
  ])
  const tell = async (...args) => (world === undefined ? undefined : call(world, ...args))
  return { cdp, send: (channel, text) => tell('event', channel, text), copyToSystem: (text) => tell('copy', '', text) }
}
