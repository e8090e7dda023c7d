import { expect, it } from 'vitest'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import { asAppError } from '#shared/errors/appError'
import { createConditions } from '../../../../electron/main/services/network/conditions'
import type { SettingsRepository } from '../../../../electron/main/settings/settingsRepository'
import { testNetwork } from '../../../support/network'

function setUp(first: Settings['proxy'] = { mode: 'system' }, answer = 'PROXY proxy.example:3128; DIRECT') {
  const listeners: ((settings: Settings) => void)[] = []
  const settings: SettingsRepository = {
    read: () => Promise.resolve({ ...defaultSettings, proxy: first }),
    update: () => Promise.reject(new Error('not in this test')),
    onChange: (listener) => {
      listeners.push(listener)
      return () => undefined
    }
  }
  const asked: string[] = []
  const resolveProxy = (url: string) => {
    asked.push(url)
    return Promise.resolve(answer)
  }
  const network = testNetwork()
  const trust = { context: () => Promise.reject(new Error('not in this test')), refresh: () => undefined }
  const { conditions, routeTo } = createConditions({ monitor: { isOnline: network.isOnline, untilLost: network.untilLost, stop: () => undefined }, settings, trust, resolveProxy })
  return { conditions, routeTo, asked, choose: (proxy: Settings['proxy']) => listeners.forEach((tell) => tell({ ...defaultSettings, proxy })) }
}

it('tells the way to Capgo, or to the server of the connection, in the order in which it is tried', async () => {
  const { routeTo, asked } = setUp()
  expect(await routeTo(null)).toEqual({ host: 'api.capgo.app', ways: ['http://proxy.example:3128', 'direct'] })
  expect(await routeTo('capgo.meridian.example')).toMatchObject({ host: 'capgo.meridian.example' })
  expect(asked).toEqual(['https://api.capgo.app/', 'https://capgo.meridian.example/'])
})

it('says of this computer itself that nothing is between', async () => {
  const { routeTo, asked } = setUp({ mode: 'manual', address: 'http://proxy.example:3128' })
  expect(await routeTo('http://127.0.0.1:8787')).toEqual({ host: '127.0.0.1:8787', ways: ['direct'] })
  expect(asked).toEqual([])
})

it('follows the choice at once', async () => {
  const { conditions, choose } = setUp({ mode: 'direct' })
  expect(await conditions.waysTo('https://api.capgo.app')).toEqual([null])
  choose({ mode: 'manual', address: 'socks5://[::1]:1080' })
  expect(await conditions.waysTo('https://api.capgo.app')).toEqual([{ kind: 'socks5', host: '::1', port: 1080 }])
  choose({ mode: 'system' })
  expect(await conditions.waysTo('https://api.capgo.app')).toHaveLength(2)
})

it('does not say “directly” where the system says nothing of use', async () => {
  const { routeTo } = setUp({ mode: 'system' }, '')
  expect((await routeTo(null).catch(asAppError)) as unknown).toMatchObject({ code: 'proxyFailed' })
})
