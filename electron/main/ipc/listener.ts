import type { IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Result } from '#shared/errors/result'
import type { ChannelName } from '#shared/ipc/channels'
import { packLists } from '#shared/ipc/packedLists'
import { contract, type ChannelOutput, type ParsedInput } from '#shared/ipc/contract'
import type { Logger } from '../log/logger'
import type { SenderPolicy } from './senderPolicy'

export type Handlers = { [C in ChannelName]: (input: ParsedInput<C>) => ChannelOutput<C> | Promise<ChannelOutput<C>> }

/**
 * Answers one channel. Per call: sender → input → run → output, each checked, so that a field which nobody listed in the
 * contract cannot leave main, and a refusal is a typed error, never a silent `undefined`.
 */
export function createListener<C extends ChannelName>(channel: C, handlers: Pick<Handlers, C>, senderPolicy: SenderPolicy, log: Logger) {
  return async (event: IpcMainInvokeEvent, input: unknown): Promise<Result<ChannelOutput<C>>> => {
    try {
      senderPolicy.check(event)
      const parsed = parseInput(channel, input)
      const value = await handlers[channel](parsed)
      return { ok: true, ...packLists(parseOutput(channel, value)) }
    } catch (thrown) {
      const error = asAppError(thrown)
      log.warn('ipc.failed', { channel, error: error.data, cause: error.cause })
      return { ok: false, error: error.data }
    }
  }
}

function parseInput<C extends ChannelName>(channel: C, input: unknown): ParsedInput<C> {
  // `null` stands for "no input" as well: some callers cannot send undefined.
  const result = contract[channel].input.safeParse(input ?? undefined)
  if (result.success) return result.data as ParsedInput<C>
  throw new AppError({
    code: 'invalidInput',
    message: `The input of ${channel} is not what the contract says.`,
    retryable: false,
    fieldErrors: fieldErrors(result.error)
  })
}

function parseOutput<C extends ChannelName>(channel: C, value: unknown): ChannelOutput<C> {
  const result = contract[channel].output.safeParse(value)
  if (result.success) return result.data as ChannelOutput<C>
  // The issues name fields only; a value that should not leave main must not leave it by way of an error either.
  throw new AppError({
    code: 'unexpected',
    message: `The answer of ${channel} is not what the contract says: ${Object.keys(fieldErrors(result.error)).join(', ')}.`,
    retryable: false
  })
}

function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues.slice(0, 20)) fields[issue.path.map(String).join('.').slice(0, 100) || '(input)'] = issue.code
  return fields
}
