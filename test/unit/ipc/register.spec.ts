import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { resultSchema } from '#shared/errors/result'
import { channels, type ChannelName } from '#shared/ipc/channels'
import { contract } from '#shared/ipc/contract'
import { createListener, type Handlers } from '../../../electron/main/ipc/listener'
import { createSenderPolicy } from '../../../electron/main/ipc/senderPolicy'
import { quietLog } from '../../support/quietLog'
import { hostileInputs } from './hostileInputs'

interface Frame {
  url: string
  parent: Frame | null
}
const ownFrame: Frame = { url: 'app://bundle/index.html#/security', parent: null }
const ownContents = { id: 7 } as unknown as WebContents
const eventFrom = (senderFrame: Frame | null, sender: { id: number } = ownContents): IpcMainInvokeEvent => ({ sender, senderFrame }) as unknown as IpcMainInvokeEvent
const policy = createSenderPolicy(() => ownContents)

/** Handlers that only count; whatever they return, a hostile message must not reach them. */
function countingHandlers(answer: (channel: ChannelName) => unknown = () => null) {
  const calls: ChannelName[] = []
  const handlers = Object.fromEntries(
    channels.map((channel) => [
      channel,
      () => {
        calls.push(channel)
        return answer(channel)
      }
    ])
  ) as unknown as Handlers
  return { calls, handlers }
}

describe('every channel', () => {
  it.each(channels)('%s refuses hostile input before anything is done', async (channel) => {
    const { calls, handlers } = countingHandlers()
    const listener = createListener(channel, handlers, policy, quietLog())
    for (const input of hostileInputs[channel]) {
      expect(await listener(eventFrom(ownFrame), input), JSON.stringify(input)).toMatchObject({ ok: false, error: { code: 'invalidInput' } })
    }
    expect(calls).toEqual([])
  })

  it.each(channels)('%s refuses every sender but the main frame of its own window at its own origin', async (channel) => {
    const { calls, handlers } = countingHandlers()
    const listener = createListener(channel, handlers, policy, quietLog())
    const senders = [
      eventFrom(ownFrame, { id: 8 }),
      eventFrom(null),
      eventFrom({ url: 'app://bundle/index.html', parent: ownFrame }),
      ...['https://bundle/index.html', 'app://bundle.evil.example/', 'app://user@bundle/', 'app://bundle:1/', 'file:///app/bundle', 'about:blank', 'data:text/html,x', ''].map((url) => eventFrom({ url, parent: null }))
    ]
    for (const event of senders) expect(await listener(event, undefined)).toMatchObject({ ok: false, error: { code: 'untrustedSender' } })
    expect(calls).toEqual([])
  })

  it('is refused while there is no window', async () => {
    const listener = createListener('app.info', countingHandlers().handlers, createSenderPolicy(() => undefined), quietLog())
    expect(await listener(eventFrom(ownFrame), undefined)).toMatchObject({ ok: false, error: { code: 'untrustedSender' } })
  })
})

describe('what leaves main', () => {
  it('is held back when it carries a field that the contract does not list', async () => {
    const { handlers } = countingHandlers(() => ({ status: 'signedOut', why: null, lastEmail: null, lastServer: null, apiKey: 'canary' }))
    const result = await createListener('connection.current', handlers, policy, quietLog())(eventFrom(ownFrame), undefined)
    expect(result).toMatchObject({ ok: false, error: { code: 'unexpected' } })
    expect(JSON.stringify(result)).not.toContain('canary')
  })

  it('is a typed error without text or stack of what was thrown', async () => {
    const throwing = { 'app.info': () => Promise.reject(new Error('password is canary')) } as unknown as Handlers
    const result = await createListener('app.info', throwing, policy, quietLog())(eventFrom(ownFrame), undefined)
    expect(result).toMatchObject({ ok: false, error: { code: 'unexpected' } })
    expect(JSON.stringify(result)).not.toContain('canary')
  })

  it('keeps what an AppError says', async () => {
    const refusal = new AppError({ code: 'forbidden', message: 'No.', retryable: false, details: { backendCode: 'cannot_update_org' } })
    const throwing = { 'app.info': () => Promise.reject(refusal) } as unknown as Handlers
    expect(await createListener('app.info', throwing, policy, quietLog())(eventFrom(ownFrame), undefined)).toEqual({ ok: false, error: refusal.data })
  })

  it('survives 20,000 fuzzed messages without an effect or a crash', async () => {
    const { calls, handlers } = countingHandlers()
    let seed = 42
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return seed % below
    }
    const values = [null, undefined, true, -1, 1e308, '', '__proto__', '\u0000', '../', {}, [], new Date(Number.NaN), new Map(), 10n, Symbol.iterator, () => 1]
    const grow = (depth: number): unknown => {
      if (depth === 0 || random(3) === 0) return values[random(values.length)]
      if (random(2) === 0) return Array.from({ length: random(4) }, () => grow(depth - 1))
      return Object.fromEntries(Array.from({ length: random(4) }, () => [['organizationId', 'enforce', '__proto__', 'text', 'url', 'constructor'][random(6)] ?? 'x', grow(depth - 1)]))
    }
    const needInput = channels.filter((channel) => !contract[channel].input.safeParse(undefined).success)
    for (let message = 0; message < 20_000; message++) {
      const channel = needInput[random(needInput.length)] ?? 'links.open'
      const input = grow(4)
      const valid = contract[channel].input.safeParse(input ?? undefined).success
      const before = calls.length
      const result = await createListener(channel, handlers, policy, quietLog())(eventFrom(ownFrame), input)
      expect(resultSchema(contract[channel].output).safeParse(result).success || valid).toBe(true)
      expect(calls.length - before).toBe(valid ? 1 : 0)
    }
  })
})
