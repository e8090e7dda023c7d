import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { EmailSeparator } from '#shared/domain/settings'
import { useSettingsStore } from '../stores/settings'

export interface ChosenSeparator {
  separator: ComputedRef<EmailSeparator>
  /** Why it will be another one next time. */
  notRemembered: ShallowRef<AppError | null>
  choose: (separator: EmailSeparator) => Promise<void>
}

/** What separates copied addresses. What was chosen applies at once, also where it cannot be stored for next time. */
export function useEmailSeparator(): ChosenSeparator {
  const settings = useSettingsStore()
  const notRemembered = shallowRef<AppError | null>(null)
  const chosen = shallowRef<EmailSeparator | null>(null)

  async function choose(separator: EmailSeparator): Promise<void> {
    chosen.value = separator
    notRemembered.value = null
    await settings.update({ emailSeparator: separator }).then(
      () => (chosen.value = null),
      (thrown: unknown) => (notRemembered.value = asAppError(thrown))
    )
  }

  return { separator: computed(() => chosen.value ?? settings.current.emailSeparator), notRemembered, choose }
}
