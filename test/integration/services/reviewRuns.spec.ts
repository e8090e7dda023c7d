import { rm } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { appliedReportSchema } from '#shared/domain/reviewRun'
import { sha256 } from '../../../electron/main/reviews/signing'
import type { Sandbox } from '../../../electron/main/sandbox'
import { refusalOf } from '../../support/apiKeyServiceSetUp'
import { keyStep, notifyStep, settingsStep, stepId } from '../../support/reviewFixtures'
import { fileId, reviewRunsSetUp, type Wanted } from '../../support/reviewRunsSetUp'

const open: Sandbox[] = []
const folders: string[] = []
afterEach(async () => {
  await Promise.all([...open.splice(0).map((sandbox) => sandbox.close()), ...folders.splice(0).map((folder) => rm(folder, { recursive: true }))])
})
const setUp = (wanted: Wanted) => reviewRunsSetUp(open, folders, wanted)

const foundState = async (asked: Promise<unknown>) => {
  const { code, details } = (await refusalOf(asked)).data
  return [code, details?.foundState]
}
const in30Days = new Date(Math.floor(Date.now() / 1000) * 1000 + 30 * 864e5).toISOString()

/** One step of each kind. */
const everyKind: Wanted = ({ keyId, withoutTwoFactor }) => [
  settingsStep({ requiresKeyExpiration: true }, 1),
  notifyStep(withoutTwoFactor, 'twoFactor', 2),
  keyStep(keyId('Nightly upload'), 'rotate', null, 3),
  keyStep(keyId('Driver app release'), 'setExpiry', in30Days, 4),
  keyStep(keyId('Warehouse preview'), 'revoke', null, 5),
  keyStep(keyId('Release pipeline'), 'askOwner', null, 6)
]

