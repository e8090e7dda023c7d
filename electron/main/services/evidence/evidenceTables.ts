import type { AuditActor } from '#shared/domain/audit'
import type { Standard } from '#shared/rules/complianceMap'
import type { Finding, FindingRule } from '#shared/domain/review'
import type { Snapshot } from '#shared/domain/snapshot'
import { securitySettingNames } from '#shared/domain/securitySettings'
import { settingsOf } from '#shared/rules/changedSettings'
import { complianceMap } from '#shared/rules/complianceMap'
import { listKeys, type ListedKey } from '#shared/rules/keyListing'
import { keysInside } from '#shared/rules/keyOwners'
import { visibleText } from '#shared/rules/visibleText'
import type { PersonName } from './evidencePeople'
import type { EvidenceWords } from './evidenceWords'

/** How a row stands: what is in place, what is not, what nobody knows. */
export type RowTone = 'good' | 'bad' | 'unknown' | 'plain'

export interface EvidenceTable {
  /** Also the name of its file. */
  name: 'standards' | 'settings' | 'findings' | 'members' | 'keys' | 'audit'
  header: string[]
  rows: { tone: RowTone; cells: string[] }[]
}

/** What a pack shows, row by row: the same rows are printed and written as CSV. */
export function evidenceTables(snapshot: Snapshot, findings: readonly Finding[], standards: readonly Standard[], words: EvidenceWords, nameOf: PersonName): EvidenceTable[] {
  return [standardsTable(snapshot, standards, words), settingsTable(snapshot, words), findingsTable(findings, words, nameOf), membersTable(snapshot, words, nameOf), keysTable(snapshot, words, nameOf), auditTable(snapshot, words, nameOf)]
}

/** Findings of what could not be read. */
const ofUnknown: ReadonlySet<FindingRule> = new Set(['statusesUnknown', 'settingsUnknown', 'membersNotWhole', 'keysNotWhole'])

/** A list that could not be read says so in its first row: an empty one would say that there is nothing. */
function listed(header: readonly string[], notWhole: string | null, rows: EvidenceTable['rows']): EvidenceTable['rows'] {
  return notWhole === null ? rows : [{ tone: 'unknown', cells: header.map((_, index) => (index === 0 ? notWhole : '')) }, ...rows]
}

const tones = { satisfied: 'good', missing: 'bad', unknown: 'unknown' } as const

function standardsTable({ security }: Snapshot, wanted: readonly Standard[], words: EvidenceWords): EvidenceTable {
  const { column } = words.text.evidence
  const { compliance } = words.text.posture
  return {
    name: 'standards',
    header: [column.standard, column.control, column.setting, column.state, column.missing],
    rows: complianceMap(security)
      .filter(({ standard }) => wanted.includes(standard))
      .flatMap(({ standard, controls }) =>
        controls.flatMap((control) =>
          control.requirements.map((requirement) => ({
            tone: tones[requirement.state],
            cells: [compliance.standard[standard], words.control(standard, control), compliance.requirement[requirement.name], compliance.state[requirement.state], requirement.state === 'missing' ? words.missing(requirement) : requirement.state === 'unknown' ? compliance.missing.unknown : '']
          }))
        )
      )
  }
}

function settingsTable({ security }: Snapshot, words: EvidenceWords): EvidenceTable {
  const { evidence, policies } = words.text
  const settings = settingsOf(security)
  return {
    name: 'settings',
    header: [evidence.column.setting, evidence.column.value],
    rows: securitySettingNames.map((name) => (settings.known ? { tone: 'plain', cells: [policies.setting[name], words.setting(name, settings.value)] } : { tone: 'unknown', cells: [policies.setting[name], evidence.unknown] }))
  }
}

function findingsTable(findings: readonly Finding[], words: EvidenceWords, nameOf: PersonName): EvidenceTable {
  const { evidence, reviews, policies } = words.text
  const about = ({ about: subject }: Finding): string => {
    if (subject.kind === 'member') return nameOf(subject.memberId, subject.email)
    if (subject.kind === 'key') return visibleText(subject.name)
    return subject.kind === 'setting' ? policies.setting[subject.setting] : ''
  }
  return {
    name: 'findings',
    header: [evidence.column.severity, evidence.column.finding, evidence.column.about],
    rows: findings.map((finding) => ({
      tone: finding.rule !== null && ofUnknown.has(finding.rule) ? 'unknown' : finding.severity === 'note' ? 'plain' : 'bad',
      cells: [reviews.severity[finding.severity], finding.rule === null ? finding.note : words.counted(reviews.rule[finding.rule], finding.count ?? 1), about(finding)]
    }))
  }
}

