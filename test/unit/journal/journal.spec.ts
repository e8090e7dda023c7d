import { describe, expect, it } from 'vitest'
import type { JournalRow } from '#shared/domain/journal'
import { change, connection, journalSetUp, organization } from '../../support/journalSetUp'

const rowsOf = async (given: ReturnType<typeof journalSetUp>, journal = given.start()): Promise<JournalRow[]> => (await journal.list({ organizationId: null, page: 0 })).rows
const outcomes = (rows: readonly JournalRow[]): unknown[] => rows.map((row) => (row.row === 'change' ? row.outcome : row.row))

describe('a change', () => {
  it('stands in the journal before it is made, and says what came of it after', async () => {
    const given = journalSetUp()
    const journal = given.start()
    const entry = await journal.begin(change())
    expect(given.lines()).toHaveLength(1)
    expect(outcomes(await rowsOf(given, journal))).toEqual([{ state: 'underWay' }])
    await entry.outcome({ word: 'refused', code: 'requires_2fa_to_enforce_2fa' })
    await entry.outcome({ word: 'applied' })
    expect(given.lines()).toHaveLength(2)
    const [row] = await rowsOf(given)
    expect(row).toMatchObject({
      row: 'change',
      seq: 1,
      intent: {
        kind: 'settingsChange',
        server: 'api.capgo.app',
        organization,
        actor: { userId: connection.userId, email: 'amara.okafor@meridian.example', credential: 'session', fingerprint: null },
        changes: [{ field: 'requiresKeyExpiration', before: false, after: true }]
      },
      outcome: { state: 'known', word: 'refused', code: 'requires_2fa_to_enforce_2fa' }
    })
  })

  it('made with an API key names the key by its fingerprint, and its owner if the server told', async () => {
    const given = journalSetUp()
    const journal = given.start()
    const withKey = { ...connection, credential: { kind: 'apiKey' as const, storage: 'keychain' as const, fingerprint: '0123456789ab' } }
    await journal.begin(change({ connection: withKey }))
    await journal.begin(change({ connection: withKey, ownerEmail: 'amara.okafor@meridian.example' }))
    const actors = (await rowsOf(given, journal)).map((row) => row.row === 'change' && row.intent.actor)
    expect(actors).toMatchObject([{ credential: 'apiKey', fingerprint: '0123456789ab', email: 'amara.okafor@meridian.example' }, { fingerprint: '0123456789ab', email: null }])
  })

  it('whose outcome nobody wrote before the program ended is unknown', async () => {
    const given = journalSetUp()
    await given.start().begin(change())
    expect(outcomes(await rowsOf(given))).toEqual([{ state: 'unknown' }])
  })

  it('carries no secret, whatever it is given', async () => {
    const given = journalSetUp()
    const journal = given.start()
    const secrets = ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'd1e2a3d4-1111-4222-8333-444455556666', 'hunter2']
    await journal.begin(
      change({
        changes: [
          { field: 'name', before: secrets[0] ?? '', after: [secrets[1] ?? ''] },
          { field: 'password', before: null, after: secrets[2] ?? '' },
          { field: 'policy', before: null, after: { apiKey: secrets[2] ?? '' } }
        ]
      })
    )
    const text = await journal.text()
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(given.log.lines.some(({ event }) => event === 'journal.withheld')).toBe(true)
  })

  it('keeps what only looks like one: the beginning of the public key of bundles', async () => {
    const given = journalSetUp()
    await given.start().begin(change({ changes: [{ field: 'requiredEncryptionKey', before: null, after: 'MIIBCgKCAQEA7x9Zk2pQ' }] }))
    expect((await rowsOf(given))[0]).toMatchObject({ intent: { changes: [{ after: 'MIIBCgKCAQEA7x9Zk2pQ' }] } })
  })

  it.each([
    ['an unknown kind', { kind: 'keyStolen' }],
    ['an organization that is none', { organization: { id: 'x', name: '' } }],
    ['a field of no name', { changes: [{ field: '', before: 1, after: 2 }] }]
  ])('with %s is not begun', async (_, wrong) => {
    const given = journalSetUp()
    await expect(given.start().begin({ ...change(), ...wrong } as never)).rejects.toMatchObject({ code: 'unexpected' })
    expect(given.lines()).toEqual([])
  })
})

