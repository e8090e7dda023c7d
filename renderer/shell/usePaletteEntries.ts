import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { commandGroups, commandNames, commands, type CommandName } from '#shared/domain/command'
import { foldText } from '#shared/rules/foldText'
import { visibleName, visibleText } from '#shared/rules/visibleText'
import { useCommandWords } from '../components/useCommandWords'
import { useOrganizationWords } from '../composables/useOrganizationWords'
import { useCommandsStore } from '../stores/commands'
import { useConnectionStore } from '../stores/connection'
import { useKeyInventoryStore } from '../stores/keyInventory'
import { useOrganizationsStore } from '../stores/organizations'
import { useOrganizationSecurityStore } from '../stores/organizationSecurity'

export interface PaletteEntry {
  id: string
  title: string
  detail: string
  keys: readonly string[]
  /** null: it can be carried out. */
  whyNot: string | null
  run: () => void
}

export interface PaletteGroup {
  id: string
  title: string
  entries: readonly PaletteEntry[]
  /** How many more were found. */
  more: number
  /** What to type for others, instead of how many there are. */
  hint?: string
}

/** What is done already where the palette is open. */
const beside: readonly CommandName[] = ['palette', 'openWindow']

/** Of people and keys, which are many. */
const mostOfEach = 6

/** A command, with its keys and what stands against it now. */
export function useCommandEntry(): (name: CommandName) => PaletteEntry {
  const words = useCommandWords()
  const store = useCommandsStore()
  return (name) => {
    const obstacle = store.obstacle(name)
    return { id: name, title: words.title(name), detail: '', keys: words.keys(name) ?? [], whyNot: obstacle === null ? null : words.whyNot(obstacle), run: () => void store.run(name) }
  }
}

/** What the palette finds for what is searched: commands first, then what has been read of the open organization. */
export function usePaletteEntries(searched: () => string): ComputedRef<PaletteGroup[]> {
  const { t } = useI18n()
  const words = useCommandWords()
  const commandEntry = useCommandEntry()
  const organizationWords = useOrganizationWords()
  const [route, router] = [useRoute(), useRouter()]
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const security = useOrganizationSecurityStore()
  const keys = useKeyInventoryStore()

  const wanted = computed(() => foldText(searched().trim()))
  const fits = (text: string): boolean => foldText(text).includes(wanted.value)

  const ofCommands = computed(() =>
    commandGroups.map((group): PaletteGroup => {
      const entries = commandNames
        .filter((name) => commands[name].group === group && !beside.includes(name) && (fits(words.title(name)) || (wanted.value !== '' && fits(t(`commands.group.${group}`)))))
        .map(commandEntry)
      return { id: group, title: t(`commands.group.${group}`), entries: entries.sort((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null)), more: 0 }
    })
  )

  const ofOrganizations = computed((): PaletteGroup => {
    const found = organizations.list.filter((organization) => organization.id !== organizations.selectedId && fits(organizationWords.name(organization)))
    const entries = found.slice(0, mostOfEach).map((organization): PaletteEntry => ({
      id: organization.id,
      title: organizationWords.name(organization),
      detail: organizationWords.role(organization),
      keys: [],
      whyNot: null,
      run() {
        const state = organizations.stateOf(organization)
        if (state === 'open') {
          void organizations.select(organization.id)
          if (route.name === 'overview') void router.push('/security')
        } else void router.push(state === 'invited' ? '/overview' : { path: '/access', query: { organization: organization.id } })
      }
    }))
    return { id: 'organizations', title: t('commands.palette.organizations'), entries, more: found.length - entries.length }
  })

  const ofMembers = computed((): PaletteGroup => {
    const all = security.organizationId === organizations.selectedId ? (security.dated?.security.members ?? []) : []
    const found = wanted.value.length < 2 ? [] : all.filter(({ email }) => fits(email))
    const entries = found.slice(0, mostOfEach).map(({ id, email, role }): PaletteEntry => ({
      id,
      title: visibleText(email),
      detail: organizationWords.role({ role }),
      keys: [],
      whyNot: null,
      run: () => void router.push({ path: '/members', query: { search: email } })
    }))
    return { id: 'members', title: t('commands.palette.members'), entries, more: found.length - entries.length }
  })

  const ofKeys = computed((): PaletteGroup => {
    const all = keys.organizationId === organizations.selectedId ? (keys.inventory?.keys ?? []) : []
    const found = wanted.value.length < 2 ? [] : all.filter(({ id, name }) => fits(name) || String(id) === wanted.value)
    const entries = found.slice(0, mostOfEach).map(({ id, name, ownerEmail }): PaletteEntry => ({
      id: String(id),
      title: name === '' ? String(id) : visibleName(name),
      detail: ownerEmail === null ? '' : visibleText(ownerEmail),
      keys: [],
      whyNot: null,
      run: () => void router.push(connection.snapshot === null ? `/keys/${String(id)}` : '/keys')
    }))
    return { id: 'keys', title: t('commands.palette.keys'), entries, more: found.length - entries.length }
  })

  return computed(() => [...ofCommands.value, ofOrganizations.value, ofMembers.value, ofKeys.value].filter(({ entries }) => entries.length > 0))
}
