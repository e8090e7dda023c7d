import { expect, it } from 'vitest'
import { noPolicy } from '#shared/domain/policy'
import type { HttpRequest } from '../../../electron/main/capgo/httpClient'
import type { DemoOrganization } from '../../../electron/main/services/connection/demoOrganization'
import { managedDemo, toManagedServers } from '../../../electron/main/services/managedReach'

const policy = noPolicy('policy.json')

function client(servers: string[] | null) {
  const sent: string[] = []
  const send = ({ url }: HttpRequest) => {
    sent.push(url)
    return Promise.resolve({ status: 200, headers: {}, body: null, requestId: '1', clockSkewMs: null })
  }
  return { sent, http: toManagedServers({ send }, () => ({ ...policy, servers })) }
}

it('sends nothing to a server that the policy does not name, by whatever part of the address it resembles one', async () => {
  const { http, sent } = client(['https://api.example.org'])
  for (const url of ['https://sb.example.org/x', 'https://api.example.org.evil.example/x', 'https://api.example.org:8443/x', 'https://api.example.org@evil.example/x']) {
    await expect(http.send({ method: 'GET', url })).rejects.toMatchObject({ data: { code: 'managed', fieldErrors: { servers: 'managed' } } })
  }
  expect(sent).toEqual([])
})

it.each<[string, string[] | null, string]>([
  ['a server that is named', ['https://api.example.org'], 'https://api.example.org/x'],
  ['any server without a list', null, 'https://elsewhere.example/x'],
  ['this computer itself', [], 'http://127.0.0.1:4711/x']
])('sends to %s', async (_, servers, url) => {
  const { http, sent } = client(servers)
  await http.send({ method: 'GET', url })
  expect(sent).toEqual([url])
})

it('opens the demo organization unless the policy says no', async () => {
  let opened = 0
  const demo: DemoOrganization = { open: () => Promise.reject(new Error(`opened ${(opened += 1)}`)), organizationId: () => null, close: () => Promise.resolve() }
  const { http } = client(null)
  await expect(managedDemo(demo, () => ({ ...policy, demo: false })).open(http, { afresh: false })).rejects.toMatchObject({ data: { code: 'managed', fieldErrors: { demo: 'managed' } } })
  expect(opened).toBe(0)
  await expect(managedDemo(demo, () => policy).open(http, { afresh: false })).rejects.toThrow('opened 1')
})
