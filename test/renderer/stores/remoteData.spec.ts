import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { failedAfter, shownData, type RemoteData } from '../../../renderer/stores/remoteData'

const error = new AppError({ code: 'timeout', message: 'slow', retryable: true })
const ready: RemoteData<number> = { status: 'ready', data: 1, fetchedAt: '2027-01-01T00:00:00.000Z' }

describe('remote data', () => {
  it('has nothing to show before the first answer, nor after a first failure', () => {
    expect(shownData({ status: 'loading' })).toBeNull()
    expect(failedAfter({ status: 'loading' }, error)).toEqual({ status: 'failed', error })
  })

  it('keeps the last good data through any number of failures', () => {
    const once = failedAfter(ready, error)
    expect(shownData(failedAfter(once, error))).toEqual({ data: 1, fetchedAt: ready.fetchedAt })
  })
})
