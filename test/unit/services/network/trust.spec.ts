import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { createHttpClient } from '../../../../electron/main/capgo/httpClient'
import { createTrust, type TrustDeps } from '../../../../electron/main/services/network/trust'
import { readBytes } from '../../../../electron/main/storage/readBytes'
import { issue, type Issued } from '../../../support/certificates'
import { testNetwork } from '../../../support/network'
import { quietLog } from '../../../support/quietLog'
import { tlsServer } from '../../../support/tlsServer'

const ofSystem = issue({ name: 'System Root', authority: true })
const ofPerson = issue({ name: 'Person’s Root', authority: true })
const stranger = issue({ name: 'Stranger', authority: true })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trust-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const trustWith = (given: Partial<TrustDeps> = {}) => createTrust({ log: quietLog(), platform: 'linux', namedBundle: undefined, readFile: readBytes, extra: () => Promise.resolve([]), ...given })

/** Whether a server with a certificate of this authority is taken. */
async function takes(trust: ReturnType<typeof trustWith>, issuer: Issued): Promise<boolean> {
  const server = await tlsServer(issue({ name: 'localhost', issuer, hosts: ['localhost'] }))
  const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now, network: { ...testNetwork(), trust: trust.context } })
  try {
    await http.send({ method: 'GET', url: `https://localhost:${String(server.port)}/` })
    return true
  } catch (thrown) {
    if (asAppError(thrown).code !== 'untrustedHost') throw thrown
    return false
  } finally {
    await server.close()
  }
}

describe('whom Gatehouse trusts', () => {
  it('are the system’s authorities and the person’s, and no others', async () => {
    const bundle = join(folder, 'bundle.pem')
    await writeFile(bundle, `# System Root\n${ofSystem.cert}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`)
    const trust = trustWith({ namedBundle: bundle, extra: () => Promise.resolve([ofPerson.cert]) })
    expect([await takes(trust, ofSystem), await takes(trust, ofPerson), await takes(trust, stranger)]).toEqual([true, true, false])
  })

  it('changes with what the person adds, at the next request', async () => {
    const added: string[] = []
    const trust = trustWith({ extra: () => Promise.resolve([...added]) })
    expect(await takes(trust, ofPerson)).toBe(false)
    added.push(ofPerson.cert)
    trust.refresh()
    expect(await takes(trust, ofPerson)).toBe(true)
    added.length = 0
    trust.refresh()
    expect(await takes(trust, ofPerson)).toBe(false)
  })

  it('is made once, also when many ask at once', async () => {
    let asked = 0
    const trust = trustWith({ extra: () => Promise.resolve([String(asked++)]) })
    const contexts = await Promise.all([trust.context(), trust.context(), trust.context()])
    expect(new Set(contexts).size).toBe(1)
    expect(asked).toBe(1)
  })

  it('is less, never more, when what was added cannot be read', async () => {
    const trust = trustWith({ extra: () => Promise.reject(new Error('EIO')) })
    expect(await takes(trust, ofPerson)).toBe(false)
  })

  it('can be said without a system’s file, or with one that is far too large', async () => {
    const log = quietLog()
    for (const readFile of [() => Promise.resolve(null), () => Promise.resolve('tooLarge' as const), () => Promise.reject(new Error('EACCES'))]) await trustWith({ log, readFile }).context()
    expect(log.lines.filter(({ event }) => event === 'network.trust')).toHaveLength(3)
  })
})
