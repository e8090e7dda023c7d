import { cast, comparable, type AnyRow, type Columns, type ColumnType } from './columns'
import { PostgrestError } from './postgrestError'

export type Test = (row: AnyRow) => boolean

/** Query parameters of a request that are no filters. */
const RESERVED = new Set(['select', 'order', 'limit', 'offset', 'columns', 'on_conflict', 'apikey'])

const cannotParse = (text: string) => new PostgrestError(400, 'PGRST100', `"failed to parse filter (${text})" (line 1, column 1)`)

/** The tests that the query's parameters ask for, all of which a row has to pass. @throws PostgrestError */
export function filtersOf(query: URLSearchParams, columns: Columns, table: string, except: ReadonlySet<string> = new Set()): Test[] {
  const tests: Test[] = []
  for (const [name, text] of query) {
    if (RESERVED.has(name) || except.has(name)) continue
    if (name === 'or' || name === 'and' || name === 'not.or' || name === 'not.and') tests.push(logic(name, text, columns, table))
    else tests.push(condition(name, text, columns, table))
  }
  return tests
}

function typeOf(column: string, columns: Columns, table: string): ColumnType {
  const type = columns[column]
  if (!type) throw new PostgrestError(400, '42703', `column ${table}.${column} does not exist`)
  return type
}

function condition(column: string, text: string, columns: Columns, table: string): Test {
  const type = typeOf(column, columns, table)
  const negated = text.startsWith('not.')
  const [, operator, operand] = /^([a-z]+)\.([\s\S]*)$/.exec(negated ? text.slice(4) : text) ?? []
  if (!operator || operand === undefined) throw cannotParse(text)
  const test = comparison(operator, operand, type, text)
  // NULL passes neither a test nor its negation, except for IS.
  return (row) => {
    const value = comparable(row[column], type)
    if (value === null && operator !== 'is') return false
    return test(value) !== negated
  }
}

function comparison(operator: string, operand: string, type: ColumnType, text: string): (value: string | number | boolean | null) => boolean {
  const compared = (accept: (left: string | number | boolean, right: string | number | boolean) => boolean) => {
    const right = cast(operand, type)
    return (value: string | number | boolean | null) => value !== null && accept(value, right)
  }
  switch (operator) {
    case 'eq': return compared((left, right) => left === right)
    case 'neq': return compared((left, right) => left !== right)
    case 'gt': return compared((left, right) => left > right)
    case 'gte': return compared((left, right) => left >= right)
    case 'lt': return compared((left, right) => left < right)
    case 'lte': return compared((left, right) => left <= right)
    case 'like': case 'ilike': {
      const pattern = likePattern(operand, operator === 'ilike')
      return (value) => pattern.test(String(value))
    }
    case 'is': {
      const wanted = new Map<string, boolean | null>([['null', null], ['true', true], ['false', false]])
      if (!wanted.has(operand.toLowerCase())) throw cannotParse(text)
      const expected = wanted.get(operand.toLowerCase())
      return (value) => value === expected
    }
    case 'in': {
      const inner = /^\(([\s\S]*)\)$/.exec(operand)?.[1]
      if (inner === undefined) throw cannotParse(text)
      const wanted = new Set(splitList(inner).filter((item) => item !== '').map((item) => cast(item, type)))
      return (value) => value !== null && wanted.has(value)
    }
    default:
      throw cannotParse(text)
  }
}

function likePattern(operand: string, ignoreCase: boolean): RegExp {
  const source = operand.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/[*%]/g, '[\\s\\S]*').replace(/_/g, '[\\s\\S]')
  return new RegExp(`^${source}$`, ignoreCase ? 'i' : '')
}

function logic(name: string, text: string, columns: Columns, table: string): Test {
  const negated = name.startsWith('not.')
  const any = name.endsWith('or')
  const inner = /^\(([\s\S]*)\)$/.exec(text)?.[1]
  if (inner === undefined) throw cannotParse(text)
  const tests = splitList(inner).map((part) => {
    const nested = /^((?:not\.)?(?:or|and))(\([\s\S]*\))$/.exec(part)
    if (nested?.[1] && nested[2]) return logic(nested[1], nested[2], columns, table)
    const dot = part.indexOf('.')
    if (dot < 1) throw cannotParse(text)
    return condition(part.slice(0, dot), part.slice(dot + 1), columns, table)
  })
  return (row) => (any ? tests.some((test) => test(row)) : tests.every((test) => test(row))) !== negated
}

/** Splits at the commas outside quotes and parentheses, and takes the quotes off. */
export function splitList(text: string): string[] {
  const parts: string[] = []
  let part = ''
  let depth = 0
  let quoted = false
  let wasQuoted = false
  const close = () => {
    parts.push(wasQuoted ? part : part.trim())
    part = ''
    wasQuoted = false
  }
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? ''
    if (quoted && letter === '\\') part += text[++i] ?? ''
    else if (letter === '"' && (quoted || part.trim() === '')) {
      quoted = !quoted
      wasQuoted = true
    } else if (!quoted && letter === ',' && depth === 0) close()
    else {
      if (!quoted && letter === '(') depth++
      if (!quoted && letter === ')') depth--
      part += letter
    }
  }
  if (part !== '' || parts.length || wasQuoted) close()
  return parts
}
