import type { Snapshot } from '#shared/domain/snapshot'
import { keysInside } from '#shared/rules/keyOwners'
import { visibleName } from '#shared/rules/visibleText'
import { escaped } from './escaped'
import type { PersonName } from './evidencePeople'
import type { EvidenceTable } from './evidenceTables'
import { evidenceStyle } from './evidenceStyle'
import type { EvidenceWords } from './evidenceWords'

/** Rows of a list that are printed whole; of longer ones those with something to say are, and all are in the CSV. */
export const mostPrintedRows = 500

export interface EvidencePage {
  snapshot: Snapshot
  snapshotHash: string
  nameOf: PersonName
  /** Of the key that signs the manifest. */
  fingerprint: string
  writtenAt: string
  emailsMasked: boolean
  /** As they call themself; null: they did not say. */
  signedBy: string | null
  tables: readonly EvidenceTable[]
  gaps: readonly string[]
}

/** Which column tells how the row stands. */
const toneColumn: Readonly<Record<EvidenceTable['name'], number>> = { standards: 3, settings: 1, findings: 0, members: 2, keys: 9, audit: 2 }

/** One HTML file that stands alone: no script, nothing from elsewhere, and every text of the organization as text. */
export function evidencePage(page: EvidencePage, words: EvidenceWords): string {
  const { text, fill } = words
  const { evidence } = text
  const { snapshot } = page
  const subtitle = fill(evidence.subtitle, { organization: visibleName(snapshot.organization.name), time: `${words.moment(snapshot.takenAt)} UTC` })
  const sections = ['standards', 'settings', 'findings', 'members', 'keys', 'audit', 'gaps', 'verify'] as const
  const contents = sections.map((name) => `<li><a href="#${name}">${escaped(evidence.section[name])}</a></li>`).join('')
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${evidence.title}: ${subtitle}`)}</title>
<style>${evidenceStyle}</style>
</head>
<body>
<header><h1>${escaped(evidence.title)}</h1><p class="subtitle">${escaped(subtitle)}</p></header>
<main>
<p class="note">${escaped(evidence.note)}</p>
${facts(page, words)}
${figures(snapshot, page.tables, words)}
<nav aria-label="${escaped(evidence.contents)}"><h2>${escaped(evidence.contents)}</h2><ol>${contents}</ol></nav>
${page.tables.map((table) => section(table, page, words)).join('\n')}
<section id="gaps"><h2>${escaped(evidence.section.gaps)}</h2>${page.gaps.length === 0 ? `<p>${escaped(evidence.gapsNone)}</p>` : `<ul class="gaps">${page.gaps.map((gap) => `<li>${escaped(gap)}</li>`).join('')}</ul>`}</section>
<section id="verify"><h2>${escaped(evidence.section.verify)}</h2>${[evidence.verify.open, evidence.verify.hand, evidence.verify.fingerprint].map((one) => `<p>${escaped(one)}</p>`).join('')}<p class="mono">${escaped(page.fingerprint)}</p></section>
</main>
</body>
</html>
`
}

function facts({ snapshot, snapshotHash, nameOf, fingerprint, writtenAt, emailsMasked, signedBy }: EvidencePage, { text, fill, moment }: EvidenceWords): string {
  const { evidence } = text
  const { takenBy, changedMeanwhile } = snapshot
  const consistent = changedMeanwhile.length === 0 ? evidence.consistentYes : fill(evidence.consistentNo, { parts: changedMeanwhile.map((part) => evidence.part[part]).join(', ') })
  const rows: [name: string, value: string, mono?: boolean][] = [
    [evidence.fact.organization, visibleName(snapshot.organization.name)],
    [evidence.fact.organizationId, snapshot.organization.id, true],
    [evidence.fact.server, snapshot.demo ? evidence.demo : snapshot.server],
    [evidence.fact.takenAt, `${moment(snapshot.takenAt)} UTC`],
    [evidence.fact.takenBy, takenBy.credential === 'session' && takenBy.email !== null ? fill(evidence.session, { email: nameOf(takenBy.userId, takenBy.email) }) : fill(evidence.apiKey, { id: takenBy.userId })],
    [evidence.fact.consistent, consistent],
    [evidence.fact.emails, emailsMasked ? evidence.emailsMasked : evidence.emailsWhole],
    [evidence.fact.writtenAt, `${moment(writtenAt)} UTC`],
    [evidence.fact.by, fill(signedBy === null ? evidence.signer.unnamed : evidence.signer.named, { name: visibleName(signedBy ?? ''), fingerprint })],
    [evidence.fact.hash, snapshotHash, true],
    [evidence.fact.key, fingerprint, true]
  ]
  return `<dl>${rows.map(([name, value, mono]) => `<dt>${escaped(name)}</dt><dd${mono === true ? ' class="mono"' : ''}>${escaped(value)}</dd>`).join('')}</dl>`
}