describe('a review that is applied', () => {
  it('goes step by step, each held against today, read back and journalled, and ends in a signed report', async () => {
    const set = await setUp(everyKind)
    const service = set.start()
    expect((await service.start({ fileId })).steps.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'waiting'))
    for (let index = 1; index <= 6; index += 1) {
      const today = await service.today({ fileId })
      await service.applyStep(set.decided(today, index, { note: 'Asked by e-mail.' }))
    }
    const [run] = (await service.list({ organizationId: set.organizationId })).runs
    expect(run?.steps.map(({ state, outcome }) => [state, outcome])).toEqual([['done', 'applied'], ['done', 'applied'], ['done', 'applied'], ['done', 'applied'], ['done', 'applied'], ['done', null]])
    expect(set.words()).toEqual([['settingsChange', 'applied'], ['keyRegenerated', 'applied'], ['keyEdited', 'applied'], ['keyRolesTaken', 'applied']])
    expect(run?.steps[2]?.secretId).not.toBeNull()
    expect((await set.named('Driver app release')).expires_at).toBe(in30Days)
    expect(await foundState(service.applyStep(set.decided(await service.today({ fileId }), 1)))).toEqual(['conflict', 'stepDone'])
    await service.finish({ fileId })
    expect(await service.wasApplied(set.body.id)).toBe(true)
    expect(await foundState(service.applyStep(set.decided(await service.today({ fileId }), 1)))).toEqual(['conflict', 'runFinished'])
    await service.saveReport({ fileId, language: 'en' })
    expect(set.saved[0]?.name).toMatch(/^Applied review - March review - \d{4}-\d\d-\d\d\.html$/u)
  })

  it('is told by its report alone: what each step was about, before and after, who decided it and what came of it', async () => {
    const set = await setUp(everyKind)
    const service = set.start()
    await service.start({ fileId })
    for (let index = 1; index <= 6; index += 1) await service.applyStep(set.decided(await service.today({ fileId }), index, { note: index === 6 ? 'Asked <b>Omar</b></script>.' : '' }))
    await service.saveReport({ fileId, language: 'en' })
    const page = set.saved[0]?.content ?? ''
    const [, json = ''] = /<script type="application\/json" id="signed-report">([\s\S]*?)<\/script>/u.exec(page) ?? []
    const report = appliedReportSchema.parse(JSON.parse(json))
    if (report.version !== 2) throw new Error('another version')
    const { body } = report
    expect(body.reviewHash).toBe(set.file.hash)
    // What is read is signed as well.
    expect(sha256(page.replace(json, ''))).toBe(body.page)
    expect(set.reports).toEqual([body])
    const me = { decidedBy: { userId: set.active.connection.userId } }
    expect(body.steps).toMatchObject([
      { what: { kind: 'settings', changes: [{ field: 'requiresKeyExpiration', before: false, after: true }] }, outcome: 'applied', ...me },
      { what: { kind: 'members', goal: 'twoFactor' }, outcome: 'markedAsAsked', ...me },
      { what: { kind: 'key', action: 'rotate', name: 'Nightly upload' }, outcome: 'applied', ...me },
      { what: { kind: 'key', action: 'setExpiry', changes: [{ field: 'expiresAt', after: in30Days }] }, outcome: 'applied', ...me },
      { what: { kind: 'key', action: 'revoke', changes: [{ field: 'roles', after: '' }] }, outcome: 'applied', ...me },
      { what: { kind: 'key', action: 'askOwner' }, state: 'done', outcome: 'doneByHand', note: 'Asked <b>Omar</b></script>.', ...me }
    ])
    const read = page.replace(json, '')
    for (const said of ['Require API Key Expiration: Disabled → Enabled', 'Whether a message was sent is not known here.', 'Nightly upload', 'Done and read back.', 'Asked &lt;b&gt;Omar&lt;/b&gt;']) expect(read).toContain(said)
    expect(read).not.toContain('<b>')
    expect(page.match(/<script/gu)).toHaveLength(1)
    set.file.hash = 'd'.repeat(64)
    expect(await foundState(service.saveReport({ fileId, language: 'fr' }))).toEqual(['conflict', 'otherFile'])
  })

  it('stops where something changed since the review, and goes on when somebody decides so', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'rotate', null, 1)])
    const service = set.start()
    await service.start({ fileId })
    const shown = await service.today({ fileId })
    expect(shown.steps).toMatchObject([{ standing: 'unchanged', possible: 'here' }])
    const { id } = await set.named('Nightly upload')
    set.sandbox.arrange([{ do: 'set-api-key-expiry', id, expires_at: '2038-01-01T00:00:00Z' }])
    const before = set.writes().length
    expect(await foundState(service.applyStep(set.decided(shown, 1)))).toEqual(['conflict', 'drifted'])
    const today = await service.today({ fileId })
    expect(today.steps).toMatchObject([{ standing: 'changedSince', differences: [{ about: 'Nightly upload', field: 'expiresAt', after: '2038-01-01T00:00:00.000Z' }] }])
    expect(await foundState(service.applyStep(set.decided(today, 1)))).toEqual(['conflict', 'drifted'])
    expect(set.writes()).toHaveLength(before)
    const { steps } = await service.applyStep(set.decided(today, 1, { despite: 'Its owner asked for it.' }))
    expect(steps).toMatchObject([{ state: 'done', outcome: 'applied', note: 'Its owner asked for it.', differences: [{ field: 'expiresAt' }] }])
  })

  it('locks nobody out who was not reviewed, unless somebody who sees them types the name of the organization', async () => {
    const set = await setUp(() => [settingsStep({ enforcesTwoFactor: true }, 1)])
    const service = set.start()
    await service.start({ fileId })
    const shown = await service.today({ fileId })
    expect(shown.steps).toMatchObject([{ standing: 'unchanged' }])
    set.sandbox.arrange([{ do: 'add-member', org_id: set.organizationId, email: 'eve@example.com', role: 'org_member' }])
    expect(await foundState(service.applyStep(set.decided(shown, 1)))).toEqual(['conflict', 'drifted'])
    const today = await service.today({ fileId })
    expect(today.steps).toMatchObject([{ standing: 'changedSince', differences: [{ about: 'eve@example.com', field: 'effect', before: 'none', after: 'loses' }] }])
    // The second press is none: it needs a reason, and the name.
    expect(await foundState(service.applyStep(set.decided(today, 1)))).toEqual(['conflict', 'drifted'])
    const decided = set.decided(today, 1, { despite: 'Eve was told.' })
    expect(await foundState(service.applyStep({ ...decided, override: null }))).toEqual(['lockoutBlocked', 'overrideNeeded'])
    expect(set.writes()).toEqual([])
    expect((await service.applyStep(decided)).steps).toMatchObject([{ state: 'done', outcome: 'applied', differences: [{ about: 'eve@example.com', after: 'loses' }] }])
  })

  it('sends nothing for what is already so', async () => {
    const set = await setUp(() => [settingsStep({ requiresKeyExpiration: true }, 1)])
    const service = set.start()
    await service.start({ fileId })
    set.sandbox.arrange([{ do: 'set-organization', id: set.organizationId, fields: { require_apikey_expiration: true } }])
    const { steps } = await service.applyStep(set.decided(await service.today({ fileId }), 1))
    expect(steps).toMatchObject([{ state: 'done', outcome: 'alreadySo' }])
    expect(set.journal.entries).toEqual([])
  })

  it('leaves the step as it was where nothing could be sent yet', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'rotate', null, 1)])
    const service = set.start()
    await service.start({ fileId })
    set.presence.missing = true
    const today = await service.today({ fileId })
    expect((await refusalOf(service.applyStep(set.decided(today, 1)))).code).toBe('presenceNeeded')
    expect((await service.list({ organizationId: set.organizationId })).runs).toMatchObject([{ steps: [{ state: 'waiting', outcome: null }] }])
    expect(set.writes()).toEqual([])
    set.presence.missing = false
    expect((await service.applyStep(set.decided(await service.today({ fileId }), 1))).steps).toMatchObject([{ state: 'done' }])
  })

  it('never does again by itself what was begun before the program ended', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'rotate', null, 1)])
    const gone = new Promise<never>(() => undefined)
    const dying = set.start({ apiKeys: { ...set.deps.apiKeys, regenerate: () => gone } })
    await dying.start({ fileId })
    void dying.applyStep(set.decided(await dying.today({ fileId }), 1))
    await expect.poll(async () => (await set.start().list({ organizationId: set.organizationId })).runs[0]?.steps[0]?.state).toBe('sent')
    const next = set.start()
    expect(await foundState(next.applyStep(set.decided(await next.today({ fileId }), 1)))).toEqual(['conflict', 'stepSent'])
    expect(await foundState(next.finish({ fileId }))).toEqual(['conflict', 'stepsOpen'])
    expect((await next.skipStep({ fileId, stepId: stepId(1), note: 'Looked at it by hand.' })).steps).toMatchObject([{ state: 'done', outcome: 'unknown' }])
    expect(set.writes()).toEqual([])
  })

  it('says what the server refused, and may be tried again', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'delete', null, 1)])
    const service = set.start()
    await service.start({ fileId })
    set.sandbox.arrange([{ do: 'fault', route: 'DELETE /apikey', kind: 'status', status: 403 }])
    expect((await service.applyStep(set.decided(await service.today({ fileId }), 1))).steps).toMatchObject([{ state: 'failed', outcome: 'refused' }])
    expect((await service.applyStep(set.decided(await service.today({ fileId }), 1))).steps).toMatchObject([{ state: 'done', outcome: 'applied' }])
  })

  it.each([
    ['drop-before', { state: 'done', outcome: 'unknown', why: { code: 'outcomeUnknown' } }],
    ['drop-after', { state: 'done', outcome: 'confirmedByReading', why: null }]
  ] as const)('says of a lost answer what reading the key says, and promises no secret: %s', async (kind, step) => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'rotate', null, 1)])
    const service = set.start()
    await service.start({ fileId })
    const today = await service.today({ fileId })
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind }])
    expect((await service.applyStep(set.decided(today, 1))).steps).toMatchObject([step])
  })

  it('may do again what reading found not to be done', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'rotate', null, 1)])
    const why = { code: 'outcomeUnknown' as const, message: 'The answer was lost.', retryable: false, requestId: 'r1', details: { foundState: 'notRotated' } }
    const service = set.start({ apiKeys: { ...set.deps.apiKeys, regenerate: () => Promise.resolve({ outcome: 'lost', attemptId: stepId(50), why }) } })
    await service.start({ fileId })
    expect((await service.applyStep(set.decided(await service.today({ fileId }), 1))).steps).toMatchObject([{ state: 'failed', outcome: 'notApplied', secretId: null }])
    const next = set.start()
    expect((await next.applyStep(set.decided(await next.today({ fileId }), 1))).steps).toMatchObject([{ state: 'done', outcome: 'applied' }])
  })

  it.each([[['expired']], [['foreignOrganization']], [['signerUnknown', 'approvalMissing']]] as const)('does not begin where %s stands against it, nor go on', async (obstacles) => {
    const set = await setUp(() => [settingsStep({ requiresKeyExpiration: true }, 1)])
    const service = set.start()
    set.file.obstacles = [...obstacles]
    expect(await foundState(service.start({ fileId }))).toEqual(['conflict', obstacles.join(' ')])
    set.file.obstacles = []
    await service.start({ fileId })
    const today = await service.today({ fileId })
    set.file.obstacles = [...obstacles]
    expect(await foundState(service.applyStep(set.decided(today, 1)))).toEqual(['conflict', obstacles.join(' ')])
    expect(set.journal.entries).toEqual([])
  })

  it('takes no other file for the one that was begun, and goes on with that one days later', async () => {
    const set = await setUp(() => [settingsStep({ requiresKeyExpiration: true }, 1)])
    const begun = await set.start().start({ fileId })
    expect(await set.start().start({ fileId })).toEqual(begun)
    set.file.hash = 'd'.repeat(64)
    expect(await foundState(set.start().start({ fileId }))).toEqual(['conflict', 'otherFile'])
  })

  it('says of every step who decided it, also where somebody else went on with it', async () => {
    const set = await setUp(({ keyId }) => [1, 2, 3].map((index) => keyStep(keyId('Warehouse preview'), 'askOwner', null, index)))
    const service = set.start()
    await service.start({ fileId })
    await service.applyStep(set.decided(await service.today({ fileId }), 1, { note: 'Asked.' }))
    const bert = { userId: 'bert', email: 'bert@example.com' }
    const connection = { ...set.active.connection, userId: bert.userId, credential: { kind: 'session', storage: 'memory', email: bert.email, level: 'aal2' } as const }
    const next = set.start({ active: () => Promise.resolve({ ...set.active, connection }) })
    await next.applyStep(set.decided(await next.today({ fileId }), 2, { note: 'Asked.' }))
    await next.skipStep({ fileId, stepId: stepId(3), note: 'Left.' })
    await next.saveReport({ fileId, language: 'fr' })
    const amara = { userId: set.active.connection.userId }
    expect(set.reports[0]).toMatchObject({ run: { appliedBy: amara }, steps: [{ decidedBy: amara }, { decidedBy: bert }, { decidedBy: bert }] })
    expect(set.saved[0]?.content).toContain('bert@example.com')
  })

  it('tells nothing of a run behind the lock, nor to a connection of another server', async () => {
    const set = await setUp(() => [settingsStep({ requiresKeyExpiration: true }, 1)])
    await set.start().start({ fileId })
    const locked = set.start({ active: () => Promise.reject(new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })) })
    expect((await refusalOf(locked.saveReport({ fileId, language: 'en' }))).code).toBe('locked')
    const elsewhere = set.start({ active: () => Promise.resolve({ ...set.active, connection: { ...set.active.connection, server: 'elsewhere.example' } }) })
    expect((await refusalOf(elsewhere.saveReport({ fileId, language: 'en' }))).code).toBe('notFound')
    expect(set.saved).toEqual([])
  })

  it('stands as begun where it was done and that cannot be written down', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'rotate', null, 1)])
    // What no file can hold.
    const secretId = 1n as unknown as string
    const service = set.start({ apiKeys: { ...set.deps.apiKeys, regenerate: async (chosen) => ({ ...(await set.deps.apiKeys.regenerate(chosen)), outcome: 'held', secretId, keyId: chosen.keyId }) } })
    await service.start({ fileId })
    const asked = service.applyStep(set.decided(await service.today({ fileId }), 1))
    await expect(asked).rejects.toThrow()
    expect((await set.start().list({ organizationId: set.organizationId })).runs).toMatchObject([{ steps: [{ state: 'sent', outcome: null }] }])
  })

  it('asks for a word on what is done by hand', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Warehouse preview'), 'askOwner', null, 1)])
    const service = set.start()
    await service.start({ fileId })
    expect((await refusalOf(service.applyStep(set.decided(await service.today({ fileId }), 1)))).data.fieldErrors).toEqual({ note: 'needed' })
    expect((await service.applyStep(set.decided(await service.today({ fileId }), 1, { note: 'Omar answered.' }))).steps).toMatchObject([{ state: 'done', note: 'Omar answered.' }])
  })

  it('does the same step once, however often it is asked for at the same time', async () => {
    const set = await setUp(({ keyId }) => [keyStep(keyId('Nightly upload'), 'rotate', null, 1)])
    const service = set.start()
    await service.start({ fileId })
    const today = await service.today({ fileId })
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => service.applyStep(set.decided(today, 1))))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(set.writes()).toHaveLength(1)
  })
})
