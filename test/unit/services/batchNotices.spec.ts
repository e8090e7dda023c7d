import { expect, it } from 'vitest'
import type { BatchItem, KeyBatch } from '#shared/domain/keyBatch'
import { createBatchNotices } from '../../../electron/main/services/keyBatch/batchNotices'

const batch = (state: KeyBatch['state'], items: BatchItem['state'][], id = '00000000-0000-4000-8000-000000000001'): KeyBatch => ({
  id, organizationId: '00000000-0000-4000-8000-000000000002', organizationName: 'Meridian', action: { kind: 'delete' }, startedAt: '2027-03-12T10:00:00.000Z', state, until: null, why: null,
  items: items.map((one, index) => ({ keyId: index + 1, name: `key ${String(index)}`, state: one, why: null, secretId: null }))
})

function notices(given: { focused?: boolean; wanted?: boolean } = {}) {
  const shown: string[] = []
  const progress: (number | null)[] = []
  const { follow } = createBatchNotices({ progress: (fraction) => progress.push(fraction), focused: () => given.focused ?? false, wanted: () => given.wanted ?? true, language: () => 'en', show: ({ body }) => shown.push(body) })
  return { follow, shown, progress }
}

it('shows how far the runs are, together, and nothing once none is under way', () => {
  const { follow, progress } = notices()
  follow(batch('running', ['done', 'waiting', 'waiting', 'waiting']))
  follow(batch('waitingForServer', ['done', 'failed', 'sent', 'waiting'], '00000000-0000-4000-8000-000000000003'))
  follow(batch('paused', ['done', 'failed', 'waiting', 'waiting'], '00000000-0000-4000-8000-000000000003'))
  follow(batch('finished', ['done', 'done', 'done', 'done']))
  expect(progress).toEqual([0.25, 0.375, 0.25, null])
})

it('tells that a run has ended, once, and does not call done what was not', () => {
  const { follow, shown } = notices()
  follow(batch('running', ['done', 'waiting']))
  follow(batch('finished', ['done', 'failed']))
  follow(batch('finished', ['done', 'failed']))
  expect(shown).toEqual(['Meridian: 1 of 2 keys done. Gatehouse shows what became of the others.'])
})

it.each([
  ['to who looks at the window', { focused: true }],
  ['where nobody wants it', { wanted: false }]
])('tells nothing %s', (_, given) => {
  const { follow, shown } = notices(given)
  follow(batch('running', ['waiting']))
  follow(batch('finished', ['done']))
  expect(shown).toEqual([])
})

it('tells nothing of a run that ended before', () => {
  const { follow, shown } = notices()
  follow(batch('finished', ['done']))
  expect(shown).toEqual([])
})
