import type { ReviewBody, ReviewDraft } from '#shared/domain/review'
import { reviewBody } from '../../../support/reviewFileFixtures'

/** A key that every run has. */
export const draftKeys = { storage: () => Promise.resolve('keychain' as const), read: () => Promise.resolve({ found: 'ab'.repeat(32) }), save: () => Promise.resolve() }

const at = '2027-03-12T10:00:00.000Z'
const long = Array.from({ length: 40 }, (_, index) => ({ id: `5b0c1d2e-3333-4000-8000-${String(index).padStart(12, '0')}`, rule: null, about: { kind: 'organization' as const }, count: null, severity: 'low' as const, note: 'x'.repeat(5000), state: 'open' as const }))

/** Long enough that writing it can be cut in the middle. */
export const draftAt = (count: number): ReviewDraft => ({
  id: '5b0c1d2e-4444-4000-8000-000000000001',
  snapshot: { id: '3f0e6f0a-30c1-4c7f-8f0b-5a3a1be1a001', name: 'x', cause: 'person', takenAt: at, server: 'capgo.app', demo: false, takenBy: null, organization: { id: '0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d', name: 'x' }, members: 1, keys: 1, changedMeanwhile: [], hash: 'a'.repeat(64), bytes: 1 },
  author: null,
  title: String(count),
  summary: '',
  findings: long,
  steps: [],
  needsApproval: true,
  createdAt: at,
  updatedAt: at,
  signedAt: null
})

export const numbered = (count: number): ReviewBody => reviewBody({ title: String(count), findings: long })
