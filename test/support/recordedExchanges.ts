import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

/** Recorded exchanges with the real backend stand beside the checkout and are never part of it. */
const folder = resolve(import.meta.dirname, '../../../shared/contract')

export const recordedMaterialIsThere = existsSync(resolve(folder, 'exchanges.json'))

const exchangeSchema = z.object({
  number: z.number(),
  name: z.string(),
  host: z.enum(['api', 'supabase']),
  withheld: z.boolean().optional(),
  request: z.object({ method: z.string(), path: z.string(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown().optional() }).nullable()
})
export type RecordedExchange = z.infer<typeof exchangeSchema>

/** Exchanges whose answer is known, with placeholders replaced by values of their kind. */
export function readRecordedExchanges(): (RecordedExchange & { response: NonNullable<RecordedExchange['response']> })[] {
  const text = readFileSync(resolve(folder, 'exchanges.json'), 'utf8')
    .replaceAll('{{supabase}}', 'https://sb.capgo.example')
    .replaceAll(/\{\{captured:[^}]+\}\}/gu, '11111111-1111-4111-8111-111111111111')
    .replaceAll(/\{\{anon\}\}/gu, 'anon-key')
  const list = z.array(exchangeSchema).parse(Object.values(JSON.parse(text) as object))
  return list.flatMap((exchange) => (exchange.response ? [{ ...exchange, response: exchange.response }] : []))
}
