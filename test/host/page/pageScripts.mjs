import { randomBytes } from 'node:crypto'
import { watchPage } from './watchPage.mjs'
import { startMainWorld } from './mainWorld.mjs'
import { createPreloadWorld } from './preloadWorld.mjs'
import { createStructuredCodec } from './structuredCodec.mjs'
import { createWorldBridge } from './worldBridge.mjs'

export const worldName = 'Electron Isolated Context'

/**
 * The two scripts that a window's documents begin with. Their names are new for each window and unknown to the page.
 *
 * @param {{ preload: string | undefined, process: Record<string, unknown> }} options the preload's source
 */
export function createPageScripts({ preload, process }) {
  const secret = () => `_${randomBytes(12).toString('hex')}`
  const [toMain, toIsolated, receiver, binding] = [secret(), secret(), secret(), secret()]
  // Electron runs no preload in subframes (nodeIntegrationInSubFrames is off) nor in the blank page before the first load.
  const guarded = (body) => `if (window === window.top && location.protocol !== 'data:' && location.href !== 'about:blank') {\n${body}\n}`

  const mainWorld = guarded(`(${startMainWorld})((${createWorldBridge})(${JSON.stringify(toIsolated)}, ${JSON.stringify(toMain)}))`)
  const isolatedWorld = guarded(`
    const world = (${createPreloadWorld})({
      codec: (${createStructuredCodec})(),
      bridge: (${createWorldBridge})(${JSON.stringify(toMain)}, ${JSON.stringify(toIsolated)}),
      post: globalThis[${JSON.stringify(binding)}],
      process: ${JSON.stringify(process)},
      receiver: ${JSON.stringify(receiver)}
    });
    (${watchPage})(world.notify);
    try {
      (function (require, process) { const module = { exports: {} }, exports = module.exports, global = globalThis;
${preload ?? ''}
      })(world.require, world.process);
    } catch (error) {
      world.notify('preload-error', { message: String(error && error.stack || error) });
    }`)
  return { mainWorld, isolatedWorld, receiver, binding }
}