function membersTable({ security }: Snapshot, words: EvidenceWords, nameOf: PersonName): EvidenceTable {
  const { evidence } = words.text
  const { column, gap } = evidence
  const header = [column.email, column.role, column.twoFactor, column.password]
  const rows = security.members.map((member): EvidenceTable['rows'][number] => {
    const isUnknown = member.twoFactor === 'unknown' || member.password === 'unknown' || member.unreadable === true
    const tone = member.twoFactor === 'notEnabled' || member.password === 'nonCompliant' ? 'bad' : isUnknown ? 'unknown' : 'plain'
    // Nobody was asked because nobody knows of a policy: that is not that there is none.
    const password = member.password === 'notAsked' && !security.policies.known ? evidence.unknown : words.password(member)
    return { tone, cells: [nameOf(member.id, member.email === '' ? member.id : member.email), words.role(member.role), words.twoFactor(member), password] }
  })
  return { name: 'members', header, rows: listed(header, security.membersCompleteness.state === 'complete' ? null : gap.members, rows) }
}

/** The keys of a snapshot that reach its organization, with what is found of each at its moment. */
export function keysOfSnapshot({ keys, security, organization, takenAt }: Snapshot): readonly ListedKey[] {
  if (!keys.known) return []
  const members = new Map(security.members.map((member) => [member.id, member]))
  const isWhole = security.membersCompleteness.state === 'complete'
  const surroundings = {
    organizationId: organization.id,
    policies: security.policies,
    twoFactorOf: (ownerId: string) => members.get(ownerId)?.twoFactor ?? (isWhole ? ('notListed' as const) : ('unknown' as const)),
    nowMs: Date.parse(takenAt) + (keys.value.clockSkewMs ?? 0)
  }
  return listKeys({ ...keys.value, keys: keysInside(keys.value) }, surroundings, (ownerId) => members.get(ownerId)?.email ?? null)
}

function keysTable(snapshot: Snapshot, words: EvidenceWords, nameOf: PersonName): EvidenceTable {
  const { evidence, apiKeys } = words.text
  const { column, gap } = evidence
  const { keys } = snapshot
  const header = [column.id, column.name, column.kind, column.owner, column.ownerTwoFactor, column.role, column.apps, column.created, column.expires, column.finding]
  const notWhole = !keys.known ? gap.keys : keys.value.organizationKeys.state !== 'complete' ? gap.organizationKeys : keys.value.ownKeys.state !== 'complete' ? gap.ownKeys : null
  return {
    name: 'keys',
    header,
    rows: listed(header, notWhole, keysOfSnapshot(snapshot).map(({ key, role, apps, ownerTwoFactor, findings }) => ({
      tone: findings.some(({ certain, kind }) => certain && kind !== 'expiresSoon') ? 'bad' : findings.some(({ certain }) => !certain) ? 'unknown' : 'plain',
      cells: [
        String(key.id),
        visibleText(key.name),
        apiKeys.kind[key.kind],
        nameOf(key.ownerId, key.ownerEmail ?? key.ownerId),
        apiKeys.twoFactor[ownerTwoFactor],
        role === undefined ? evidence.unknown : role === null ? evidence.none : words.role(role),
        apps === null ? evidence.unknown : apps.map(({ app, appId, role: onApp }) => `${app?.appId ?? appId} (${onApp})`).join('; '),
        words.moment(key.createdAt),
        key.expiresAt === null ? evidence.never : words.moment(key.expiresAt),
        findings.map(({ kind, certain }) => (certain ? apiKeys.finding[kind] : `${apiKeys.finding[kind]}: ${evidence.unknown}`)).join('; ')
      ]
    })))
  }
}

function auditTable({ audit }: Snapshot, words: EvidenceWords, nameOf: PersonName): EvidenceTable {
  const { evidence, activity } = words.text
  const { column } = evidence
  const tables: Readonly<Record<string, string>> = activity.table
  const header = [column.time, column.who, column.operation, column.record, column.changes]
  return {
    name: 'audit',
    header,
    rows: listed(header, audit.known ? null : evidence.auditUnknown, (audit.known ? audit.value.rows : []).map((row): EvidenceTable['rows'][number] =>
      row.understood
        ? {
            tone: 'plain',
            cells: [
              words.moment(row.time),
              actorName(row.actor, words, nameOf),
              `${tables[row.table] ?? row.table}: ${activity.operation[row.operation]}`,
              row.subjectUserId === null ? visibleText(row.subject ?? row.recordId) : nameOf(row.subjectUserId, row.subject ?? row.recordId),
              row.differences.map(({ field, before, after }) => visibleText(`${field}: ${String(before ?? '–')} → ${String(after ?? '–')}`)).concat(row.further > 0 ? words.counted(evidence.auditFurther, row.further) : []).join('; ')
            ]
          }
        : { tone: 'unknown', cells: ['', '', evidence.unknown, visibleText(row.id ?? ''), ''] }
    ))
  }
}

/** Who did it, as the page of activity says: what a key did, its owner may know nothing of. */
function actorName({ kind, email, userId, keyName }: AuditActor, { text, fill }: EvidenceWords, nameOf: PersonName): string {
  const { actor } = text.activity
  const person = email === null ? null : nameOf(userId, email)
  if (kind !== 'apiKey') return person ?? (userId === null ? actor.system : fill(actor.userId, { id: nameOf(userId, userId) }))
  const name = keyName === null ? null : visibleText(keyName)
  if (person === null) return name === null ? actor.keyUnknown : fill(actor.keyOfNobody, { name })
  return name === null ? fill(actor.keyUnnamed, { owner: person }) : fill(actor.key, { name, owner: person })
}
