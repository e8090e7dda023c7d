import { useI18n } from 'vue-i18n'
import { auditTables, type AuditActor, type Difference, type ShownValue, type UnderstoodAuditRow } from '#shared/domain/audit'
import type { JournalActor, JournalIntent, JournalRow } from '#shared/domain/journal'
import { activityField, happeningOf, happeningOfIntent, rolesIn, type Happening } from '#shared/rules/activitySentence'
import { visibleText } from '#shared/rules/visibleText'
import { useOrganizationWords } from '../../composables/useOrganizationWords'

/** Settings that are on or off; other fields are yes or no. */
const settings = /^(?:enforces|requires|passwordPolicy)/u

export type ActivityWords = ReturnType<typeof useActivityWords>

/** How this page speaks, in the person's language. Everything that a server or a file says goes through `visibleText`. */
export function useActivityWords() {
  const { t: translate, te, n, d } = useI18n()
  const { role } = useOrganizationWords()
  const t = (key: string, named: Record<string, unknown> = {}): string => translate(`activity.${key}`, named)
  const counted = (key: string, count: number, named: Record<string, unknown> = {}): string => translate(`activity.${key}`, { count: n(count), ...named }, count)
  const shown = (text: string): string => visibleText(text.length > 200 ? `${Array.from(text.slice(0, 200)).slice(0, -1).join('')}…` : text)
  const id = (text: string): string => shown(text.slice(0, 8))

  function actor({ kind, email, userId, keyName }: AuditActor): string {
    const owner = email === null ? null : shown(email)
    if (kind === 'apiKey') {
      if (keyName !== null) return owner === null ? t('actor.keyOfNobody', { name: shown(keyName) }) : t('actor.key', { name: shown(keyName), owner })
      return owner === null ? t('actor.keyUnknown') : t('actor.keyUnnamed', { owner })
    }
    if (owner !== null) return t('actor.user', { email: owner })
    return userId === null ? t('actor.system') : t('actor.userId', { id: id(userId) })
  }

  function journalActor({ email, userId, fingerprint }: JournalActor): string {
    const owner = email === null ? null : shown(email)
    if (fingerprint !== null) return owner === null ? t('actor.fingerprint', { fingerprint }) : t('actor.fingerprintOf', { fingerprint, owner })
    return owner ?? t('actor.userId', { id: id(userId) })
  }

  /** A setting by its label; what there are no words for by the name that it was recorded with. */
  function field(name: string): string {
    const known = activityField(name)
    return known === null ? shown(name) : t(`field.${known.replace('.', '_')}`)
  }

  const table = (name: string): string => ((auditTables as readonly string[]).includes(name) ? t(`table.${name}`) : shown(name))

  function record({ table: name, subject, recordId }: UnderstoodAuditRow): string {
    const called = subject === null ? `#${shown(recordId)}` : shown(subject)
    return (auditTables as readonly string[]).includes(name) ? t(`record.${name}`, { name: called }) : t('record.other', { table: shown(name), name: called })
  }

  function subject({ subject: name, subjectUserId }: UnderstoodAuditRow): string {
    if (name !== null) return shown(name)
    return subjectUserId === null ? t('subject.unknown') : t('subject.id', { id: id(subjectUserId) })
  }

  function sentence(how: 'did' | 'tried', happening: Happening, named: Record<string, string>): string {
    if (happening.what === 'changedSeveral') return counted(`${how}.changedSeveral`, happening.count, named)
    return t(`${how}.${happening.what}`, { ...named, ...('field' in happening ? { setting: field(happening.field) } : {}) })
  }

  /** What happened, in one line. */
  const ofRecord = (row: UnderstoodAuditRow): string => sentence('did', happeningOf(row), { actor: actor(row.actor), subject: subject(row), record: record(row) })

  /** What was done, or only set out for. */
  function ofChange(intent: JournalIntent, outcome: Extract<JournalRow, { row: 'change' }>['outcome']): string {
    const word = outcome.state === 'known' || outcome.state === 'unwritten' ? outcome.word : null
    const done = word === 'applied' || word === 'confirmedByReading' || word === 'confirmedUnread'
    const words = sentence(done ? 'did' : 'tried', happeningOfIntent(intent), { actor: journalActor(intent.actor), record: t('record.orgs'), key: shown(intent.key?.name ?? '') })
    return intent.undo === true ? t('undo', { sentence: words }) : words
  }

  function value(name: string, given: ShownValue): string {
    const known = activityField(name)
    // Without a policy none is in force.
    if (given === null && known === 'passwordPolicy.enabled') return t('value.disabled')
    if (given === null) return t(known === 'expiresAt' ? 'value.noDate' : 'value.none')
    if (typeof given === 'boolean') {
      if (known !== null && settings.test(known)) return t(given ? 'value.enabled' : 'value.disabled')
      return t(given ? 'value.yes' : 'value.no')
    }
    if (typeof given === 'number') return known === 'maxKeyExpirationDays' ? counted('value.days', given) : String(given)
    if (given === '') return t('value.empty')
    if (known === 'roles') return roles(given)
    if (known === 'expiresAt') return moment(given)
    return known === 'role' ? role({ role: given }) : visibleText(given)
  }

  const roleName = (given: string): string => (te(`apiKeys.appRole.${given}`) ? translate(`apiKeys.appRole.${given}`) : role({ role: given }))

  /** A key's roles by their labels. What is no list of roles stands as it was recorded. */
  function roles(given: string): string {
    const found = rolesIn(given)
    if (found === null) return visibleText(given)
    return found.length === 0 ? t('value.noRoles') : found.map((one) => (one.count === 1 ? roleName(one.role) : t('value.roleTimes', { role: roleName(one.role), count: n(one.count) }))).join(', ')
  }

  /** By this computer's clock, and by UTC; once where they are the same then. */
  function moment(iso: string): string {
    const date = new Date(iso)
    if (Number.isNaN(date.getTime())) return visibleText(iso)
    const utc = d(date, { key: 'dayAndTime', timeZone: 'UTC' })
    return date.getTimezoneOffset() === 0 ? t('value.momentUtc', { utc }) : t('value.moment', { local: d(date, 'dayAndTime'), utc })
  }

  const difference = ({ field: name, before, after }: Difference) => ({ label: field(name), before: value(name, before), after: value(name, after) })

  return { t, counted, number: n, shown, actor, journalActor, table, ofRecord, ofChange, difference }
}
