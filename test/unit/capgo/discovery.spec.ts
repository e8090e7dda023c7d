import { expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { discoverServer } from '../../../electron/main/capgo/endpoints/discovery'
import { cannedHttp } from '../../support/cannedHttp'

const config = (supaKey: unknown) => cannedHttp(() => ({ body: { supaHost: 'https://sb.capgo.example', supaKey } }))

it('learns both hosts and the key', async () => {
  expect(await discoverServer(config('a-key'), 'api.capgo.example')).toEqual({ api: 'https://api.capgo.example', supabase: 'https://sb.capgo.example', anonKey: 'a-key' })
})

it.each([
  ['nothing', ''],
  ['a line break', 'a-key\r\nx-other: 1'],
  ['a blank', 'a key'],
  ['an accent', 'clé'],
  ['a control character', 'a\u0000key'],
  ['200,000 characters', 'k'.repeat(200_000)]
])('takes no key that the hand could not type: %s', async (_, supaKey) => {
  const refused = asAppError(await discoverServer(config(supaKey), 'api.capgo.example').catch((thrown: unknown) => thrown)).data
  expect(refused).toMatchObject({ code: 'invalidResponse', details: { host: 'api.capgo.example' } })
})
