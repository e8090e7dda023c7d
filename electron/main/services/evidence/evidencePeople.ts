import type { Snapshot } from '#shared/domain/snapshot'
import { visibleText } from '#shared/rules/visibleText'
import type { EvidenceWords } from './evidenceWords'

/** How a pack calls a person. @param id null where the server told none @param address as it stands in the pack, masked or not */
export type PersonName = (id: string | null, address: string) => string

/**
 * Masked addresses look alike, and a key could be anybody's: each person has a number then, members in the order of their list,
 * whoever else is spoken of behind them.
 */
export function evidencePeople({ security }: Snapshot, isMasked: boolean, { text, fill }: EvidenceWords): PersonName {
  if (!isMasked) return (_, address) => visibleText(address)
  const numbers = new Map(security.members.map(({ id }, index) => [id, index + 1]))
  return (id, address) => {
    if (id === null) return visibleText(address)
    const number = numbers.get(id) ?? numbers.size + 1
    numbers.set(id, number)
    return fill(text.evidence.person, { email: visibleText(address), number: String(number) })
  }
}
