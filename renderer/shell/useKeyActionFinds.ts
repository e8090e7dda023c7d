import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { foldText } from '#shared/rules/foldText'
import type { ListedKey } from '#shared/rules/keyListing'
import { visibleText } from '#shared/rules/visibleText'
import { actionsOf, type KeyAction } from '../features/apiKeys/keyActions'
import { useActionWords } from '../features/apiKeys/useActionWords'
import { useKeyWords } from '../features/apiKeys/useKeyWords'
import { useKeyFacts } from '../features/apiKeys/useOpenKeys'
import { useConnectionStore } from '../stores/connection'
import { useKeyInventoryStore } from '../stores/keyInventory'
import { useOrganizationsStore } from '../stores/organizations'
import type { PaletteEntry, PaletteGroup } from './usePaletteEntries'

/** What can be done with a key, for words as they are folded: by the key's name and the deed, or by the deed alone. @param most entries */
export function useKeyActionFinds(words: () => readonly string[], most: number): ComputedRef<PaletteGroup> {
  const { t } = useI18n()
  const router = useRouter()
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const inventory = useKeyInventoryStore()
  const facts = useKeyFacts()
  const keyWords = useKeyWords()
  const whyNotWords = useActionWords()

  const rows = computed(() => (words().length > 0 && inventory.organizationId === organizations.selectedId ? facts.keys.value : []))
  const actionsFor = (row: ListedKey, asked: (deed: string) => boolean): { row: ListedKey; action: KeyAction }[] =>
    actionsOf(row, facts.access.value, connection.snapshot !== null)
      .filter(({ id }) => id !== 'manage' && asked(foldText(t(`apiKeys.action.${id}`))))
      .map((action) => ({ row, action }))

  /** “regenerate nightly”: a word at least has to be of the key's name, the others of what is to be done. By its name alone, one key has all of it. */
  const ofNamed = computed(() => {
    const found = rows.value.flatMap((row) => {
      const name = foldText(row.key.name)
      const others = words().filter((word) => !name.includes(word))
      return others.length === words().length ? [] : [{ row, others }]
    })
    const asked = found.length === 1 ? found : found.filter(({ others }) => others.length > 0)
    return asked.flatMap(({ row, others }) => actionsFor(row, (deed) => others.every((word) => deed.includes(word))))
  })

  /** “regenerate”: the keys with which it can be done. Two letters begin too many words. */
  const ofDeed = computed(() => {
    if (words().join('').length < 3) return []
    const begins = (deed: string): boolean => words().every((word) => deed.split(/\s+/u).some((part) => part.startsWith(word)))
    return rows.value.flatMap((row) => actionsFor(row, begins)).filter(({ action }) => action.whyNot === null)
  })

  function entryOf({ row, action }: { row: ListedKey; action: KeyAction }): PaletteEntry {
    const path = { path: `/keys/${String(row.key.id)}`, query: { do: action.id } }
    return {
      id: `${String(row.key.id)}-${action.id}`,
      title: t('apiKeys.action.of', { action: t(`apiKeys.action.${action.id}`), name: keyWords.name(row.key) }),
      detail: row.key.ownerEmail === null ? '' : visibleText(row.key.ownerEmail),
      keys: [],
      whyNot: whyNotWords(action),
      run: () => void router.push(path)
    }
  }

  return computed(() => {
    const named = ofNamed.value.map(entryOf)
    const others = ofDeed.value.map(entryOf).filter(({ id }) => !named.some((one) => one.id === id))
    const all = [...named, ...others]
    return { id: 'keyActions', title: t('commands.palette.keyActions'), entries: all.slice(0, most), more: Math.max(0, all.length - most), ...(others.length > 0 ? { hint: t('finds.typeName') } : {}) }
  })
}
