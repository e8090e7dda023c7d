import { describe, expect, it } from 'vitest'
import { readAllRows, type RowPage, type RowSource } from '../../../electron/main/capgo/readAllRows'

interface Person {
  id: string
}

const people = (count: number, prefix = 'p'): Person[] => Array.from({ length: count }, (_, index) => ({ id: `${prefix}${String(index).padStart(6, '0')}` }))

/** A server's list: sorted, cut at `maxRows` without a word, changing whenever `beforePage` says so. */
class ListOnServer implements RowSource<Person> {
  asked: { offset: number; limit: number; count: boolean }[] = []
  constructor(
    public list: Person[],
    private readonly options: { maxRows?: number; counts?: boolean; beforePage?: (list: ListOnServer, index: number) => void } = {}
  ) {}

  page(range: { offset: number; limit: number; count: boolean }): Promise<RowPage<Person>> {
    this.options.beforePage?.(this, this.asked.length)
    this.asked.push(range)
    const size = Math.min(range.limit, this.options.maxRows ?? 1000)
    this.list.sort((a, b) => (a.id < b.id ? -1 : 1))
    return Promise.resolve({ rows: this.list.slice(range.offset, range.offset + size), total: range.count && this.options.counts !== false ? this.list.length : null })
  }

  key = (person: Person): string => person.id
}

describe('readAllRows', () => {
  it.each([0, 1, 999, 1000, 1001, 1998, 1999, 2000, 2001, 10_003])('brings exactly the %i rows the server has', async (count) => {
    const server = new ListOnServer(people(count))
    const { rows, completeness } = await readAllRows(server)
    expect(completeness).toEqual({ state: 'complete' })
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(people(count).map(({ id }) => id)))
    expect(rows).toHaveLength(count)
  })

  it.each([0, 42, 999, 1000, 1001, 1999, 2500])('brings exactly %i rows with the second page asked for at once', async (count) => {
    const { rows, completeness } = await readAllRows(new ListOnServer(people(count)), { eagerSecondPage: true })
    expect(completeness.state).toBe('complete')
    expect(rows).toHaveLength(count)
  })

  it('needs no further request for 1,003 rows when the second page was asked for at once', async () => {
    const server = new ListOnServer(people(1003))
    await readAllRows(server, { eagerSecondPage: true })
    expect(server.asked).toHaveLength(2)
  })

  const servers = [1, 2, 7, 100, 500, 999].flatMap((maxRows) => [true, false].flatMap((counts) => [true, false].map((eagerSecondPage) => ({ maxRows, counts, eagerSecondPage }))))
  it.each(servers)('finds the row limit of a server that gives $maxRows rows at a time (counts: $counts, eager: $eagerSecondPage)', async ({ maxRows, counts, eagerSecondPage }) => {
    for (const count of [0, 1, 3, 999, 1000, 1203]) {
      const { rows, completeness } = await readAllRows(new ListOnServer(people(count), { maxRows, counts }), { eagerSecondPage })
      expect(completeness.state).toBe('complete')
      expect(rows.map(({ id }) => id).sort()).toEqual(people(count).map(({ id }) => id))
    }
  })

  it.each([3_000_000, 999_999_999_999])('does not believe a server that speaks of %i rows', async (total) => {
    const source: RowSource<Person> = { page: () => Promise.resolve({ rows: people(1), total }), key: ({ id }) => id }
    await expect(readAllRows(source)).rejects.toMatchObject({ code: 'invalidResponse' })
  })

  it.each([0, 1, 1000, 2001])('goes on until nothing new comes where the server does not count (%i rows)', async (count) => {
    const { rows, completeness } = await readAllRows(new ListOnServer(people(count), { counts: false }))
    expect(completeness.state).toBe('complete')
    expect(rows).toHaveLength(count)
  })

  it.each([
    { size: 1, counts: false },
    { size: 40, counts: false },
    { size: 1000, counts: false },
    { size: 1, counts: true },
    { size: 1000, counts: true }
  ])('leaves a server that gives the same $size rows whatever it is asked for (counts: $counts), and says that the list is not whole', async ({ size, counts }) => {
    let asked = 0
    const source: RowSource<Person> = {
      page: () => {
        asked += 1
        if (asked > 100) throw new Error('asked on and on')
        return Promise.resolve({ rows: people(size), total: counts ? 1_000_000 : null })
      },
      key: ({ id }) => id
    }
    const { rows, completeness } = await readAllRows(source)
    expect(rows).toEqual(people(size))
    expect(completeness).toEqual({ state: 'incomplete', received: size, expected: counts ? 1_000_000 : null })
  })

  it('says how many are missing when the server counts more than it gives', async () => {
    const source: RowSource<Person> = {
      page: ({ offset }) => Promise.resolve({ rows: offset === 0 ? people(10) : [], total: 12 }),
      key: ({ id }) => id
    }
    expect((await readAllRows(source)).completeness).toEqual({ state: 'incomplete', received: 10, expected: 12 })
  })

  it('reads again, and is right, when somebody leaves and somebody joins between two pages', async () => {
    const server = new ListOnServer(people(2500), {
      beforePage(list, index) {
        // The count stays the same, every row after the first page moves by one: only the overlap shows it.
        if (index === 1) list.list = [...list.list.filter(({ id }) => id !== 'p000005'), { id: 'z-newcomer' }]
      }
    })
    const { rows, completeness } = await readAllRows(server)
    expect(completeness.state).toBe('complete')
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(server.list.map(({ id }) => id)))
  })

  it('is flagged as incomplete when the list never stands still', async () => {
    const server = new ListOnServer(people(2500), {
      beforePage(list, index) {
        list.list = [...list.list, { id: `a${String(index)}` }]
      }
    })
    expect((await readAllRows(server)).completeness.state).toBe('incomplete')
  })

  it('never doubles or misses a row without saying so, over 300 seeded interleavings of joining and leaving', async () => {
    let seed = 20261121
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return seed % below
    }
    let flagged = 0
    for (let run = 0; run < 300; run++) {
      const changes = new Map<number, (list: Person[]) => Person[]>()
      for (let change = 0; change < 1 + random(3); change++) {
        const victim = random(300)
        changes.set(
          random(7),
          random(2) === 0
            ? (list) => list.filter((_, index) => index !== victim)
            : (list) => [...list, { id: `p${String(random(300)).padStart(6, '0')}-${String(run)}-${String(change)}` }]
        )
      }
      const server = new ListOnServer(people(300), { maxRows: 100, beforePage: (list, index) => (list.list = changes.get(index)?.(list.list) ?? list.list) })
      const { rows, completeness } = await readAllRows(server)
      const ids = rows.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      if (completeness.state === 'incomplete') {
        flagged += 1
        continue
      }
      // Everybody who was there all the time is in the list.
      const present = new Set(ids)
      const missing = server.list.filter(({ id }) => /^p\d{6}$/u.test(id) && !present.has(id))
      expect(missing).toEqual([])
    }
    expect(flagged).toBeLessThan(300)
  })
})
