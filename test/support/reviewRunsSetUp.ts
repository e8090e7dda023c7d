import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlannedStep, ReviewBody } from '#shared/domain/review'
import type { FileObstacle, OpenedReview } from '#shared/domain/reviewFile'
import type { AppliedReport, ReviewToday } from '#shared/domain/reviewRun'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { AppError } from '#shared/errors/appError'
import { settingsOf } from '#shared/rules/changedSettings'
import { allPolicyWarnings } from '#shared/rules/policyLockoutGuard'
import { createCampaignService } from '../../electron/main/services/campaign/campaignService'
import { createKeyRevocationService } from '../../electron/main/services/keyRevocation/keyRevocationService'
import { readKeyInventory } from '../../electron/main/services/keyInventory'
import { readOrganizationSecurity } from '../../electron/main/services/organizationSecurity'
import { createPolicyChange } from '../../electron/main/services/policyChange/policyChange'
import { createReviewRuns } from '../../electron/main/services/reviewRuns/reviewRuns'
import type { ReviewRunsDeps } from '../../electron/main/services/reviewRuns/reviewRunsDeps'
import { createShownReadings } from '../../electron/main/services/shownReadings'
import type { Sandbox } from '../../electron/main/sandbox'
import type { SealKeys } from '../../electron/main/reviews/sealKey'
import { apiKeyServiceSetUp } from './apiKeyServiceSetUp'
import { quietLog } from './quietLog'
import { stepId } from './reviewFixtures'

export const fileId = '0f11e1d0-0000-4000-8000-000000000001'
const reviewId = '0f11e1d0-0000-4000-8000-000000000002'
const publicKey = `${'A'.repeat(43)}=`

/** A keychain that keeps one key. */
export function sealKeys(): SealKeys {
  let found: string | null = null
  return {
    storage: () => Promise.resolve('keychain'),
    read: () => Promise.resolve({ found }),
    save(key) {
      found = key
      return Promise.resolve()
    }
  }
}

/** Steps by what they are about: keys by name, members by what they lack. */
export type Wanted = (of: { keyId(name: string): number; withoutTwoFactor: string[]; settings: SecuritySettings }) => PlannedStep[]

/**
 * A review of the sample organization as it is at the beginning, with these steps, opened by its super admin; everything but
 * the file is the real thing, against an embedded server.
 * @param open servers and folders for the test to close
 */
export async function reviewRunsSetUp(open: Sandbox[], folders: string[], wanted: Wanted) {
  const keys = await apiKeyServiceSetUp(open)
  const { active, organizationId, sandbox, journal } = keys
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-review-runs-'))
  folders.push(folder)
  const [security, inventory] = [await readOrganizationSecurity(active, organizationId, Date.now), await readKeyInventory(active, organizationId, Date.now)]
  const settings = settingsOf(security)
  if (!settings.known) throw new Error('the samples are others by now')
  const keyId = (name: string): number => {
    const found = inventory.keys.find((one) => one.name === name)
    if (found === undefined) throw new Error(`there is no key "${name}"`)
    return found.id
  }
  const steps = wanted({ keyId, withoutTwoFactor: security.members.filter(({ twoFactor }) => twoFactor === 'notEnabled').map(({ id }) => id), settings: settings.value })
  const body: ReviewBody = {
    id: reviewId,
    organization: { id: organizationId, name: security.organizationName },
    server: active.connection.server,
    author: { userId: 'officer', email: 'officer@example.com' },
    createdAt: '2027-03-12T10:00:00.000Z',
    expiresAt: '2027-04-12T10:00:00.000Z',
    title: 'March review',
    summary: '',
    base: { snapshotId: stepId(99), snapshotHash: 'a'.repeat(64), takenAt: '2027-03-12T09:30:00.000Z', settings: settings.value, members: security.members, keys: inventory.keys, reach: { members: true, keys: true } },
    baseHash: 'b'.repeat(64),
    findings: [],
    steps,
    needsApproval: false
  }
  const file = { obstacles: [] as FileObstacle[], hash: 'c'.repeat(64) }
  const presence = { asked: 0, missing: false }
  const requirePresence = (): Promise<void> => {
    presence.asked += 1
    return presence.missing ? Promise.reject(new AppError({ code: 'presenceNeeded', message: 'Who is it?', retryable: true })) : Promise.resolve()
  }
  const readings = createShownReadings()
  const givenActive = () => Promise.resolve(active)
  const reports: AppliedReport['body'][] = []
  const review: OpenedReview = { fileId, fileName: 'march.gatehouse-review', encrypted: false, body, signer: { publicKey, fingerprint: Array.from({ length: 16 }, () => '0A1B').join(' '), standing: 'known', name: 'Officer' }, approvals: [], clock: { now: '2027-03-20T08:00:00.000Z', by: 'server' }, obstacles: [] }
  const saved: { name: string; content: string }[] = []
  const deps: ReviewRunsDeps = {
    pathOf: (name) => join(folder, ...(name === undefined ? [] : [name])),
    keys: sealKeys(),
    active: givenActive,
    sight: () => Promise.resolve(() => true),
    opened: (id) => (id === fileId ? Promise.resolve({ review: { ...review, obstacles: file.obstacles }, hash: file.hash }) : Promise.reject(new AppError({ code: 'notFound', message: 'No such file.', retryable: false }))),
    readings,
    policies: createPolicyChange({ active: givenActive, now: Date.now, readings, requirePresence, journal, secondLookMs: 0 }),
    apiKeys: keys.service,
    revocations: createKeyRevocationService({ path: join(folder, 'key-revocations.json'), active: givenActive, journal, requirePresence, now: Date.now, uptime: () => performance.now(), log: quietLog(), secondLookMs: 0 }),
    campaigns: createCampaignService({ path: join(folder, 'campaigns.json'), active: givenActive, now: Date.now, log: quietLog() }),
    requirePresence,
    signReport: (report) => {
      reports.push(report)
      return Promise.resolve({ format: 'gatehouse-applied-review', version: 2, body: report, publicKey, signature: `${'A'.repeat(86)}==` })
    },
    fingerprint: () => Promise.resolve(review.signer.fingerprint),
    save: (name, content) => {
      saved.push({ name, content })
      return Promise.resolve({ path: join(folder, name) })
    },
    now: Date.now,
    log: quietLog()
  }
  const start = (more: Partial<ReviewRunsDeps> = {}) => createReviewRuns({ ...deps, ...more })
  /** The decision of somebody who read all of it. */
  const decided = (today: ReviewToday, index: number, more: { despite?: string; note?: string } = {}) => {
    const now = settingsOf(today.security)
    return {
      fileId,
      stepId: stepId(index),
      judgedOn: { security: today.security.readingId, keys: today.keys?.readingId ?? null, settings: now.known ? now.value : null },
      despite: more.despite ?? null,
      note: more.note ?? '',
      override: { name: security.organizationName, outweighs: [...allPolicyWarnings] }
    }
  }
  return { ...keys, start, decided, body, file, presence, readings, reports, saved, sandbox, deps, removed: () => rm(folder, { recursive: true }) }
}
