import { reviewBodySchema, type PlannedStep, type ReviewBase, type ReviewBody, type ReviewDraft } from '#shared/domain/review'
import { mostReviewDays } from '#shared/domain/reviewFile'
import type { Snapshot } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { settingsOf } from '#shared/rules/changedSettings'
import { lacksReason } from '#shared/rules/reviewPlan'
import { reachOf } from '#shared/rules/settingsReach'
import { sha256 } from '../../reviews/signing'

export interface BodyOptions {
  id: string
  server: string
  author: ReviewBody['author']
  expiresAt: string
  /** Milliseconds since 1970. */
  now: number
}

const dayMs = 86_400_000

/**
 * What is signed of a draft, with the facts of its snapshot that it speaks of.
 * @throws AppError `invalidInput` with the names of the fields that cannot be signed as they are
 */
export function bodyOf(draft: ReviewDraft, snapshot: Snapshot, { id, server, author, expiresAt, now }: BodyOptions): ReviewBody {
  const base = baseOf(draft, snapshot)
  const wrong = [...whatIsWrong(draft, base, now), ...(isWithin(expiresAt, now) ? [] : [['expiresAt', `It has to end within ${mostReviewDays} days from now.`] as const])]
  if (wrong.length > 0) throw invalid(Object.fromEntries(wrong.slice(0, 100)))
  const body: ReviewBody = {
    id,
    organization: { id: snapshot.organization.id, name: snapshot.organization.name.slice(0, 1000) },
    server,
    author,
    createdAt: new Date(now).toISOString(),
    expiresAt,
    title: draft.title,
    summary: draft.summary,
    base,
    baseHash: sha256(canonicalJson(base)),
    findings: draft.findings,
    steps: draft.steps,
    needsApproval: draft.needsApproval
  }
  const parsed = reviewBodySchema.safeParse(body)
  if (!parsed.success) throw invalid(Object.fromEntries(parsed.error.issues.slice(0, 100).map(({ path, message }) => [path.join('.'), message])))
  return parsed.data
}

/** Of the members and keys only those that are spoken of or that planned settings reach, and the owners of those keys, as far as they are in the list. */
function baseOf({ findings, steps, snapshot: outline }: ReviewDraft, snapshot: Snapshot): ReviewBase {
  const settings = settingsOf(snapshot.security)
  const reached = settings.known ? reachOf(steps, snapshot, settings.value) : null
  const keyIds = new Set([...(reached?.keyIds ?? []), ...findings.flatMap(({ about }) => (about.kind === 'key' ? [about.keyId] : [])), ...steps.flatMap((step) => (step.kind === 'key' ? [step.keyId] : []))])
  const keys = snapshot.keys.known ? snapshot.keys.value.keys.filter(({ id }) => keyIds.has(id)) : []
  const memberIds = new Set([
    ...findings.flatMap(({ about }) => (about.kind === 'member' ? [about.memberId] : [])),
    ...steps.flatMap((step) => (step.kind === 'notifyMembers' ? step.memberIds : [])),
    ...(reached?.memberIds ?? []),
    ...keys.map(({ ownerId }) => ownerId)
  ])
  return {
    snapshotId: snapshot.id,
    snapshotHash: outline.hash,
    takenAt: snapshot.takenAt,
    settings: settings.known ? settings.value : null,
    members: once(snapshot.security.members.filter(({ id }) => memberIds.has(id))),
    keys: once(keys),
    ...(reached === null ? {} : { reach: reached.whole })
  }
}

const once = <T extends { id: string | number }>(things: readonly T[]): T[] => [...new Map(things.map((thing) => [thing.id, thing])).values()]

type Wrong = readonly [field: string, why: string]

function whatIsWrong({ findings, steps }: ReviewDraft, base: ReviewBase, now: number): Wrong[] {
  const members = new Map(base.members.map((member) => [member.id, member]))
  const keys = new Set(base.keys.map(({ id }) => id))
  const notThere = (field: string): Wrong => [field, 'The snapshot does not have it.']
  const ofStep = (step: PlannedStep, at: string): Wrong[] => {
    if (step.kind === 'settings') return base.settings === null ? [[`${at}.change`, 'The settings were unknown in the snapshot.']] : []
    if (step.kind === 'notifyMembers') return step.memberIds.every((id) => members.has(id) && members.get(id)?.unreadable === undefined) ? [] : [notThere(`${at}.memberIds`)]
    if (!keys.has(step.keyId)) return [notThere(`${at}.keyId`)]
    if (step.expiresAt === null) return []
    if (step.action !== 'setExpiry') return [[`${at}.expiresAt`, 'Only a step that sets an expiry has one.']]
    return Date.parse(step.expiresAt) > now ? [] : [[`${at}.expiresAt`, 'It is over.']]
  }
  return [
    ...twice('findings', findings),
    ...twice('steps', steps),
    ...findings.flatMap((finding, index): Wrong[] => {
      const { rule, note, about } = finding
      const at = `findings.${index}`
      if (rule === null && note.trim() === '') return [[`${at}.note`, 'A finding of one’s own needs words.']]
      if (lacksReason(finding)) return [[`${at}.note`, 'A critical or high risk is accepted with a reason.']]
      if (about.kind === 'member' && !members.has(about.memberId)) return [notThere(`${at}.about`)]
      return about.kind === 'key' && !keys.has(about.keyId) ? [notThere(`${at}.about`)] : []
    }),
    ...steps.flatMap((step, index) => ofStep(step, `steps.${index}`))
  ]
}

const twice = (name: string, things: readonly { id: string }[]): Wrong[] => things.flatMap(({ id }, index) => (things.findIndex((one) => one.id === id) < index ? [[`${name}.${index}.id`, 'It stands there twice.'] as const] : []))

function isWithin(expiresAt: string, now: number): boolean {
  const ahead = Date.parse(expiresAt) - now
  return ahead > 0 && ahead <= mostReviewDays * dayMs
}

export function invalid(fieldErrors: Record<string, string>): AppError {
  return new AppError({ code: 'invalidInput', message: `This review cannot be signed as it is: ${Object.keys(fieldErrors).join(', ')}.`.slice(0, 2000), retryable: false, fieldErrors })
}
