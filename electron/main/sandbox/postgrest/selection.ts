import type { AnyRow, Columns } from './columns'
import { splitList } from './filters'
import { PostgrestError } from './postgrestError'

/** What a row is related to: `roles(name)` asks for the related row(s) as a nested value. */
export interface Relation {
  columns: Columns
  table: string
  /** one row (or null) for many-to-one, a list for one-to-many */
  of: (row: AnyRow) => AnyRow | null | readonly AnyRow[]
  relations?: Readonly<Record<string, Relation>>
}

export interface Shape {
  table: string
  columns: Columns
  relations?: Readonly<Record<string, Relation>> | undefined
}

export interface Projection {
  project: (row: AnyRow) => AnyRow
  /** false: a row without its `!inner` relation does not appear */
  keeps: (row: AnyRow) => boolean
}

type Field = { kind: 'all' } | { kind: 'column'; name: string; as: string } | { kind: 'embed'; as: string; relation: Relation; inner: boolean; nested: Projection }

const everything: Projection = { project: (row) => row, keeps: () => true }

/** Reads `select=…`. @throws PostgrestError for an unknown column or relation */
export function selectionOf(text: string | null, shape: Shape): Projection {
  if (text === null || text.trim() === '' || text.trim() === '*') return everything
  const fields = splitList(text.replace(/\s+/g, '')).map((part) => fieldOf(part, shape))
  return {
    project: (row) => {
      const out: Record<string, unknown> = {}
      for (const field of fields) {
        if (field.kind === 'all') Object.assign(out, row)
        else if (field.kind === 'column') out[field.as] = row[field.name] ?? null
        else out[field.as] = embedded(field.relation.of(row), field.nested)
      }
      return out
    },
    keeps: (row) => fields.every((field) => field.kind !== 'embed' || !field.inner || isPresent(field.relation.of(row)))
  }
}

function isPresent(value: AnyRow | null | readonly AnyRow[]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null
}

function isList(value: AnyRow | readonly AnyRow[]): value is readonly AnyRow[] {
  return Array.isArray(value)
}

function embedded(value: AnyRow | null | readonly AnyRow[], nested: Projection): unknown {
  if (value === null) return null
  return isList(value) ? value.filter(nested.keeps).map(nested.project) : nested.project(value)
}

function fieldOf(part: string, shape: Shape): Field {
  if (part === '*') return { kind: 'all' }
  const embed = /^(?:([^:(!]+):)?([^:(!]+)((?:![^(!]+)*)\(([\s\S]*)\)$/.exec(part)
  if (embed) {
    const name = embed[2] ?? ''
    const relation = shape.relations?.[name]
    if (!relation) {
      throw new PostgrestError(400, 'PGRST200', `Could not find a relationship between '${shape.table}' and '${name}' in the schema cache`,
        `Searched for a foreign key relationship between '${shape.table}' and '${name}' in the schema 'public', but no matches were found.`)
    }
    return { kind: 'embed', as: embed[1] ?? name, relation, inner: (embed[3] ?? '').includes('!inner'), nested: selectionOf(embed[4] ?? '*', relation) }
  }
  const [, as, name = ''] = /^(?:([^:]+):(?!:))?([^:]+)(?:::.*)?$/.exec(part) ?? []
  if (!shape.columns[name]) throw new PostgrestError(400, '42703', `column ${shape.table}.${name} does not exist`)
  return { kind: 'column', name, as: as ?? name }
}
