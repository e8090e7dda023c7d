import { describe, expect, it } from 'vitest'
import { connectionNameSchema } from '#shared/domain/connection'
import { defaultName, shownServer } from '../../../electron/main/services/connection/connectionNames'

const server = (api: string) => ({ api, supabase: 'https://sb.example.com', anonKey: 'anonymous' })
const capgo = server('https://api.capgo.app')

describe('the name of a new connection', () => {
  it('is its server’s, in Capgo’s own case by name', () => {
    expect(defaultName({ server: capgo, email: 'her@example.com' }, [])).toBe('Capgo')
    expect(defaultName({ server: server('https://capgo.example.org:8443'), email: null }, ['Capgo'])).toBe('capgo.example.org:8443')
  })

  it('has the e-mail address with it where that is taken, then a number', () => {
    const taken: string[] = []
    for (const email of ['her@example.com', 'her@example.com', 'his@example.com', null, null, 'her@example.com']) taken.push(defaultName({ server: capgo, email }, taken))
    expect(taken).toEqual(['Capgo', 'Capgo (her@example.com)', 'Capgo (his@example.com)', 'Capgo 2', 'Capgo 3', 'Capgo (her@example.com) 2'])
  })

  it('stays within what a name may be, and different', () => {
    const email = `${'long'.repeat(60)}@example.com`
    const taken: string[] = []
    for (let count = 0; count < 12; count++) taken.push(defaultName({ server: server(`https://${'sub.'.repeat(50)}example.org`), email }, taken))
    expect(new Set(taken).size).toBe(12)
    for (const name of taken) expect(connectionNameSchema.parse(name)).toBe(name)
  })
})

describe('a server as it is shown', () => {
  it('is without the scheme that everybody takes for granted', () => {
    expect(shownServer(capgo)).toBe('api.capgo.app')
    expect(shownServer(server('http://127.0.0.1:8787'))).toBe('http://127.0.0.1:8787')
  })
})
