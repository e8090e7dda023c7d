import { describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { waysFor } from '../../../../electron/main/services/network/proxyWays'

const never = () => Promise.reject(new Error('nobody asks the system'))
const system = (answer: string) => waysFor({ mode: 'system' }, 'https://api.capgo.app', () => Promise.resolve(answer))

describe('the ways to a server', () => {
  it('are the person’s own, without asking the system', async () => {
    expect(await waysFor({ mode: 'direct' }, 'https://api.capgo.app', never)).toEqual([null])
    expect(await waysFor({ mode: 'manual', address: 'socks5://proxy.example:1080' }, 'https://api.capgo.app', never)).toEqual([{ kind: 'socks5', host: 'proxy.example', port: 1080 }])
    expect(await waysFor({ mode: 'manual', address: 'http://[::1]:3128' }, 'https://api.capgo.app', never)).toEqual([{ kind: 'http', host: '::1', port: 3128 }])
  })

  it('are asked of the system for each server', async () => {
    const asked: string[] = []
    await waysFor({ mode: 'system' }, 'https://sb.capgo.app', (url) => {
      asked.push(url)
      return Promise.resolve('DIRECT')
    })
    expect(asked).toEqual(['https://sb.capgo.app/'])
  })

  it.each([
    ['DIRECT', [null]],
    ['PROXY proxy.example:3128', [{ kind: 'http', host: 'proxy.example', port: 3128 }]],
    ['PROXY a.example:1;HTTPS b.example:443 ; SOCKS5 [fe80::1]:1080; DIRECT', [{ kind: 'http', host: 'a.example', port: 1 }, { kind: 'https', host: 'b.example', port: 443 }, { kind: 'socks5', host: 'fe80::1', port: 1080 }, null]],
    // In configuration scripts SOCKS alone has always meant the older version.
    ['SOCKS a.example:1080', [{ kind: 'socks4', host: 'a.example', port: 1080 }]],
    ['QUIC a.example:443; PROXY b.example:80', [{ kind: 'http', host: 'b.example', port: 80 }]]
  ])('are what the system’s “%s” says', async (answer, ways) => {
    expect(await system(answer)).toEqual(ways)
  })

  it.each(['', 'QUIC a.example:443', 'PROXY', 'PROXY nowhere', ';;'])('are never guessed to be direct: “%s” is a failure', async (answer) => {
    expect((await system(answer).catch(asAppError)) as unknown).toMatchObject({ code: 'proxyFailed' })
  })

  it('are a failure when the system does not answer', async () => {
    expect((await waysFor({ mode: 'system' }, 'https://api.capgo.app', never).catch(asAppError)) as unknown).toMatchObject({ code: 'proxyFailed', data: { details: { host: 'api.capgo.app' } } })
  })
})
