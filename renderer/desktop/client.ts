import { inject, type InjectionKey } from 'vue'
import { AppError } from '#shared/errors/appError'
import type { Result } from '#shared/errors/result'
import { bridgeName, channels, type EventName } from '#shared/ipc/channels'
import type { DesktopApi } from '#shared/ipc/desktopApi'
import { unpackLists } from '#shared/ipc/packedLists'
import { events, type EventPayload } from '#shared/ipc/events'

type Unwrapped<F> = F extends () => Promise<Result<infer T>> ? () => Promise<T> : F extends (input: infer I) => Promise<Result<infer T>> ? (input: I) => Promise<T> : never

/** The bridge as the window uses it: each operation resolves to its value, or throws the AppError that main sent. */
export type DesktopClient = {
  readonly [A in Exclude<keyof DesktopApi, 'on'>]: { readonly [V in keyof DesktopApi[A]]: Unwrapped<DesktopApi[A][V]> }
} & {
  /** Calls the listener with each event's payload; returns the unsubscribe function. */
  readonly on: <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void
}

type LooseApi = Record<string, Record<string, (input?: unknown) => Promise<Result<unknown>>>>

export function createDesktopClient(api: DesktopApi): DesktopClient {
  const operations: Record<string, Record<string, (input?: unknown) => Promise<unknown>>> = {}
  for (const channel of channels) {
    const [area = '', verb = ''] = channel.split('.')
    const call = (api as unknown as LooseApi)[area]?.[verb]
    operations[area] = { ...operations[area], [verb]: (input) => unwrap(call?.(input)) }
  }
  const on: DesktopClient['on'] = (event, listener) => listen(api, event, listener)
  return { ...operations, on } as unknown as DesktopClient
}

async function unwrap(answer: Promise<Result<unknown>> | undefined): Promise<unknown> {
  if (answer === undefined) throw new AppError({ code: 'unexpected', message: 'The window and the program are of different versions: an operation is missing.', retryable: false })
  const result = await answer
  if (result.ok) return unpackLists(result)
  throw new AppError(result.error)
}

/** An event that is not what the contract says is dropped: the state it tells of is also there to be asked for. */
function listen<E extends EventName>(api: DesktopApi, event: E, listener: (payload: EventPayload<E>) => void): () => void {
  return api.on(event, (payload) => {
    const parsed = events[event].safeParse(payload)
    if (parsed.success) listener(parsed.data as EventPayload<E>)
  })
}

export const desktopKey: InjectionKey<DesktopClient> = Symbol('desktop')

/** The client that the app was given; in tests, one on a hand-written bridge. */
export function useDesktop(): DesktopClient {
  const desktop = inject(desktopKey)
  if (!desktop) throw new Error('No desktop was provided to this app.')
  return desktop
}

declare global {
  interface Window {
    readonly [bridgeName]: DesktopApi
  }
}

/** The client on the bridge that the preload exposes. */
export function connectDesktop(): DesktopClient {
  return createDesktopClient(window[bridgeName])
}
