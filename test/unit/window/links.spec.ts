import { describe, expect, it } from 'vitest'
import { checkLink } from '../../../electron/main/window/externalLink'
import { mayRequest } from '../../../electron/main/window/networkGuard'
import { isPageAddress } from '../../../electron/main/window/pageAddress'
import { createRandom } from '../../support/random'

describe('the door for links', () => {
  it.each([
    ['https://capgo.app', 'https://capgo.app/'],
    ['https://capgo.app/docs/a?b=c#d', 'https://capgo.app/docs/a?b=c#d'],
    ['https://console.capgo.app/settings/account', 'https://console.capgo.app/settings/account'],
    ['HTTPS://Console.CAPGO.app/', 'https://console.capgo.app/'],
    ['https://capgo.app/@user', 'https://capgo.app/@user']
  ])('opens %s', (address, opened) => {
    expect(checkLink(address)).toBe(opened)
  })

  it.each([
    '', 'capgo.app', '//capgo.app', 'http://capgo.app/', 'ftp://capgo.app/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', 'app://bundle/',
    'https://evil.example/', 'https://capgo.app.evil.example/', 'https://evilcapgo.app/', 'https://capgo.app@evil.example/', 'https://user:pw@capgo.app/', 'https://user@capgo.app/',
    'https://@capgo.app/', 'https://capgo.app:8443/', 'https://capgo.app:443/x@y:1', 'https://capgo.app./', 'https://.capgo.app.evil/', 'https:capgo.app', 'https:///capgo.app', 'https:/\\capgo.app/',
    'https://capgo.app\\@evil.example/', 'https://evil.example\\.capgo.app/', 'https://evil.example#.capgo.app', 'https://evil.example?.capgo.app', 'https://evil.example/.capgo.app',
    ' https://capgo.app/', 'https://capgo.app/ x', 'https://cap\tgo.app/', 'https://capgo.app/\n', 'https://capgо.app/', 'https://xn--capg-8bd.app/', 'https://capgo%2eapp/', 'https://evil.example%2f.capgo.app/',
    'https://[::1]/', 'https://127.0.0.1/', 'vscode://x', 'smb://capgo.app/x', 'ms-settings:', `https://capgo.app/${'a'.repeat(2_000)}`
  ])('refuses %j', (address) => {
    expect(() => checkLink(address)).toThrow(expect.objectContaining({ code: 'invalidInput' }) as Error)
  })

  it('lets none of 100,000 mutated addresses through that leads elsewhere', { timeout: 60_000 }, () => {
    const random = createRandom(5)
    const pieces = ['https:', 'http:', '/', '//', '\\', '@', ':', '.', '?', '#', 'capgo.app', 'console.', 'evil.example', 'user', '8443', '443', '%2f', '%40', '%00', ' ', '\t', '\n', 'ö', '\u202e', '。', '[', ']', 'xn--', '"', "'", '&', '|', '^', '%', 'x']
    let opened = 0
    for (let run = 0; run < 100_000; run += 1) {
      const start = run % 3 === 0 ? '' : run % 3 === 1 ? 'https://' : 'https://capgo.app'
      const address = start + Array.from({ length: random.between(0, 6) }, () => random.pick(pieces)).join('')
      let link: string
      try {
        link = checkLink(address)
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalidInput' })
        continue
      }
      opened += 1
      const { protocol, hostname, port, username, password } = new URL(link)
      expect([protocol, port, username, password], address).toEqual(['https:', '', '', ''])
      expect(hostname === 'capgo.app' || hostname.endsWith('.capgo.app'), address).toBe(true)
      // What a shell or another program might read differently has no place in it.
      expect(link, address).toMatch(/^https:\/\/[a-z0-9.-]+\/[\x21\x23-\x7e]*$/u)
    }
    expect(opened).toBeGreaterThan(1_000)
  })
})

describe('what is the page', () => {
  it.each(['app://bundle/', 'app://bundle/index.html', 'app://bundle/assets/x.js?y#z'])('%s is', (address) => {
    expect(isPageAddress(address)).toBe(true)
    expect(mayRequest(address, false)).toBe(true)
  })

  it.each([
    'app://bundle.evil/', 'app://evil/', 'app://user@bundle/', 'app://user:pw@bundle/', 'app://bundle:1/', 'https://bundle/', 'file:///index.html', 'about:blank', 'apps://bundle/', 'app:bundle', '', 'bundle',
    'http://127.0.0.1/', 'ws://bundle/', 'wss://x.example/', 'blob:app://bundle/x', 'filesystem:app://bundle/x', 'chrome://settings', 'javascript:0', 'view-source:app://bundle/'
  ])('%j is not, and may not be asked', (address) => {
    expect(isPageAddress(address)).toBe(false)
    expect(mayRequest(address, false)).toBe(false)
  })

  it('the inspector’s parts only where there is an inspector', () => {
    expect([mayRequest('devtools://devtools/bundled/x.js', true), mayRequest('devtools://devtools/bundled/x.js', false), mayRequest('devtools://devtools.evil/x', true)]).toEqual([true, false, false])
  })
})
