import { describe, expect, it } from 'vitest'
import { encodeCheckpoint, keyIdOf, newKey } from '../../../electron/main/journal/checkpoint'
import { encodeLine, noHash } from '../../../electron/main/journal/journalLine'
import { change, journalSetUp } from '../../support/journalSetUp'

type SetUp = ReturnType<typeof journalSetUp>

/** Four changes, signed, as a run left them; then somebody at work, and the next run. */
async function afterwards(tamper: (given: SetUp) => void, how: { unsigned?: boolean } = {}) {
  const given = journalSetUp()
  if (how.unsigned) given.keys.where = 'memory'
  await given.written(4)
  tamper(given)
  return given.start().verify()
}

/** Two changes; the same before every attempt. */
async function attempts(how: { unsigned?: boolean; killed?: boolean } = {}) {
  const given = journalSetUp()
  if (how.unsigned) given.keys.where = 'memory'
  await given.written(2, { killed: how.killed ?? false })
  const before = { bytes: given.file.bytes, text: given.checkpoint.text, kept: given.keys.kept }
  return {
    size: before.bytes.length,
    text: before.text ?? '',
    async with(tampered: { bytes?: Buffer; text?: string | null }) {
      const again = journalSetUp()
      again.keys.where = given.keys.where
      again.keys.kept = before.kept
      again.file.bytes = Buffer.from(tampered.bytes ?? before.bytes)
      again.checkpoint.text = tampered.text === undefined ? before.text : tampered.text
      return again.start().verify()
    },
    bytes: before.bytes
  }
}

describe('a journal that nobody touched', () => {
  it('is intact, and signed to its end', async () => {
    const { entries, state, wrong, signed, tornEnds } = await afterwards(() => undefined)
    expect({ entries, state, wrong, tornEnds }).toEqual({ entries: 8, state: 'intact', wrong: null, tornEnds: 0 })
    expect(signed).toMatchObject({ state: 'signed', upTo: 8 })
  })

  it('is intact also when the program was killed behind the last outcome', async () => {
    const given = await attempts({ killed: true })
    expect(await given.with({})).toMatchObject({ state: 'intact', signed: { state: 'signed', upTo: 4 } })
  })

  it('says that nothing vouches for it where there is no keychain', async () => {
    expect(await afterwards(() => undefined, { unsigned: true })).toMatchObject({ state: 'intact', signed: { state: 'unsigned', why: 'noKeychain' } })
  })
})

describe('every byte', () => {
  it.each([
    ['signed, ended', { unsigned: false }],
    ['signed, killed', { unsigned: false, killed: true }],
    ['unsigned', { unsigned: true }]
  ])('changed by one bit or by eight is found: %s', async (_, how) => {
    const given = await attempts(how)
    const missed: string[] = []
    for (let at = 0; at < given.size; at += 1) {
      for (const mask of [1, 0xff]) {
        const bytes = Buffer.from(given.bytes)
        bytes[at] = (bytes[at] ?? 0) ^ mask
        const { state } = await given.with({ bytes })
        // Without a signature the last end of a line may as well never have been written.
        const found = state === 'tampered' || (how.unsigned && at === given.size - 1 && state === 'intact')
        if (!found) missed.push(`${String(at)} ^ ${String(mask)}: ${state}`)
      }
    }
    expect(missed).toEqual([])
  }, 120_000)

  it('of the checkpoint changed is found', async () => {
    const given = await attempts()
    const missed: number[] = []
    for (let at = 0; at < given.text.length; at += 1) {
      const text = Buffer.from(given.text)
      text[at] = (text[at] ?? 0) ^ 1
      if ((await given.with({ text: text.toString('latin1') })).state !== 'tampered') missed.push(at)
    }
    expect(missed).toEqual([])
  })
})

describe('every truncation', () => {
  it('of the journal is found', async () => {
    const given = await attempts()
    const missed: number[] = []
    for (let size = 0; size < given.size; size += 1) {
      const { state, wrong } = await given.with({ bytes: given.bytes.subarray(0, size) })
      if (state !== 'tampered' || wrong?.finding !== 'missing') missed.push(size)
    }
    expect(missed).toEqual([])
  }, 60_000)

  it('of the checkpoint, and its removal, is found', async () => {
    const given = await attempts()
    for (let size = 0; size < given.text.length; size += 1) expect((await given.with({ text: given.text.slice(0, size) })).wrong?.finding).toBe('signature')
    expect((await given.with({ text: null })).wrong?.finding).toBe('signatureMissing')
  })

  it('of both, to nothing, is found', async () => {
    const given = await attempts()
    expect((await given.with({ bytes: Buffer.alloc(0), text: null })).state).toBe('tampered')
  })
})

