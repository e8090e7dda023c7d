import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { regenerateKey } from '../../../electron/main/capgo/endpoints/apiKeyChanges'
import { createRequester, type CredentialSource } from '../../../electron/main/capgo/requester'
import { cannedHttp } from '../../support/cannedHttp'

const server = { api: 'https://api.capgo.example', supabase: 'https://sb.capgo.example', anonKey: 'anon-key' }

describe('a request whose token is refused', () => {
  // The token is renewed at once, so that whatever may be sent again is.
  const renewing: CredentialSource = { current: () => Promise.resolve({ kind: 'session', accessToken: 'token' }), rejected: () => true }
  const setUp = () => {
    const sent: string[] = []
    const http = cannedHttp((request) => {
      sent.push(request.method)
      return { status: 401, body: { error: 'invalid_jwt', message: 'Invalid JWT' } }
    })
    return { sent, requester: createRequester({ http, server, credentials: renewing }) }
  }

  it('is sent once more when it is an ordinary one', async () => {
    const { sent, requester } = setUp()
    await expect(requester.send({ host: 'api', method: 'PUT', path: '/organization', answer: z.unknown() })).rejects.toMatchObject({ code: 'sessionEnded' })
    expect(sent).toEqual(['PUT', 'PUT'])
  })

  it('is never sent again when it asks for a secret', async () => {
    const { sent, requester } = setUp()
    await expect(regenerateKey(requester, 7)).rejects.toMatchObject({ code: 'sessionEnded' })
    expect(sent).toEqual(['PUT'])
  })
})
