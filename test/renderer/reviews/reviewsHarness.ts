import type { Finding, ReviewDraft } from '#shared/domain/review'
import type { OpenedReview } from '#shared/domain/reviewFile'
import type { ReviewRun, ReviewToday, StepStanding } from '#shared/domain/reviewRun'
import type { SnapshotOutline } from '#shared/domain/snapshot'
import { organizationId } from '../../support/organizationSecurityFixtures'
import { baseOf, snapshot, todayOf } from '../../support/reviewFixtures'
import { id, session, signedIn } from '../support/connections'

// happy-dom lays nothing out; the virtual list needs a height to fill.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 440 })

export const taken = snapshot()
export const outline: SnapshotOutline = { id: taken.id, name: taken.name, cause: 'person', takenAt: taken.takenAt, server: taken.server, demo: false, takenBy: taken.takenBy.userId, organization: { id: organizationId, name: 'Harbour Lights' }, members: 2, keys: 2, changedMeanwhile: [], hash: 'a'.repeat(64), bytes: 10 }
export const reviewId = id(71)
export const fileId = id(72)
export const fingerprint = Array.from({ length: 16 }, (_, index) => `0A${String(10 + index)}`).join(' ')
export const publicKey = `${'A'.repeat(43)}=`

export const finding = (number: number, given: Partial<Finding> = {}): Finding => ({ id: id(800 + number), rule: 'twoFactorNotEnforced', about: { kind: 'setting', setting: 'enforcesTwoFactor' }, count: null, severity: 'high', note: '', state: 'open', ...given })

export const draft = (given: Partial<ReviewDraft> = {}): ReviewDraft => ({
  id: reviewId,
  snapshot: outline,
  author: outline.takenBy,
  title: 'March review',
  summary: '',
  findings: [],
  steps: [],
  needsApproval: false,
  createdAt: '2027-03-12T10:00:00.000Z',
  updatedAt: '2027-03-12T10:00:00.000Z',
  signedAt: null,
  ...given
})

/** As a connection is while the snapshot of the review is open. */
export const inSnapshot = () => signedIn({ ...session, id: taken.id, lastOrganizationId: organizationId, snapshot: { id: taken.id, name: taken.name, takenAt: taken.takenAt, organizationId } })
export const online = () => signedIn({ ...session, lastOrganizationId: organizationId })

export const opened = (given: Partial<Omit<OpenedReview, 'body'>> & { body?: Partial<OpenedReview['body']> } = {}): OpenedReview => ({
  fileId,
  fileName: 'march.gatehouse-review',
  encrypted: false,
  signer: { publicKey, fingerprint, standing: 'known', name: 'Odile' },
  approvals: [],
  clock: { now: '2027-03-20T08:00:00.000Z', by: 'server' },
  obstacles: [],
  ...given,
  body: {
    id: id(73),
    organization: { id: organizationId, name: 'Harbour Lights' },
    server: 'capgo.app',
    author: { userId: 'officer', email: 'odile@example.com' },
    createdAt: '2027-03-12T10:00:00.000Z',
    expiresAt: '2027-04-12T10:00:00.000Z',
    title: 'March review',
    summary: 'Look at the keys first.',
    base: baseOf(taken),
    baseHash: 'b'.repeat(64),
    findings: [],
    steps: [],
    needsApproval: false,
    ...given.body
  }
})

export const today = (steps: StepStanding[], given: Partial<ReviewToday> = {}): ReviewToday => ({ readAt: '2027-03-20T08:00:00.000Z', ...todayOf(taken), steps, ...given })
export const standing = (stepId: string, given: Partial<StepStanding> = {}): StepStanding => ({ stepId, standing: 'unchanged', differences: [], possible: 'here', ...given })

export const run = (stepIds: readonly string[], given: Partial<ReviewRun['steps'][number]> = {}): ReviewRun => ({
  reviewId: id(73),
  organizationId,
  title: 'March review',
  fileName: 'march.gatehouse-review',
  startedAt: '2027-03-20T08:00:00.000Z',
  finishedAt: null,
  appliedBy: { userId: 'me', email: 'ada@meridian.example' },
  steps: stepIds.map((stepId) => ({ stepId, state: 'waiting', outcome: null, why: null, note: '', differences: [], at: null, secretId: null, by: null, ...given }))
})
