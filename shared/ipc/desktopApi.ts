import type { ChannelInput, ChannelOutput } from './contract'
import type { ChannelName, EventName } from './channels'
import type { EventPayload } from './events'
import type { Result } from '../errors/result'

type Area = ChannelName extends infer C ? (C extends `${infer A}.${string}` ? A : never) : never
type VerbOf<A extends string> = ChannelName extends infer C ? (C extends `${A}.${infer V}` ? V : never) : never
type Call<C extends ChannelName> = undefined extends ChannelInput<C>
  ? () => Promise<Result<ChannelOutput<C>>>
  : (input: ChannelInput<C>) => Promise<Result<ChannelOutput<C>>>

/** `window.gatehouse`: one function per operation, derived from the contract so that it cannot drift from it. */
export type DesktopApi = {
  readonly [A in Area]: { readonly [V in VerbOf<A>]: Call<`${A}.${V}` & ChannelName> }
} & {
  /** Calls the listener with each event's payload, without Electron's event object; returns the unsubscribe function. */
  readonly on: <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void
}
