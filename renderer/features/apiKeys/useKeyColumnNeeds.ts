import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { policyFindings } from '#shared/rules/keyFindings'
import type { ListedKey } from '#shared/rules/keyListing'
import { textWidth } from '../../components/textWidth'
import type { KeyColumnNeeds } from './keyLayout'
import { useKeyWords } from './useKeyWords'

/** Pixels beside a text: to the next column; in a tag its icon and padding; in a heading the sign of the order. */
const [toNext, ofTag, ofSign] = [12, 34, 28]
/** Digits that stand under each other are wider than those that are measured. */
const ofDigits = 12
/** A role may have any name, and an address any length; a longer one is cut and told by its tooltip. */
const [widestRole, widestOwner, widestStanding] = [150, 220, 170]
/** Of tags and headings; `--text-small` of the theme. */
const small = 12.5

/** What each column needs at least, so that names get everything else; measured once for each word, not for each key. */
export function useKeyColumnNeeds(rows: () => readonly ListedKey[]): ComputedRef<KeyColumnNeeds> {
  const { d } = useI18n()
  const words = useKeyWords()
  const { t, counted } = words

  const widest = (texts: readonly string[], style?: { weight: number; size: number }): number => Math.max(0, ...texts.map((text) => textWidth(text, style)))
  const tags = (texts: readonly string[]): number => ofTag + widest(texts, { weight: 500, size: small })
  const firstOfEach = (of: (row: ListedKey) => string): ListedKey[] => [...new Map(rows().map((row) => [of(row), row])).values()]
  const longestOwner = computed(() => rows().reduce((longest, row) => (words.owner(row).length > longest.length ? words.owner(row) : longest), ''))

  return computed(() => {
    const dates = Array.from({ length: 12 }, (_, month) => d(new Date(2030, month, 28), { key: 'date', month: 'short' }))
    const contents: KeyColumnNeeds = {
      kind: tags(firstOfEach(({ key }) => key.kind).map((row) => words.kind(row).text)),
      role: Math.min(widestRole, widest(firstOfEach(({ role, onlyElsewhere }) => `${String(role)} ${String(onlyElsewhere)}`).map((row) => words.role(row).text))),
      apps: 0,
      created: widest(dates),
      updated: widest([...dates, t('notTold')]),
      expires: ofDigits + widest(dates.map((date) => counted('expiry.ago', 30, { date }))),
      owner: Math.min(widestOwner, widest([longestOwner.value])),
      twoFactor: tags(firstOfEach(({ ownerTwoFactor }) => ownerTwoFactor).map((row) => words.twoFactor(row.ownerTwoFactor).text)),
      compliance: Math.min(widestStanding, tags(firstOfEach(({ compliance, state, findings }) => [compliance, state, ...policyFindings(findings).map(({ kind, certain }) => `${kind} ${String(certain)}`)].join(' ')).map((row) => words.compliance(row).text)))
    }
    return Object.fromEntries(Object.entries(contents).map(([id, width]) => [id, toNext + Math.max(width, ofSign + textWidth(t(`column.${headingOf(id)}`), { weight: 600, size: small }))])) as KeyColumnNeeds
  })
}

/** The name of a column over it; its hint has the whole. */
export function headingOf(column: string): string {
  return column === 'role' || column === 'twoFactor' ? `${column}Short` : column
}
