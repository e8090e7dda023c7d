import { onBeforeUnmount, onMounted, watch } from 'vue'
import type { CommandName } from '#shared/domain/command'
import { useCommandsStore } from '../stores/commands'

/** Carries out a command while the component is there, and while `available` says so. */
export function useCommand(name: CommandName, run: () => void, available: () => boolean = () => true): void {
  const store = useCommandsStore()
  let withdraw = (): void => undefined

  onMounted(() =>
    watch(
      available,
      (is) => {
        withdraw()
        withdraw = is ? store.offer(name, run) : () => undefined
      },
      { immediate: true }
    )
  )
  onBeforeUnmount(() => withdraw())
}
