import { onBeforeUnmount, onMounted, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { commandNames, commands, helpLinks, openCommand, type CommandName } from '#shared/domain/command'
import { sectionNames } from '#shared/domain/section'
import { useCommand } from '../components/useCommand'
import { isTypedInto, useWindowKeydown } from '../composables/useWindowKeydown'
import { useDesktop } from '../desktop/client'
import { useCommandsStore } from '../stores/commands'
import { sectionPath } from './sections'

/** Pages beside the sections of the rail. */
const helpPages = { guide: '/guide', diagnostics: '/diagnostics', whatsNew: '/whats-new', about: '/about' } as const

const zooms = { zoomIn: 'in', zoomOut: 'out', zoomReset: 'reset' } as const

/** What the page takes itself: the native menu, where the others are, acts only on what the page leaves. */
const alsoWithControl: readonly CommandName[] = ['open.settings', 'palette']

/**
 * The commands that the window itself carries out, and the ways to all of them: the native menu, and their keys. Those of a
 * page are offered by the page (`useCommand`).
 */
export function useCommands(own: Partial<Record<CommandName, () => void>>): void {
  const desktop = useDesktop()
  const [route, router] = [useRoute(), useRouter()]
  const store = useCommandsStore()
  const dialogOpen = () => document.querySelector('dialog[open]') !== null

  for (const section of sectionNames) useCommand(openCommand(section), () => void router.push(sectionPath(section)))
  for (const [name, path] of Object.entries(helpPages)) useCommand(name as keyof typeof helpPages, () => void router.push(path))
  for (const [name, step] of Object.entries(zooms)) useCommand(name as keyof typeof zooms, () => void desktop.app.zoom({ step }).catch(() => undefined))
  for (const [name, url] of Object.entries(helpLinks)) useCommand(name as keyof typeof helpLinks, () => void desktop.links.open({ url }).catch(() => undefined))
  useCommand('quit', () => void desktop.app.quit().catch(() => undefined))
  for (const [name, run] of Object.entries(own)) useCommand(name as CommandName, run)

  /** Behind a dialog nothing moves, whether the key or the menu says so: what is begun in it would be gone. */
  const mayRun = (name: CommandName): boolean => name in zooms || !dialogOpen()

  let stopListening: () => void = () => undefined
  onMounted(() => {
    stopListening = desktop.on('app.command', ({ command }) => {
      if (mayRun(command)) store.run(command)
    })
  })
  onBeforeUnmount(() => stopListening())

  useWindowKeydown((event) => {
    if (event.defaultPrevented || event.altKey) return
    const name = commandOf(event)
    if (name !== undefined && mayRun(name) && store.run(name)) event.preventDefault()
  })

  watch(
    () => route.path,
    (path) => {
      const section = store.waiting === null ? null : commands[store.waiting].section
      if (section !== null && !path.startsWith(sectionPath(section))) store.giveUp()
    }
  )
}

function commandOf(event: KeyboardEvent): CommandName | undefined {
  const withControl = event.ctrlKey || event.metaKey
  const byItself = withControl || event.shiftKey ? undefined : commandNames.find((name) => commands[name].functionKey === event.key)
  if (byItself !== undefined) return byItself
  if (!withControl && isTypedInto(event.target)) return undefined
  // Shift makes another key of a letter, and only the way to a sign of it.
  if (event.shiftKey && /^\p{L}$/u.test(event.key)) return undefined
  // The plus without Shift, which it needs on many keyboards.
  const key = event.key === '=' ? '+' : event.key.toUpperCase()
  if (withControl) return alsoWithControl.find((name) => commands[name].withControl === key)
  return commandNames.find((name) => commands[name].key === key)
}
