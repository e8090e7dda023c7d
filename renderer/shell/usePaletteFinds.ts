import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { openCommand, type CommandName } from '#shared/domain/command'
import { foldText } from '#shared/rules/foldText'
import { guideTopics } from '../features/guide/guideTopics'
import { findablePolicies } from './findablePolicies'
import { findableSettings } from './findableSettings'
import { useCommandEntry, type PaletteEntry, type PaletteGroup } from './usePaletteEntries'
import { useKeyActionFinds } from './useKeyActionFinds'

/** Of each kind; there are more ways to say it. */
const mostOfEach = 6

/** Commands that are found by further words, too (`finds.command`), where their title has none of them. */
const commandsByWord: Readonly<Record<string, CommandName>> = {
  members: openCommand('members'),
  keys: openCommand('keys'),
  posture: openCommand('posture'),
  activity: openCommand('activity'),
  reviews: openCommand('reviews'),
  connections: openCommand('connections'),
  access: openCommand('access'),
  about: 'about',
  diagnostics: 'diagnostics'
}

/** What the palette finds beside commands and names: settings, here and of the organization, topics of the guide, and what can be done with a key. */
export function usePaletteFinds(searched: () => string): ComputedRef<PaletteGroup[]> {
  const { t, te } = useI18n()
  const router = useRouter()
  const commandEntry = useCommandEntry()

  const words = computed(() => foldText(searched().trim()).split(/\s+/u).filter((word) => word !== ''))
  const longEnough = computed(() => words.value.join('').length >= 2)
  /** Every word is in the name, or begins one of the further words; of these, a part that is typed says too little. */
  const holds = (name: string, further = ''): boolean => {
    const [folded, others] = [foldText(name), foldText(further).split(/\s+/u)]
    return words.value.every((word) => folded.includes(word) || (word.length >= 2 && others.some((other) => other.startsWith(word))))
  }
  const furtherWords = (key: string): string => (te(key) ? t(key) : '')
  const cut = (id: string, title: string, found: readonly PaletteEntry[]): PaletteGroup => ({ id, title, entries: found.slice(0, mostOfEach), more: Math.max(0, found.length - mostOfEach) })
  const entry = (id: string, title: string, detail: string, path: Parameters<typeof router.push>[0]): PaletteEntry => ({ id, title, detail, keys: [], whyNot: null, run: () => void router.push(path) })

  const ofSettings = computed(() => {
    // Texts of pages that are not there yet have no names to be found by.
    const named = longEnough.value ? findableSettings.filter(({ nameKey }) => te(nameKey)) : []
    const found = named.filter(({ nameKey, partKey, setting, optionKeys }) => holds(`${t(partKey)} ${t(nameKey)}`, `${optionKeys.map((key) => t(key)).join(' ')} ${furtherWords(`finds.setting.${setting}`)}`))
    return cut('settings', t('commands.palette.settings'), found.map(({ part, setting, nameKey, partKey }) => entry(setting, t(nameKey), t(nameKey) === t(partKey) ? '' : t(partKey), { path: '/settings', query: { setting: `${part}.${setting}` } })))
  })

  const ofPolicies = computed(() => {
    if (!longEnough.value || !te('finds.security')) return cut('policies', '', [])
    const { whyNot } = commandEntry(openCommand('security'))
    const found = Object.entries(findablePolicies).filter(([name, nameKey]) => holds(`${t(nameKey)} ${t('commands.title.open.security')}`, furtherWords(`finds.policy.${name}`)))
    return cut('policies', t('finds.security'), found.map(([name, nameKey]) => ({ ...entry(name, t(nameKey), t('commands.title.open.security'), { path: '/security', query: { setting: `security.${name}` } }), whyNot })))
  })

  const ofGuide = computed(() => {
    const found = longEnough.value
      ? guideTopics.filter(({ name, group }) => te(`guide.group.${group}`) && holds(`${t('commands.palette.guide')} ${t(`guide.topic.${name}.title`)} ${t(`guide.group.${group}`)}`, furtherWords(`finds.topic.${name}`)))
      : []
    return cut('guide', t('commands.palette.guide'), found.map(({ name, group }) => entry(name, t(`guide.topic.${name}.title`), t(`guide.group.${group}`), `/guide/${name}`)))
  })

  const ofFurtherWords = computed(() => {
    const asked = foldText(searched().trim())
    const found = longEnough.value && te('finds.also') ? Object.entries(commandsByWord).filter(([word]) => holds('', t(`finds.command.${word}`))).map(([, name]) => commandEntry(name)) : []
    // By its title it stands above already.
    return cut('also', found.length === 0 ? '' : t('finds.also'), found.filter(({ title }) => !foldText(title).includes(asked)))
  })

  const ofKeyActions = useKeyActionFinds(() => (longEnough.value ? words.value : []), mostOfEach)

  return computed(() => [ofFurtherWords.value, ofKeyActions.value, ofPolicies.value, ofSettings.value, ofGuide.value])
}
