import type { PlannedStep, ReviewBody } from '#shared/domain/review'
import type { AppliedReport, ReportedStep, ReviewRun, StepResult } from '#shared/domain/reviewRun'
import { withChange } from '#shared/rules/changedSettings'
import { keyDifferences, settingsDifferences } from '#shared/rules/stateDifference'
import type { Language } from '#shared/text/language'
import { sha256 } from '../../reviews/signing'
import type { ReviewRunsDeps } from './reviewRunsDeps'
import { runReportPage } from './runReportPage'

export interface ReportParts {
  body: ReviewBody
  reviewHash: string
  run: ReviewRun
  writtenAt: string
  language: Language
}

/** Where the signed part stands in the page: nothing of it is run, and a reader of JSON finds it by this name. */
const [before, after] = ['<script type="application/json" id="signed-report">', '</script>'] as const

/**
 * A page that somebody can read, with the signed report in it; the report holds the hash of the page, so that neither can be
 * changed without the other.
 * @throws AppError of the vault
 */
export async function writeReport({ body, reviewHash, run, writtenAt, language }: ReportParts, { signReport, fingerprint }: Pick<ReviewRunsDeps, 'signReport' | 'fingerprint'>): Promise<string> {
  const { id, title, organization, server, author, createdAt, base } = body
  const told: Omit<AppliedReport['body'], 'page'> = {
    reviewHash,
    review: { id, title, organization, server, author, createdAt, takenAt: base.takenAt },
    run: { startedAt: run.startedAt, finishedAt: run.finishedAt, appliedBy: run.appliedBy },
    steps: body.steps.map((step, index) => reported(step, index + 1, body, run.steps.find(({ stepId }) => stepId === step.id))),
    writtenAt
  }
  const page = runReportPage(told, body, { language, fingerprint: await fingerprint(), signedPart: `${before}${after}` })
  const report = await signReport({ ...told, page: sha256(page) })
  // A "<" in a text would end the element that it stands in.
  const json = JSON.stringify(report, null, 1).replaceAll('<', String.raw`\u003c`)
  return page.split(`${before}${after}`).join(`${before}${json}${after}`)
}

function reported(step: PlannedStep, number: number, body: ReviewBody, result: StepResult | undefined): ReportedStep {
  return {
    number,
    stepId: step.id,
    what: whatOf(step, body),
    why: step.note,
    state: result?.state ?? 'waiting',
    outcome: result === undefined ? null : outcomeOf(step, result),
    error: result?.why?.code ?? null,
    decidedBy: result?.by ?? null,
    decidedAt: result?.at ?? null,
    note: result?.note ?? '',
    differences: result?.differences ?? []
  }
}

function outcomeOf(step: PlannedStep, { state, outcome }: StepResult): ReportedStep['outcome'] {
  if (state === 'done' && outcome === null) return 'doneByHand'
  // Nobody read back whether a message was sent.
  return step.kind === 'notifyMembers' && outcome === 'applied' ? 'markedAsAsked' : outcome
}

function whatOf(step: PlannedStep, { base, organization }: ReviewBody): ReportedStep['what'] {
  if (step.kind === 'notifyMembers') return { kind: 'members', goal: step.goal, people: step.memberIds.length }
  if (step.kind === 'settings') return { kind: 'settings', changes: base.settings === null ? [] : settingsDifferences(base.settings, withChange(base.settings, step.change)) }
  const { action, keyId } = step
  const key = base.keys.find(({ id }) => id === keyId)
  const about = { kind: 'key', action, keyId, name: key?.name ?? null, owner: key === undefined ? null : (key.ownerEmail ?? base.members.find(({ id }) => id === key.ownerId)?.email ?? key.ownerId) } as const
  if (action === 'setExpiry') return { ...about, changes: [{ field: 'expiresAt', before: key?.expiresAt ?? null, after: step.expiresAt }] }
  if (action === 'delete') return { ...about, changes: [{ field: 'key', before: true, after: false }] }
  if (action !== 'revoke' || key?.bindings.known !== true) return { ...about, changes: [] }
  const elsewhere = key.bindings.value.filter((binding) => binding.organizationId !== organization.id)
  return { ...about, changes: keyDifferences(key, { ...key, bindings: { known: true, value: elsewhere } }, { organizationId: organization.id, apps: { before: null, after: null } }) }
}