describe('many at once', () => {
  it('are written one after the other, in order, and none is lost', async () => {
    const given = journalSetUp()
    const journal = given.start()
    await Promise.all(
      Array.from({ length: 1000 }, async (_, index) => {
        const entry = await journal.begin(change({ changes: [{ field: 'maxKeyExpirationDays', before: null, after: index }] }))
        await entry.outcome({ word: 'applied' })
      })
    )
    await journal.settle()
    expect(await given.start().verify()).toMatchObject({ entries: 2000, state: 'intact', signed: { upTo: 2000 } })
    const intents = given.lines().flatMap((line) => {
      const { entry } = (JSON.parse(line) as { record: { entry: { phase: string; changes?: { after: number }[] } } }).record
      return entry.phase === 'intent' ? [entry.changes?.[0]?.after] : []
    })
    expect(intents).toEqual(Array.from({ length: 1000 }, (_, index) => index))
  }, 60_000)
})

describe('a full disk', () => {
  it('stops the change before it is made, and nothing half written stays', async () => {
    const given = journalSetUp()
    const journal = given.start()
    given.file.free = 100
    await expect(journal.begin(change())).rejects.toMatchObject({ code: 'storageFailed' })
    given.file.free = 10_000
    await journal.begin(change())
    expect(await journal.verify()).toMatchObject({ entries: 1, state: 'intact' })
  })

  it('that loses an outcome says so, keeps it, and writes it as soon as it can', async () => {
    const given = journalSetUp()
    const journal = given.start()
    const entry = await journal.begin(change())
    given.file.free = 10
    await entry.outcome({ word: 'applied' })
    expect(given.log.lines.some(({ level, event }) => level === 'error' && event === 'journal.outcomeNotWritten')).toBe(true)
    expect(outcomes(await rowsOf(given, journal))).toEqual([{ state: 'unwritten', word: 'applied', code: null }])
    await expect(journal.begin(change())).rejects.toMatchObject({ code: 'storageFailed' })
    given.file.free = 10_000
    await journal.begin(change())
    expect(outcomes(await rowsOf(given, journal))).toMatchObject([{ state: 'underWay' }, { state: 'known', word: 'applied' }])
  })

  it('and half a line that cannot be taken back: kept aside, and the next line stands whole', async () => {
    const given = journalSetUp()
    const journal = given.start()
    await (await journal.begin(change())).outcome({ word: 'applied' })
    given.file.free = 50
    given.file.cannotTruncate = true
    await expect(journal.begin(change())).rejects.toMatchObject({ code: 'storageFailed' })
    given.file.free = 10_000
    await journal.begin(change())
    expect(given.file.aside.map((tail) => tail.length)).toEqual([50])
    expect(await journal.verify()).toMatchObject({ state: 'intact', wrong: null, tornEnds: 1 })
  })

  it('that takes no signature holds up nothing', async () => {
    const given = journalSetUp()
    await given.written(1)
    given.checkpoint.broken = true
    await given.written(1, { killed: true })
    expect(await given.start().verify()).toMatchObject({ entries: 4, state: 'intact', signed: { state: 'signed', upTo: 2 } })
  })
})

describe('a last line that is not whole', () => {
  it('is a torn end and no tampering; what stood before is whole, and what was left is kept', async () => {
    const given = journalSetUp()
    await given.written(2)
    const journal = given.start()
    await journal.begin(change())
    const whole = given.file.bytes
    const begun = whole.lastIndexOf('\n', whole.length - 2) + 1
    for (let size = begun + 1; size < whole.length; size += 37) {
      given.file.bytes = Buffer.from(whole.subarray(0, size))
      given.file.aside = []
      const after = given.start()
      const rows = await rowsOf(given, after)
      expect(rows[0]).toMatchObject({ row: 'note', note: { note: 'tornEnd', bytes: size - begun, keptAs: 'journal.jsonl.aside' } })
      expect(outcomes(rows.slice(1))).toMatchObject([{ state: 'known', word: 'applied' }, { state: 'known', word: 'applied' }])
      expect(given.file.aside).toEqual([whole.subarray(begun, size)])
      expect(await after.verify()).toMatchObject({ state: 'intact', wrong: null, tornEnds: 1 })
      // As it was before that run.
      given.file.bytes = Buffer.from(whole.subarray(0, begun))
      given.keys.kept = null
      given.checkpoint.text = null
    }
  })
})

