import type { ShownValue } from '#shared/domain/audit'
import type { ReviewBody } from '#shared/domain/review'
import type { AppliedReport, ReportedStep, StandingDifference } from '#shared/domain/reviewRun'
import { withChange } from '#shared/rules/changedSettings'
import { effectField } from '#shared/rules/settingsReach'
import { visibleName, visibleText } from '#shared/rules/visibleText'
import type { Language } from '#shared/text/language'
import { escaped } from '../evidence/escaped'
import { evidenceStyle } from '../evidence/evidenceStyle'
import { evidenceWords, type EvidenceWords } from '../evidence/evidenceWords'

type Told = Omit<AppliedReport['body'], 'page'>
type Row = [name: string, value: string, mono?: boolean]

export interface ReportPage {
  language: Language
  /** Of the key that signs. */
  fingerprint: string
  /** Where the signed report is put afterwards. */
  signedPart: string
}

/** What was done of a review, as a person reads it: one file that stands alone, without script and with every text as text. */
export function runReportPage(told: Told, body: ReviewBody, { language, fingerprint, signedPart }: ReportPage): string {
  const words = evidenceWords(language)
  const { report } = words.text.reviewFile
  const subtitle = `${visibleName(told.review.title)} · ${visibleName(told.review.organization.name)}`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${report.title}: ${subtitle}`)}</title>
<style>${evidenceStyle}</style>
</head>
<body>
<header><h1>${escaped(report.title)}</h1><p class="subtitle">${escaped(subtitle)}</p></header>
<main>
<p class="note">${escaped(report.note)}</p>
${list(facts(told, words, fingerprint))}
<h2>${escaped(report.steps)}</h2>
${told.steps.map((step) => section(step, body, words)).join('\n')}
<h2>${escaped(report.check)}</h2>
<p>${escaped(report.verify)}</p>
</main>
${signedPart}
</body>
</html>
`
}

function facts({ review, run, reviewHash, writtenAt }: Told, { text, moment }: EvidenceWords, fingerprint: string): Row[] {
  const { report, signer } = text.reviewFile
  const utc = (iso: string | null): string => (iso === null ? report.notFinished : `${moment(iso)} UTC`)
  return [
    [signer.organization, visibleName(review.organization.name)],
    [signer.server, visibleName(review.server)],
    [signer.author, named(review.author)],
    [signer.created, utc(review.createdAt)],
    [signer.taken, utc(review.takenAt)],
    [report.appliedBy, named(run.appliedBy)],
    [report.started, utc(run.startedAt)],
    [report.finished, utc(run.finishedAt)],
    [report.written, utc(writtenAt)],
    [report.reviewHash, reviewHash, true],
    [report.key, fingerprint, true]
  ]
}

function section(step: ReportedStep, body: ReviewBody, words: EvidenceWords): string {
  const { text, fill, moment } = words
  const { reviewFile } = text
  const { report, state, outcome } = reviewFile
  const { what } = step
  const rows: Row[] = [
    ...changes(step, body, words).map((line): Row => [report.change, line]),
    ...(what.kind === 'key' ? [[report.keyFact, fill(report.keyOf, { name: visibleName(what.name ?? ''), id: String(what.keyId), owner: visibleName(what.owner ?? text.evidence.unknown) })] as Row] : []),
    ...(step.why.trim() === '' ? [] : [[report.why, visibleText(step.why)] as Row]),
    [report.state, state[step.state]],
    ...(step.outcome === null ? [] : [[report.outcome, step.outcome === 'markedAsAsked' ? outcome.asked : step.outcome === 'doneByHand' ? outcome.byHand : outcome[step.outcome]] as Row]),
    ...(step.error === null ? [] : [[report.error, text.errors[step.error]] as Row]),
    ...(step.decidedBy === null ? [] : [[report.decidedBy, named(step.decidedBy)] as Row]),
    ...(step.decidedAt === null ? [] : [[report.decidedAt, `${moment(step.decidedAt)} UTC`] as Row]),
    ...(step.note.trim() === '' ? [] : [[report.decisionNote, visibleText(step.note)] as Row])
  ]
  const found = step.differences.length === 0 ? '' : `<p>${escaped(report.found)}</p><ul>${step.differences.map((one) => `<li>${escaped(differenceLine(one, words))}</li>`).join('')}</ul>`
  return `<section><h3>${escaped(`${String(step.number)}. ${title(step, body, words)}`)}</h3>${list(rows)}${found}</section>`
}

