import type { KeyChangeOutcome, NewSecretOutcome } from '#shared/domain/apiKey'
import type { KeyFact } from '#shared/domain/keyInventory'
import type { PlannedStep } from '#shared/domain/review'
import type { StepResult } from '#shared/domain/reviewRun'
import type { SettingsOutcome } from '#shared/domain/policyChange'
import { AppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import type { Today } from '#shared/rules/reviewStanding'
import { stateOfFact } from '../keyBatch/batchPlan'
import type { ReviewRunsDeps } from './reviewRunsDeps'

/** What came of a step that was carried out. */
export type Done = Pick<StepResult, 'outcome' | 'why' | 'secretId'>

export interface StepTask {
  organizationId: string
  step: PlannedStep
  input: ParsedInput<'reviewRuns.applyStep'>
  today: Today
}

/**
 * Does one step by the service that does it everywhere else: judged there anew, sent once, read back, journalled.
 * @throws AppError as of those services; `conflict` (`drifted`) where they found the state otherwise, and nothing was sent
 */
export async function carryOut(deps: ReviewRunsDeps, { organizationId, step, input, today }: StepTask): Promise<Done> {
  switch (step.kind) {
    case 'settings': {
      const { security, keys, settings } = input.judgedOn
      if (settings === null) throw drifted()
      return ofSettings(await deps.policies.apply({ organizationId, change: step.change, base: settings, judgedOn: { security, keys }, override: input.override }))
    }
    case 'notifyMembers': {
      const named = new Set(step.memberIds)
      const left = today.security.members.filter((member) => named.has(member.id) && member[step.goal] === (step.goal === 'twoFactor' ? 'notEnabled' : 'nonCompliant'))
      if (left.length === 0) throw drifted()
      await deps.campaigns.record({ organizationId, goal: step.goal, userIds: left.map(({ id }) => id) })
      return done('applied')
    }
    case 'key':
      return ofKey(deps, { organizationId, step, input, today }, step)
  }
}

async function ofKey(deps: ReviewRunsDeps, { organizationId, input, today }: StepTask, { action, keyId, expiresAt }: Extract<PlannedStep, { kind: 'key' }>): Promise<Done> {
  const key = today.keys?.keys.find(({ id }) => id === keyId)
  if (action === 'askOwner' || action === 'migrate') {
    if (input.note === '') throw new AppError({ code: 'invalidInput', message: 'What is done by hand needs a word on what was done.', retryable: false, fieldErrors: { note: 'needed' } })
    return done(null)
  }
  if (key === undefined) throw drifted()
  const chosen = { organizationId, keyId, name: key.name }
  if (action === 'revoke') return revoke(deps, organizationId, key)
  await deps.requirePresence()
  if (action === 'delete') return ofKeyChange(await deps.apiKeys.delete(chosen))
  if (action === 'setExpiry') return ofKeyChange(await deps.apiKeys.update({ ...chosen, base: stateOfFact(key, organizationId), change: { expiresAt } }))
  return ofSecret(await deps.apiKeys.regenerate(chosen))
}

/** Of a lost answer what reading the key said afterwards; its secret is gone then, and what is known of it stands with the key. */
function ofSecret(made: NewSecretOutcome): Done {
  if (made.outcome === 'held') return { ...done('applied'), secretId: made.secretId }
  const found = made.why.details?.foundState
  if (found === 'notRotated') throw new AppError({ ...made.why, code: 'notApplied', retryable: true })
  if (found === 'rotated') return { ...done('confirmedByReading'), secretId: made.attemptId }
  return { outcome: 'unknown', why: made.why, secretId: made.attemptId }
}

async function revoke(deps: ReviewRunsDeps, organizationId: string, { id, name, rbacId, bindings }: KeyFact): Promise<Done> {
  const seen = bindings.known ? bindings.value.filter((binding) => binding.organizationId === organizationId) : []
  if (rbacId === null || seen.length === 0) throw drifted()
  const { roles } = await deps.revocations.revoke({ organizationId, keyId: id, name, rbacId, seen })
  const has = (state: (typeof roles)[number]['state']): boolean => roles.some((role) => role.state === state)
  const why = roles.find((role) => role.why !== null)?.why ?? null
  if (has('unknown')) return { outcome: 'unknown', why, secretId: null }
  return { outcome: has('stays') ? 'partlyApplied' : 'applied', why, secretId: null }
}

function ofSettings(outcome: SettingsOutcome): Done {
  if (outcome.outcome === 'drifted') throw drifted()
  return done(outcome.outcome === 'partly' ? 'partlyApplied' : outcome.outcome)
}

function ofKeyChange(outcome: KeyChangeOutcome): Done {
  switch (outcome.outcome) {
    case 'done':
      return done(({ readBack: 'applied', byReading: 'confirmedByReading', unread: 'confirmedUnread' } as const)[outcome.confirmed])
    case 'alreadySo':
      return done('alreadySo')
    case 'readBackDiffers':
      return done('readBackDiffers')
    case 'drifted':
      throw drifted()
  }
}

export function drifted(): AppError {
  return new AppError({ code: 'conflict', message: 'What this step rests on is not as it was shown, so nothing was sent.', retryable: false, details: { foundState: 'drifted' } })
}

const done = (outcome: Done['outcome']): Done => ({ outcome, why: null, secretId: null })