describe('the keychain', () => {
  it('that is locked leaves entries unsigned, and signs them once it opens', async () => {
    const given = journalSetUp()
    await given.written(1)
    given.keys.locked = true
    const journal = given.start()
    await (await journal.begin(change())).outcome({ word: 'applied' })
    expect(await journal.verify()).toMatchObject({ state: 'intact', signed: { state: 'unsigned', why: 'keychainFailed' } })
    given.keys.locked = false
    expect(await journal.verify()).toMatchObject({ state: 'intact', signed: { state: 'signed', upTo: 2 } })
    await journal.settle()
    expect(await given.start().verify()).toMatchObject({ signed: { state: 'signed', upTo: 4 } })
  })

  it('that has lost the key gets another, and the journal says from where it counts', async () => {
    const given = journalSetUp()
    await given.written(1)
    given.keys.kept = null
    const journal = given.start()
    expect((await rowsOf(given, journal))[0]).toMatchObject({ row: 'note', note: { note: 'newKey' } })
    const { state, signed } = await journal.verify()
    expect(state).toBe('intact')
    expect(signed).toMatchObject({ state: 'signed', upTo: 3 })
  })
})

describe('the list', () => {
  it('is paged, the newest first, and by organization', async () => {
    const given = journalSetUp()
    const journal = given.start()
    const other = { id: '00000000-0000-4000-8000-0000000000aa', name: 'Harbour Analytics' }
    for (let index = 0; index < 120; index += 1) await journal.begin(change({ organization: index % 3 === 0 ? other : organization, changes: [{ field: 'n', before: null, after: index }] }))
    const numbers = async (organizationId: string | null, page: number) => {
      const { rows, total } = await journal.list({ organizationId, page })
      return { total, numbers: rows.map((row) => (row.row === 'change' ? row.intent.changes[0]?.after : null)) }
    }
    expect(await numbers(null, 0)).toEqual({ total: 120, numbers: Array.from({ length: 50 }, (_, index) => 119 - index) })
    expect((await numbers(null, 2)).numbers).toEqual(Array.from({ length: 20 }, (_, index) => 19 - index))
    expect(await numbers(null, 3)).toEqual({ total: 120, numbers: [] })
    expect(await numbers(other.id.toUpperCase(), 0)).toEqual({ total: 40, numbers: Array.from({ length: 40 }, (_, index) => 117 - 3 * index) })
  })

  it('shows a line that it does not understand as such', async () => {
    const given = journalSetUp()
    await given.written(1)
    given.file.bytes = Buffer.concat([given.file.bytes, Buffer.from('{"from":"elsewhere"}\n')])
    expect(outcomes(await rowsOf(given))).toEqual(['note', 'notUnderstood', expect.objectContaining({ state: 'known' })])
  })

  it('keeps the outcome readable whose change stands in a damaged line', async () => {
    const given = journalSetUp()
    const journal = given.start()
    await (await journal.begin(change())).outcome({ word: 'refused', code: 'requires_2fa_to_enforce_2fa' })
    const damaged = given.file.bytes.indexOf('settingsChange')
    given.file.bytes = Buffer.from(given.file.bytes).fill('x', damaged, damaged + 1)
    const rows = await rowsOf(given)
    expect(rows).toContainEqual({ row: 'notUnderstood', seq: 1 })
    expect(rows).toContainEqual(expect.objectContaining({ row: 'strayOutcome', seq: 2, word: 'refused', code: 'requires_2fa_to_enforce_2fa', time: expect.any(String) as string }))
  })
})
