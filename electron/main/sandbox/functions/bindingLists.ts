import type { RoleBindingRow } from '../store/rows'
import type { Store } from '../store/store'
import { compareTimestamps, toZulu } from '../store/timestamps'

/** Text in pieces, to be sent one after the other; they are shared with other answers and never changed. */
export type Pieces = readonly Uint8Array<ArrayBuffer>[]

/** Bytes from which on a list is worth compressing. */
const LARGE = 1024 * 1024

/** Some rows that follow each other, and their JSON with a comma before each row. */
interface Part {
  readonly rows: readonly RoleBindingRow[]
  readonly json: Uint8Array<ArrayBuffer>
}

/**
 * One organization's bindings as JSON, the oldest first. The list has no pages: 110,000 bindings are 54 MB. So its text is
 * kept, and after a change only the part that changed is written anew.
 */
class BindingList {
  private revision = -1
  private parts = new Map<RoleBindingRow | undefined, Part>()
  private json: Pieces = []
  private gzip: Pieces | undefined
  private isCompressing = false

  constructor(
    private readonly store: Store,
    private readonly orgId: string
  ) {}

  /** Writes the list, and compresses it, while other requests are answered in between. */
  async prepare(): Promise<void> {
    for (const rows of inParts(this.rows())) {
      // Somebody read it meanwhile, and so all of it is written.
      if (this.revision >= 0) break
      this.parts.set(rows[0], { rows, json: this.written(rows) })
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.asGzip()
  }

  /** The list as it is now. */
  asJson(): Pieces {
    const { revision } = this.store.roleBindings
    if (this.revision !== revision) this.rewrite()
    this.revision = revision
    return this.json
  }

  /**
   * The same, compressed; undefined for a list that is small, and while the compressed form is being made: with 54 MB that
   * takes a second, beside the thread that answers, and nobody waits for it.
   */
  asGzip(): Pieces | undefined {
    const json = this.asJson()
    if (!this.gzip && !this.isCompressing && bytesIn(json) >= LARGE) void this.compress(json)
    return this.gzip
  }

  private rewrite(): void {
    const before = this.parts
    const parts = inParts(this.rows()).map((part) => known(before.get(part[0]), part) ?? { rows: part, json: this.written(part) })
    // A change in another organization leaves everything as it is.
    if (this.revision >= 0 && parts.length === before.size && parts.every((part) => before.get(part.rows[0]) === part)) return
    this.parts = new Map(parts.map((part) => [part.rows[0], part]))
    this.json = bracketed(parts.map(({ json }) => json))
    this.gzip = undefined
  }

  private rows(): readonly RoleBindingRow[] {
    return [...this.store.roleBindings.where('org_id', this.orgId)].sort((a, b) => compareTimestamps(a.granted_at, b.granted_at))
  }

  private written(rows: readonly RoleBindingRow[]): Uint8Array<ArrayBuffer> {
    return new TextEncoder().encode(rows.map((row) => `,${JSON.stringify(listedBinding(this.store, row))}`).join(''))
  }

  /** One at a time, however often the list changes meanwhile; what came too late is dropped. */
  private async compress(json: Pieces): Promise<void> {
    this.isCompressing = true
    const gzip: Uint8Array<ArrayBuffer>[] = []
    for await (const piece of streamOf(json).pipeThrough(new CompressionStream('gzip'))) gzip.push(piece as Uint8Array<ArrayBuffer>)
    this.isCompressing = false
    if (this.json === json) this.gzip = gzip
  }
}

const kept = new WeakMap<Store, Map<string, BindingList>>()

export function bindingList(store: Store, orgId: string): BindingList {
  const lists = kept.get(store) ?? new Map<string, BindingList>()
  kept.set(store, lists)
  const list = lists.get(orgId) ?? new BindingList(store, orgId)
  lists.set(orgId, list)
  return list
}

/** Nothing is copied, as it would be with one array of all bytes: each middleware that sets a header makes a new response. */
export function streamOf(pieces: Pieces): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0
  return new ReadableStream({
    pull: (controller) => {
      const piece = pieces[sent++]
      if (piece) controller.enqueue(piece)
      else controller.close()
    }
  })
}

export const bytesIn = (pieces: Pieces): number => pieces.reduce((sum, { length }) => sum + length, 0)

/**
 * A part ends where the row's own id says so, about every 256 rows, so that a row that comes or goes does not move the ends of
 * the others. The digits are some that differ from row to row in random ids and in those of the samples.
 */
function inParts(rows: readonly RoleBindingRow[]): RoleBindingRow[][] {
  const parts: RoleBindingRow[][] = []
  let begin = 0
  for (const [position, { id }] of rows.entries()) {
    if (!id.startsWith('00', 9) && position + 1 < rows.length) continue
    parts.push(rows.slice(begin, position + 1))
    begin = position + 1
  }
  return parts
}

/** The kept part, where it holds the very same rows. */
function known(part: Part | undefined, rows: readonly RoleBindingRow[]): Part | undefined {
  return part?.rows.length === rows.length && part.rows.every((row, position) => row === rows[position]) ? part : undefined
}

function bracketed([first, ...others]: Pieces): Pieces {
  const encoder = new TextEncoder()
  return first ? [encoder.encode('['), first.subarray(1), ...others, encoder.encode(']')] : [encoder.encode('[]')]
}

function listedBinding(store: Store, row: RoleBindingRow) {
  const role = store.roles.get(row.role_id)
  return { ...storedBinding(row), role_name: role?.name ?? '', role_description: role?.description ?? null }
}

export function storedBinding(row: RoleBindingRow) {
  return { ...row, granted_at: toZulu(row.granted_at), expires_at: toZulu(row.expires_at) }
}
