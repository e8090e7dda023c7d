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
import { guideTopics } from '../features/guide/guideTopics'
import { useConnectionStore } from '../stores/connection'
import { useKeyInventoryStore } from '../stores/keyInventory'
import { useOrganizationsStore } from '../stores/organizations'
import { findableSettings } from './findableSettings'
import type { PaletteEntry, PaletteGroup } from './usePaletteEntries'

/** Of each kind; there are more ways to say it. */
const mostOfEach = 6

/** What the palette finds beside commands and names: settings, topics of the guide, and what can be done with a key that is named. */
export function usePaletteFinds(searched: () => string): ComputedRef<PaletteGroup[]> {
  const { t, te } = useI18n()
  const router = useRouter()
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const inventory = useKeyInventoryStore()
  const facts = useKeyFacts()
  const keyWords = useKeyWords()
  const whyNotWords = useActionWords()

  const words = computed(() => foldText(searched().trim()).split(/\s+/u).filter((word) => word !== ''))
  const longEnough = computed(() => words.value.join('').length >= 2)
  const holds = (text: string): boolean => words.value.every((word) => foldText(text).includes(word))
  const cut = (id: string, title: string, found: readonly PaletteEntry[]): PaletteGroup => ({ id, title, entries: found.slice(0, mostOfEach), more: Math.max(0, found.length - mostOfEach) })
  const entry = (id: string, title: string, detail: string, path: Parameters<typeof router.push>[0]): PaletteEntry => ({ id, title, detail, keys: [], whyNot: null, run: () => void router.push(path) })

  const ofSettings = computed(() => {
    // Texts of pages that are not there yet have no names to be found by.
    const named = longEnough.value ? findableSettings.filter(({ nameKey }) => te(nameKey)) : []
    const found = named.filter(({ nameKey, partKey }) => holds(`${t(partKey)} ${t(nameKey)}`))
    return cut('settings', t('commands.palette.settings'), found.map(({ part, setting, nameKey, partKey }) => entry(setting, t(nameKey), t(nameKey) === t(partKey) ? '' : t(partKey), { path: '/settings', query: { setting: `${part}.${setting}` } })))
  })

  const ofGuide = computed(() => {
    const found = longEnough.value ? guideTopics.filter(({ name, group }) => te(`guide.group.${group}`) && holds(`${t('commands.palette.guide')} ${t(`guide.topic.${name}.title`)} ${t(`guide.group.${group}`)}`)) : []
    return cut('guide', t('commands.palette.guide'), found.map(({ name, group }) => entry(name, t(`guide.topic.${name}.title`), t(`guide.group.${group}`), `/guide/${name}`)))
  })

  /** “regenerate nightly”: a word at least has to be of the key's name, the others of what is to be done. By its name alone, one key has all of it. */
  const ofKeyActions = computed(() => {
    const rows = longEnough.value && inventory.organizationId === organizations.selectedId ? facts.keys.value : []
    const found = rows.flatMap((row) => {
      const name = foldText(row.key.name)
      const others = words.value.filter((word) => !name.includes(word))
      return others.length === words.value.length ? [] : [{ row, others }]
    })
    const asked = found.length === 1 ? found : found.filter(({ others }) => others.length > 0)
    const entries = asked.flatMap(({ row, others }) =>
      actionsOf(row, facts.access.value, connection.snapshot !== null)
        .filter(({ id }) => id !== 'manage' && others.every((word) => foldText(t(`apiKeys.action.${id}`)).includes(word)))
        .map((action) => actionEntry(row, action))
    )
    return cut('keyActions', t('commands.palette.keyActions'), entries)
  })

  function actionEntry(row: ListedKey, action: KeyAction): PaletteEntry {
    const path = { path: `/keys/${String(row.key.id)}`, query: { do: action.id } }
    const owner = row.key.ownerEmail === null ? '' : visibleText(row.key.ownerEmail)
    return { ...entry(`${String(row.key.id)}-${action.id}`, t('apiKeys.action.of', { action: t(`apiKeys.action.${action.id}`), name: keyWords.name(row.key) }), owner, path), whyNot: whyNotWords(action) }
  }

  return computed(() => [ofKeyActions.value, ofSettings.value, ofGuide.value])
}
