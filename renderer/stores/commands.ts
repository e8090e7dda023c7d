import { computed, nextTick, shallowReactive, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { commands, openCommand, type CommandName, type CommandNeed } from '#shared/domain/command'
import { commandObstacle, type CommandWorld } from '#shared/rules/commandObstacle'
import { useConnectionStore } from './connection'
import { useOrganizationsStore } from './organizations'

/** What stands against a command; `page`: nothing on the open page carries it out. */
export type CommandObstacle = CommandNeed | 'page'

/**
 * Who carries out which command just now. The shell and the open page say what they can do (`useCommand`); the latest who did
 * is asked. A command of another page opens that page first and waits until it is offered there.
 */
export const useCommandsStore = defineStore('commands', () => {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const offers = shallowReactive(new Map<CommandName, readonly (() => void)[]>())
  /** Asked for, and its page is not ready yet. */
  const waiting = shallowRef<CommandName | null>(null)

  const world = computed<CommandWorld>(() => ({
    locked: connection.locked !== null,
    signedIn: connection.connection !== null,
    organization: organizations.selectedId !== null,
    snapshot: connection.snapshot !== null
  }))

  /** null: it can be carried out. */
  function obstacle(name: CommandName): CommandObstacle | null {
    return commandObstacle(name, world.value) ?? (offers.has(name) || commands[name].section !== null ? null : 'page')
  }

  /** @returns the way to take it back */
  function offer(name: CommandName, run: () => void): () => void {
    offers.set(name, [...(offers.get(name) ?? []), run])
    if (waiting.value === name) {
      waiting.value = null
      // When everything of the page is there.
      void nextTick(() => {
        if (offers.get(name)?.includes(run) === true) run()
      })
    }
    return () => {
      const left = (offers.get(name) ?? []).filter((one) => one !== run)
      if (left.length === 0) offers.delete(name)
      else offers.set(name, left)
    }
  }

  /** @returns whether it is carried out, or its page opened for it */
  function run(name: CommandName): boolean {
    waiting.value = null
    if (obstacle(name) !== null) return false
    const own = offers.get(name)?.at(-1)
    if (own !== undefined) {
      own()
      return true
    }
    const { section } = commands[name]
    const open = section === null ? undefined : offers.get(openCommand(section))?.at(-1)
    if (open === undefined) return false
    waiting.value = name
    open()
    return true
  }

  /** Somebody went elsewhere: what waited for a page is no longer wanted. */
  function giveUp(): void {
    waiting.value = null
  }

  return { waiting, obstacle, offer, run, giveUp }
})