function figures({ security, keys }: Snapshot, tables: readonly EvidenceTable[], { text, fill, language }: EvidenceWords): string {
  const { evidence } = text
  const number = (value: number): string => value.toLocaleString(language)
  const { members, membersCompleteness, passwordCompleteness } = security
  const joined = members.filter(({ twoFactor }) => twoFactor !== 'pending')
  const isWhole = membersCompleteness.state === 'complete'
  /** A number of what is known: where some is not, it is the least; where nothing was read, nobody knows. */
  const atLeast = (value: number, sure: boolean): string => (membersCompleteness.state === 'failed' ? evidence.unknown : `${sure ? '' : '≥ '}${number(value)}`)
  const of = (count: number, unknown: number): string => (membersCompleteness.state === 'failed' || unknown === joined.length ? evidence.unknown : `${isWhole && unknown === 0 ? '' : '≥ '}${fill(evidence.ofMembers, { count, total: joined.length })}`)
  const withStatus = (status: 'twoFactor' | 'password', value: string): number => joined.filter((member) => member[status] === value).length
  const password = passwordCompleteness !== null ? of(withStatus('password', 'compliant'), withStatus('password', 'unknown')) : security.policies.known ? evidence.notAsked : evidence.unknown
  const inside = keys.known ? keysInside(keys.value).length : null
  const keysAreWhole = keys.known && keys.value.organizationKeys.state === 'complete' && keys.value.ownKeys.state === 'complete'
  const all: [value: string, label: string][] = [
    [atLeast(joined.length, isWhole), evidence.figure.members],
    [atLeast(members.length - joined.length, isWhole), evidence.figure.invited],
    [of(withStatus('twoFactor', 'enabled'), withStatus('twoFactor', 'unknown')), evidence.figure.twoFactor],
    [password, evidence.figure.password],
    [inside === null ? evidence.unknown : `${keysAreWhole ? '' : '≥ '}${number(inside)}`, evidence.figure.keys],
    [number(tables.find(({ name }) => name === 'findings')?.rows.length ?? 0), evidence.figure.open],
    [atLeast(joined.filter(({ twoFactor, password: proof }) => twoFactor === 'unknown' || proof === 'unknown').length, isWhole), evidence.figure.unknown]
  ]
  return `<ul class="figures">${all.map(([value, label]) => `<li><strong>${escaped(value)}</strong><span>${escaped(label)}</span></li>`).join('')}</ul>`
}

function section(table: EvidenceTable, { snapshot }: EvidencePage, words: EvidenceWords): string {
  const { evidence } = words.text
  const { fill } = words
  const total = table.rows.length
  const rows = total > mostPrintedRows && table.name !== 'standards' ? table.rows.filter(({ tone }, index) => (table.name === 'audit' ? index < mostPrintedRows : tone === 'bad' || tone === 'unknown')).slice(0, mostPrintedRows) : table.rows
  const shortened = rows.length === total ? '' : rows.length === 0 ? fill(evidence.shortenedNone, { total, file: `${table.name}.csv` }) : fill(evidence.shortened, { shown: rows.length, total, file: `${table.name}.csv` })
  const about = table.name === 'audit' && snapshot.audit.known ? fill(evidence.auditExtract, { shown: total, total: snapshot.audit.value.total }) : ''
  const notes = [about, table.name === 'findings' ? evidence.findingsNote : '', table.name === 'audit' ? '' : shortened].filter((one) => one !== '').map((one) => `<p>${escaped(one)}</p>`).join('')
  const column = toneColumn[table.name]
  const body = rows
    .map(({ tone, cells }, row) => {
      const drawn = cells.map((cell, index) => {
        if (index === column && tone !== 'plain') return `<td class="tone ${table.name === 'keys' ? '' : 'short '}${tone}">${escaped(cell)}</td>`
        const span = table.name === 'standards' && index < 2 ? runAt(rows, row, index) : 1
        return span === 0 ? '' : `<td${longWord.test(cell) ? ' class="long"' : ''}${span > 1 ? ` rowspan="${String(span)}"` : ''}>${escaped(cell)}</td>`
      })
      return `<tr>${drawn.join('')}</tr>`
    })
    .join('\n')
  const drawn = rows.length === 0 ? (notes === '' ? `<p>${escaped(evidence.none)}</p>` : '') : `<table><thead><tr>${table.header.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>\n${body}\n</tbody></table>`
  return `<section id="${table.name}"><h2>${escaped(evidence.section[table.name])}</h2>${notes}${drawn}</section>`
}

/** What does not fit into a narrow column whole. Shorter words are not taken apart. */
const longWord = /\S{17}/u

/** How many rows from this one on say the same up to that column; 0: the row before says it already. */
function runAt(rows: EvidenceTable['rows'], row: number, column: number): number {
  const said = (index: number): string => JSON.stringify(rows[index]?.cells.slice(0, column + 1) ?? null)
  if (row > 0 && said(row - 1) === said(row)) return 0
  const end = rows.findIndex((_, index) => index > row && said(index) !== said(row))
  return (end === -1 ? rows.length : end) - row
}