/** What was planned, in the words in which the review plans it. */
function title({ what, stepId }: ReportedStep, body: ReviewBody, { text, counted, fill }: EvidenceWords): string {
  const words = text.reviews.plan.step
  if (what.kind === 'members') return counted(words[what.goal], what.people)
  if (what.kind === 'settings') {
    const step = body.steps.find(({ id }) => id === stepId)
    return counted(words.settings, step?.kind === 'settings' ? Object.keys(step.change).length : what.changes.length)
  }
  const date = what.action === 'setExpiry' ? (what.changes[0]?.after ?? null) : null
  const stem = what.action === 'setExpiry' && date === null ? words.setNoExpiry : words[what.action]
  return fill(stem, { key: what.name === null ? `#${String(what.keyId)}` : visibleName(what.name), date: typeof date === 'string' ? date.slice(0, 10) : '' })
}

/** Before and after, line by line. */
function changes({ what, stepId }: ReportedStep, body: ReviewBody, words: EvidenceWords): string[] {
  const { text, fill } = words
  if (what.kind === 'members') return []
  if (what.kind === 'key') return what.changes.map((one) => differenceLine({ about: null, ...one }, words))
  const step = body.steps.find(({ id }) => id === stepId)
  const { settings } = body.base
  if (step?.kind !== 'settings' || settings === null) return []
  const after = withChange(settings, step.change)
  return (Object.keys(step.change) as (keyof typeof settings)[]).map((name) => fill(text.reviews.plan.line, { setting: text.policies.setting[name], before: words.setting(name, settings), after: words.setting(name, after) }))
}

function differenceLine({ about, field, before, after }: StandingDifference, words: EvidenceWords): string {
  const { text, fill } = words
  const { field: own } = text.reviewFile
  const known = text.activity.field as Readonly<Record<string, string>>
  const label = Object.hasOwn(own, field) ? own[field as keyof typeof own] : (known[field.replace('.', '_')] ?? visibleName(field))
  const line = fill(text.reviews.plan.line, { setting: label, before: valueOf(field, before, words), after: valueOf(field, after, words) })
  return about === null ? line : `${visibleName(about)}: ${line}`
}

function valueOf(field: string, value: ShownValue, { text, moment }: EvidenceWords): string {
  const { activity, reviewFile, reviews, members } = text
  if (value === null) return field === 'expiresAt' ? reviews.impact.never : activity.value.none
  if (typeof value === 'boolean') return field === 'key' || field === 'member' ? reviewFile.there[value ? 'yes' : 'no'] : activity.value[value ? 'yes' : 'no']
  if (typeof value === 'number') return String(value)
  const words: Readonly<Record<string, string>> = field === effectField ? reviewFile.effect : field === 'twoFactor' ? members.twoFactor : field === 'password' ? members.password : field === 'kind' ? reviewFile.keyKind : {}
  if (Object.hasOwn(words, value)) return words[value] ?? value
  if ((field === 'expiresAt' || field === 'updatedAt') && !Number.isNaN(Date.parse(value))) return `${moment(value)} UTC`
  if (value === '' && field === 'roles') return activity.value.noRoles
  return value === '' ? activity.value.empty : visibleText(value)
}

const named = ({ email, userId }: { email: string | null; userId: string }): string => visibleName(email ?? userId)
const list = (rows: readonly Row[]): string => `<dl>${rows.map(([name, value, mono]) => `<dt>${escaped(name)}</dt><dd${mono === true ? ' class="mono"' : ''}>${escaped(value)}</dd>`).join('')}</dl>`
