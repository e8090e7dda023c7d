import { describe, expect, it } from 'vitest'
import { proxyAddressSchema } from '#shared/domain/network'
import { readProxyAddress } from '#shared/rules/proxyAddress'

describe('the address of a proxy', () => {
  it.each([
    ['proxy.example:3128', 'http://proxy.example:3128'],
    [' HTTP://Proxy.Example:8080/ ', 'http://proxy.example:8080'],
    ['https://proxy.example:443', 'https://proxy.example:443'],
    ['socks5://127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
    ['socks4://localhost:9', 'socks4://localhost:9'],
    ['[::1]:3128', 'http://[::1]:3128'],
    ['http://[fe80::1]:65535', 'http://[fe80::1]:65535']
  ])('“%s” is understood', (typed, address) => {
    expect(readProxyAddress(typed)).toEqual({ address })
    expect(proxyAddressSchema.safeParse(address).success).toBe(true)
  })

  it.each([
    ['', 'notAddress'],
    ['proxy.example', 'noPort'],
    ['http://10.0.0.1', 'noPort'],
    ['[::1]', 'noPort'],
    ['proxy.example:0', 'notAddress'],
    ['proxy.example:65536', 'notAddress'],
    ['proxy.example:31x', 'notAddress'],
    ['proxy.example:3128/path', 'notAddress'],
    ['proxy example:3128', 'notAddress'],
    ['-proxy:3128', 'notAddress'],
    ['http://:3128', 'notAddress'],
    ['me:secret@proxy.example:3128', 'withName'],
    ['http://me@proxy.example:3128', 'withName'],
    ['ftp://proxy.example:3128', 'kind'],
    ['pac+http://proxy.example:3128', 'kind'],
    ['file:///etc/passwd', 'kind']
  ] as const)('“%s” is told what is wrong with it', (typed, problem) => {
    expect(readProxyAddress(typed)).toEqual({ problem })
  })

  it('is kept in its one form only', () => {
    for (const address of ['proxy.example:3128', 'HTTP://proxy.example:3128', 'http://a@proxy.example:3128', 'http://proxy.example:3128\n', 'http://proxy.example:3128/']) expect(proxyAddressSchema.safeParse(address).success, address).toBe(false)
  })
})
