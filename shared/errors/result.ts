import { z } from 'zod'
import type { PackedAnswer } from '../ipc/packedLists'
import { appErrorSchema, type AppErrorData } from './appError'

/** How an answer crosses the bridge: never a thrown error, whose text and stack Electron would pass on. */
export type Result<T> = ({ ok: true } & PackedAnswer<T>) | { ok: false; error: AppErrorData }

export function resultSchema<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: appErrorSchema })
  ])
}