describe('entries', () => {
  const lines = (given: SetUp, edit: (lines: string[]) => string[]): void => {
    given.file.bytes = Buffer.from(edit(given.lines()).map((line) => `${line}\n`).join(''))
  }
  it.each([
    ['swapped', (all: string[]) => [...all.slice(0, 2), all[3] ?? '', all[2] ?? '', ...all.slice(4)], 3],
    ['removed from the middle', (all: string[]) => all.toSpliced(4, 1), 5],
    ['removed from the beginning', (all: string[]) => all.slice(1), 1],
    ['repeated', (all: string[]) => [...all.slice(0, 4), all[3] ?? '', ...all.slice(4)], 5],
    ['repeated at the end', (all: string[]) => [...all, all[7] ?? ''], 9]
  ])('%s are found, with the first wrong one', async (_, edit, seq) => {
    expect(await afterwards((given) => lines(given, edit))).toMatchObject({ state: 'tampered', wrong: { seq, finding: 'order' } })
  })

  it('emptied or put between are found', async () => {
    expect((await afterwards((given) => lines(given, (all) => ['', ...all]))).wrong).toMatchObject({ seq: 1, finding: 'changed' })
    expect((await afterwards((given) => lines(given, (all) => all.toSpliced(3, 0, '{"hash":"x"}')))).wrong).toMatchObject({ seq: 4, finding: 'changed' })
  })
})

/** The whole chain anew, with other words in it: what somebody can do who knows how it is made and has no key. */
function rechained(given: SetUp): void {
  let prev = noHash
  const forged = given.lines().map((line, index) => {
    const record = (JSON.parse(line) as { record: { time: string; entry: Record<string, unknown> } }).record
    const entry = (index === 1 ? { ...record.entry, word: 'refused' } : record.entry) as never
    const encoded = encodeLine({ seq: index + 1, time: record.time, prev, entry })
    prev = encoded.hash
    return encoded.line
  })
  given.file.bytes = Buffer.from(forged.map((line) => `${line}\n`).join(''))
}

describe('a chain written anew', () => {
  it('is found by the signature', async () => {
    expect((await afterwards(rechained)).wrong).toMatchObject({ seq: 8, finding: 'rewritten' })
  })

  it('and signed with another key is found', async () => {
    const verification = await afterwards((given) => {
      rechained(given)
      const key = newKey()
      const hash = (JSON.parse(given.lines().at(-1) ?? '') as { hash: string }).hash
      const at = '2026-11-21T10:00:00.000Z'
      given.checkpoint.text = encodeCheckpoint({ seq: 8, hash, keyId: keyIdOf(key), at, since: at }, key)
    })
    expect(verification).toMatchObject({ state: 'tampered', wrong: { finding: 'signature', earlier: true } })
  })

  it('from an older copy of both files is found', async () => {
    const given = journalSetUp()
    await given.written(2)
    const old = { bytes: given.file.bytes, text: given.checkpoint.text }
    await given.written(2)
    given.file.bytes = Buffer.from(old.bytes)
    given.checkpoint.text = old.text
    expect((await given.start().verify()).state).toBe('tampered')
  })

  it('of which nobody keeps a key is not found, and not called signed', async () => {
    const verification = await afterwards(rechained, { unsigned: true })
    expect(verification).toMatchObject({ state: 'intact', signed: { state: 'unsigned' } })
  })
})

describe('what was found once', () => {
  it('stays found, although the next change is signed over it', async () => {
    const given = journalSetUp()
    await given.written(4)
    given.file.bytes = given.file.bytes.subarray(0, given.file.bytes.lastIndexOf('\n', given.file.bytes.length - 2) + 1)
    await given.written(2)
    const verification = await given.start().verify()
    expect(verification).toMatchObject({ state: 'tampered', wrong: { seq: 8, finding: 'missing', earlier: true }, signed: { state: 'signed', upTo: 12 } })
    await given.written(1)
    expect(given.lines().filter((line) => line.includes('"damage"'))).toHaveLength(1)
    expect((await given.start().list({ organizationId: null, page: 0 })).rows.some((row) => row.row === 'note' && row.note.note === 'damage')).toBe(true)
  })

  it('is found while Gatehouse runs, too: cut off, emptied, replaced', async () => {
    const given = journalSetUp()
    const journal = given.start()
    for (let count = 0; count < 3; count += 1) await (await journal.begin(change())).outcome({ word: 'applied' })
    given.file.bytes = given.file.bytes.subarray(0, given.file.bytes.indexOf('\n') + 1)
    await (await journal.begin(change())).outcome({ word: 'applied' })
    expect(await journal.verify()).toMatchObject({ state: 'tampered', wrong: { seq: 2, finding: 'missing' } })
  })
})
