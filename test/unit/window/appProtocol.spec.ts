import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAppProtocol } from '../../../electron/main/window/appProtocol'
import { bundlePath } from '../../../electron/main/window/bundlePath'
import { createRandom } from '../../support/random'
import { quietLog } from '../../support/quietLog'

let root: string
let answer: (request: Request) => Promise<Response>

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'app-protocol-'))
  const folder = join(root, 'renderer')
  await mkdir(join(folder, 'assets', 'folder.js'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<meta name="style-nonce" content="__STYLE_NONCE__"><b>page</b>')
  await writeFile(join(folder, 'assets', 'index-BxY12_a-.js'), 'export default "__STYLE_NONCE__"')
  await writeFile(join(folder, 'assets', 'inter@4.woff2'), Uint8Array.from([0, 255, 128]))
  await writeFile(join(folder, 'notes.md'), 'not a kind that is served')
  await writeFile(join(folder, '.hidden.js'), 'hidden')
  await writeFile(join(root, 'secret.js'), 'canary')
  await mkdir(join(root, 'renderer-other'))
  await writeFile(join(root, 'renderer-other', 'secret.js'), 'canary')
  // A junction needs no rights on Windows.
  await symlink(join(root, 'renderer-other'), join(folder, 'linked'), 'junction')
  answer = createAppProtocol({ folder, log: quietLog() })
})
afterAll(() => rm(root, { recursive: true, force: true }))

const get = (url: string, method = 'GET') => answer(new Request(url, { method }))

describe('what is served', () => {
  it('the page, at its root and by its name, with a fresh nonce in it and in its policy', async () => {
    const nonces = new Set<string>()
    for (const url of ['app://bundle/', 'app://bundle/index.html', 'app://bundle/?a=1#b', 'app://bundle/index.html']) {
      const response = await get(url)
      const nonce = /content="([\w-]{20,})"/u.exec(await response.text())?.[1] ?? ''
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('content-security-policy')).toContain(`style-src-elem 'self' 'nonce-${nonce}'`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(4)
  })

  it('scripts and fonts, byte for byte, by their kind', async () => {
    const script = await get('app://bundle/assets/index-BxY12_a-.js')
    expect([script.headers.get('content-type'), await script.text()]).toEqual(['text/javascript; charset=utf-8', 'export default "__STYLE_NONCE__"'])
    const font = await get('app://bundle/assets/inter@4.woff2')
    expect([font.headers.get('content-type'), [...new Uint8Array(await font.arrayBuffer())]]).toEqual(['font/woff2', [0, 255, 128]])
  })

  it('the guarding headers, refusals included', async () => {
    for (const response of [await get('app://bundle/'), await get('app://bundle/assets/inter@4.woff2'), await get('app://bundle/none.js'), await get('app://bundle/', 'POST')]) {
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /u)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(response.headers.get('permissions-policy')).toContain('camera=()')
    }
  })

  it('HEAD as GET without the body', async () => {
    const head = await get('app://bundle/', 'HEAD')
    expect([head.status, await head.text(), head.headers.get('content-type')]).toEqual([200, '', 'text/html; charset=utf-8'])
    expect(await (await get('app://bundle/none.js', 'HEAD')).text()).toBe('')
  })
})

describe('what is not', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s', async (method) => {
    const response = await get('app://bundle/', method)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it.each([
    'app://bundle/none.js', 'app://bundle/notes.md', 'app://bundle/.hidden.js', 'app://bundle/assets', 'app://bundle/assets/', 'app://bundle/assets/folder.js',
    'app://bundle/index.html/', 'app://bundle//index.html', 'app://bundle/index.html/x.js', 'app://other/index.html', 'app://bundle.evil/index.html',
    'app://bundle:80/index.html', 'file:///etc/passwd', 'https://bundle/index.html', 'app:bundle/index.html', 'app:///index.html'
  ])('%s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  const outside = ['../secret.js', '..%2fsecret.js', '%2e%2e/secret.js', '%2e%2e%2fsecret.js', '..%5csecret.js', '..\\secret.js', 'assets/../../secret.js', 'assets/..%2f..%2fsecret.js', '%252e%252e/secret.js', '....//secret.js', 'linked/secret.js', '../renderer-other/secret.js', '%c0%ae%c0%ae/secret.js', 'secret.js%00.js', '/secret.js', 'C:/secret.js', '%ff/secret.js']
  it.each(outside)('a file outside the folder: %s', async (path) => {
    const response = await get(`app://bundle/${path}`)
    expect([response.status, await response.text()]).toEqual([404, 'Not found'])
  })

  it('any of 20,000 mutated paths that leads outside, or to a kind that is not served', { timeout: 60_000 }, async () => {
    const random = createRandom(42)
    const pieces = ['..', '.', '/', '//', '\\', '%2f', '%2F', '%5c', '%2e', '%252e', '%00', '%0a', 'assets', 'assets/index-BxY12_a-.js', 'linked', 'secret.js', 'index.html', '.js', 'renderer-other', ':', '@', '?', '#', ' ', '%20', 'ö', 'index-BxY12_a-.js', '~', 'notes.md', '.hidden.js']
    const served = new Set<string>()
    for (let run = 0; run < 20_000; run += 1) {
      const path = Array.from({ length: random.between(1, 7) }, () => random.pick(pieces)).join('')
      const response = await get(`app://bundle/${path}`)
      if (response.status === 200) served.add((await response.text()).replace(/content="[\w-]+"/u, ''))
      else expect(response.status).toBe(404)
    }
    expect([...served].sort()).toEqual(['<meta name="style-nonce" ><b>page</b>', 'export default "__STYLE_NONCE__"'])
  })

  it('admits only paths without anything to decode', { timeout: 60_000 }, () => {
    const random = createRandom(43)
    for (let run = 0; run < 50_000; run += 1) {
      const path = `/${Array.from({ length: random.between(0, 12) }, () => String.fromCharCode(random.between(0, 0x17f))).join('')}.js`
      for (const segment of bundlePath(path)?.segments ?? []) expect(segment).toMatch(/^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/u)
    }
    expect(bundlePath(`/${'a'.repeat(600)}.js`)).toBeNull()
    expect(bundlePath('/a.constructor')).toBeNull()
  })
})
