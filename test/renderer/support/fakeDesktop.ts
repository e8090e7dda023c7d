import { AppError } from '#shared/errors/appError'
import type { Result } from '#shared/errors/result'
import { noPolicy } from '#shared/domain/policy'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import { channels, type ChannelName, type EventName } from '#shared/ipc/channels'
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract'
import type { DesktopApi } from '#shared/ipc/desktopApi'
import type { EventPayload } from '#shared/ipc/events'
import { createDesktopClient, type DesktopClient } from '../../../renderer/desktop/client'

type Answer<C extends ChannelName> = (input: ChannelInput<C>) => ChannelOutput<C> | Promise<ChannelOutput<C>>
export type Answers = { [C in ChannelName]?: Answer<C> }

export interface FakeDesktop {
  desktop: DesktopClient
  api: DesktopApi
  /** Every call so far, in order. */
  calls: { channel: ChannelName; input: unknown }[]
  /** The inputs with which one operation was called. */
  inputsOf: <C extends ChannelName>(channel: C) => ChannelInput<C>[]
  /** From now on this operation answers so; an AppError that it throws crosses as main would send it. */
  answer: <C extends ChannelName>(channel: C, answer: Answer<C>) => void
  emit: <E extends EventName>(event: E, payload: EventPayload<E>) => void
  listenerCount: (event: EventName) => number
}

/** The bridge, written by hand: nobody is signed in, settings are kept, everything else fails until it is given an answer. */
export function createFakeDesktop(given: Answers = {}): FakeDesktop {
  let settings: Settings = defaultSettings
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const calls: FakeDesktop['calls'] = []
  const answers: Answers = {
    'app.info': () => ({ version: '0.1.0', platform: 'linux', electron: null, systemLanguage: 'en-GB', updatedFrom: null }),
    'app.crash': () => ({ at: null }),
    'background.state': () => ({ loginItem: 'off', tray: 'off' }),
    'settings.read': () => settings,
    'settings.update': (change) => (settings = { ...settings, ...change } as Settings),
    'updates.state': () => ({ ability: 'source', installation: 'restart', feed: null, lookedAt: null, step: { status: 'unknown' } }),
    'policy.current': () => noPolicy('/etc/gatehouse/policy.json'),
    'keptData.list': () => ({ folder: '/home/ada/.config/Gatehouse', kinds: [] }),
    'vault.state': () => 'ready',
    'network.state': () => ({ online: true }),
    'network.route': () => ({ host: 'api.capgo.app', ways: ['direct'] }),
    'network.certificates': () => [],
    'connection.current': () => ({ status: 'signedOut', why: null, connectionId: null, lastEmail: null, lastServer: null }),
    'connection.cancelSignIn': () => null,
    'connection.rememberOrganization': () => null,
    'connections.list': () => [],
    'connections.setAside': () => null,
    'organizations.list': () => [],
    'securityDraft.read': ({ organizationId }) => ({ organizationId, draft: null, setAside: false }),
    'securityDraft.keep': () => null,
    'keyDrafts.read': ({ organizationId }) => ({ organizationId, draft: null, setAside: false }),
    'keyDrafts.keep': () => null,
    'clipboard.copyText': () => null,
    'clipboard.prepareText': () => ({ preparedId: '4f1d0c2b-8f57-4c1e-9a43-7a1b3f6c2d10' }),
    'clipboard.copyPrepared': () => ({ copied: true }),
    'links.open': () => null,
    'keySecrets.list': () => ({ held: [], lost: [], place: 'keychain', damaged: [], hiddenFromCapture: false }),
    'keySecrets.conceal': () => null,
    'reviews.secondPerson': () => ({ organizations: [], uncertain: false }),
    'keyBatch.list': () => [],
    'keyBatch.unreadable': () => [],
    'keyTwin.list': () => [],
    'keyRevocation.list': () => [],
    ...given
  }

  async function call(channel: ChannelName, input: unknown): Promise<Result<unknown>> {
    calls.push({ channel, input })
    const answer = answers[channel] as ((input: unknown) => unknown) | undefined
    try {
      if (!answer) throw new AppError({ code: 'unexpected', message: `The test gave no answer for ${channel}.`, retryable: false })
      return { ok: true, value: await answer(input) }
    } catch (thrown) {
      if (thrown instanceof AppError) return { ok: false, error: thrown.data }
      throw thrown
    }
  }

  const operations: Record<string, Record<string, unknown>> = {}
  for (const channel of channels) {
    const [area = '', verb = ''] = channel.split('.')
    operations[area] = { ...operations[area], [verb]: (input: unknown) => call(channel, input) }
  }
  const on: DesktopApi['on'] = (event, listener) => {
    const known = listeners.get(event) ?? new Set()
    listeners.set(event, known.add(listener))
    return () => known.delete(listener)
  }
  const api = { ...operations, on } as unknown as DesktopApi

  return {
    desktop: createDesktopClient(api),
    api,
    calls,
    inputsOf: (channel) => calls.filter((one) => one.channel === channel).map(({ input }) => input) as never,
    answer: (channel, answer) => Object.assign(answers, { [channel]: answer }),
    emit: (event, payload) => listeners.get(event)?.forEach((listener) => listener(payload as never)),
    listenerCount: (event) => listeners.get(event)?.size ?? 0
  }
}

/** An answer that the test gives later, in the order it likes. */
export function later<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: AppError) => void } {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: AppError) => void = () => undefined
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
