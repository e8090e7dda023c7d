import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { CustomScheme } from 'electron'
import type { Logger } from '../log/logger'
import { bundlePath } from './bundlePath'
import { contentSecurityPolicy } from './contentSecurityPolicy'
import { appScheme, isPageAddress } from './pageAddress'

/** To be registered before the app is ready. No fetch, no service workers: the page asks nobody anything. */
export const appSchemePrivileges: CustomScheme = { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } }

/** Stands in index.html where the nonce of each answer goes (`<meta name="style-nonce" content="__STYLE_NONCE__">`). */
const noncePlaceholder = '__STYLE_NONCE__'

const features = [
  'accelerometer', 'autoplay', 'camera', 'clipboard-read', 'clipboard-write', 'display-capture', 'encrypted-media', 'fullscreen',
  'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get',
  'screen-wake-lock', 'serial', 'storage-access', 'usb', 'window-management', 'xr-spatial-tracking'
]

export interface AppProtocolOptions {
  /** Where the built page lies (`out/renderer`). */
  folder: string
  log: Logger
  createNonce?: () => string
}

/** Answers requests for `app://bundle/…` with files of the built page and with nothing else; for `protocol.handle`. */
export function createAppProtocol({ folder, log, createNonce = () => randomBytes(18).toString('base64url') }: AppProtocolOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const nonce = createNonce()
    const plain = (status: number, text: string, more?: Record<string, string>) =>
      new Response(request.method === 'HEAD' ? null : text, { status, headers: { ...headersFor(nonce), 'content-type': 'text/plain; charset=utf-8', ...more } })

    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Method not allowed', { allow: 'GET, HEAD' })
    const path = isPageAddress(request.url) ? bundlePath(new URL(request.url).pathname) : null
    if (!path) return plain(404, 'Not found')
    try {
      const content = await readContained(folder, path.segments)
      if (content === null) return plain(404, 'Not found')
      const isPage = path.contentType.startsWith('text/html')
      const body = isPage ? content.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(content)
      return new Response(request.method === 'HEAD' ? null : body, {
        headers: { ...headersFor(nonce), 'content-type': path.contentType, 'cache-control': isPage ? 'no-store' : 'no-cache' }
      })
    } catch (error) {
      log.error('appProtocol.unreadable', { path: path.segments.join('/'), error })
      return plain(500, 'The file could not be read')
    }
  }
}

/** The file, or `null` when there is none inside the folder: links are followed first, so that none leads outside. */
async function readContained(folder: string, segments: readonly string[]): Promise<Buffer | null> {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, ...segments))
    return file.startsWith(root + sep) ? await readFile(file) : null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
    throw error
  }
}

function headersFor(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': features.map((feature) => `${feature}=()`).join(', '),
    'cache-control': 'no-store'
  }
}
