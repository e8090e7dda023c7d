import { isDeepStrictEqual } from 'node:util'
import type { Connection } from '#shared/domain/connection'
import { journalEntrySchema, journalValueSchema, type JournalChange, type JournalEntry, type JournalIntent, type JournalKind, type JournalOutcomeWord, type JournalValue } from '#shared/domain/journal'
import { AppError } from '#shared/errors/appError'
import { redact } from '../log/redact'
import { redactText } from '../log/redactText'

/** A change that is about to be made. */
export interface IntendedChange {
  kind: JournalKind
  /** The connection that it is sent with: server, person, credential. */
  connection: Pick<Connection, 'server' | 'demo' | 'userId' | 'credential'>
  /** null: of the person's own account. */
  organization: { id: string; name: string } | null
  /** The e-mail address of an API key's owner, if the server told it; a session has its own. */
  ownerEmail?: string
  /** The API key that it is about. */
  key?: { id: number | null; name: string }
  changes?: readonly JournalChange[]
  /** It takes a former change back. */
  undo?: boolean
}

/** Looks like a token and is none: the first characters of the public key with which bundles are encrypted. */
const fingerprints = new Set(['requiredEncryptionKey'])
const fingerprint = /^[\w+/=-]{1,21}$/u

/** @throws AppError `unexpected` for what does not fit the schema, a mistake of ours that must not be written down as something else */
export function intentOf(id: string, { kind, connection, organization, ownerEmail, key, changes = [], undo = false }: IntendedChange): { intent: JournalIntent; withheld: boolean } {
  const { server, demo, userId, credential } = connection
  const kept = withoutSecrets(changes)
  const email = credential.kind === 'session' ? credential.email : (ownerEmail ?? '')
  const intent: JournalIntent = {
    phase: 'intent',
    id,
    kind,
    server,
    demo,
    organization: organization && { id: organization.id, name: organization.name.slice(0, 1000) },
    actor: { userId, email: email === '' ? null : email, credential: credential.kind, fingerprint: credential.kind === 'apiKey' ? credential.fingerprint : null },
    ...(key === undefined ? {} : { key: { id: key.id, name: redactText(key.name).slice(0, 1000) } }),
    changes: kept.changes,
    ...(undo ? { undo: true as const } : {})
  }
  return { intent: checked(intent), withheld: kept.withheld }
}

/** Every value through the log's redaction, by its name and by its shape; `withheld` when that took something away. */
function withoutSecrets(changes: readonly JournalChange[]): { changes: JournalChange[]; withheld: boolean } {
  let withheld = false
  const clean = (field: string, value: JournalValue): JournalValue => {
    if (fingerprints.has(field) && typeof value === 'string' && fingerprint.test(value)) return value
    const copy = (redact({ [field]: value }) as Record<string, unknown>)[field]
    withheld ||= !isDeepStrictEqual(copy, value)
    return journalValueSchema.catch('[redacted]').parse(copy)
  }
  return { changes: changes.map(({ field, before, after }) => ({ field, before: clean(field, before), after: clean(field, after) })), withheld }
}

/** Whatever is wrong with what was found, the word itself is written. */
export function outcomeOf(id: string, word: JournalOutcomeWord, code: string | null, found: readonly JournalChange[] | undefined): JournalEntry {
  const entry = { phase: 'outcome' as const, id, word, code: code === null ? null : redactText(code).slice(0, 200), found: found ? withoutSecrets(found).changes : null }
  return journalEntrySchema.safeParse(entry).success ? entry : { ...entry, found: null }
}

function checked<T extends JournalEntry>(entry: T): T {
  const result = journalEntrySchema.safeParse(entry)
  if (result.success) return entry
  const fields = result.error.issues.slice(0, 5).map((issue) => issue.path.join('.') || '(whole)').join(', ')
  throw new AppError({ code: 'unexpected', message: `The journal was not written: wrong ${fields}.`, retryable: false })
}
