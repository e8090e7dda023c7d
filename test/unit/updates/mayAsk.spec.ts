import { expect, it } from 'vitest'
import { mayAskFor } from '../../../electron/main/updates/mayAsk'

const ask = (servers: string[] | null, managed: string | null, feed: string) => {
  const mayAsk = mayAskFor({ servers, updates: { enabled: true, feed: managed } }, feed)
  return (address: string): boolean => mayAsk(new URL(address))
}

it('is any server where the policy lists none', () => {
  const may = ask(null, null, 'https://updates.example/')
  expect(['https://updates.example/x', 'https://cdn.example/y'].map(may)).toEqual([true, true])
})

it('is a listed server or the feed that the administrator names', () => {
  const may = ask(['https://api.example'], 'https://updates.example/gatehouse', 'https://updates.example/gatehouse')
  expect(['https://updates.example/x', 'https://api.example/y'].map(may)).toEqual([true, true])
  expect(['https://cdn.example/', 'https://updates.example:8443/', 'https://updates.example.evil.example/'].map(may)).toEqual([false, false, false])
  expect(ask(['https://api.example'], null, 'https://updates.example/')('https://updates.example/')).toBe(false)
})

it('is this computer only for a feed that is on it, however it is written', () => {
  const here = ['https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/', 'https://127.0.0.1:9/', 'https://127.1/', 'https://2130706433/', 'https://0/', 'https://[::1]/', 'https://[::]/', 'https://[::ffff:127.0.0.1]/']
  expect(here.filter(ask(null, null, 'https://updates.example/'))).toEqual([])
  expect(here.filter(ask(null, null, 'http://127.0.0.1:4000/'))).toEqual(here)
})
