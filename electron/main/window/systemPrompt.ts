import { systemPreferences } from 'electron'
import { AppError } from '#shared/errors/appError'

/** The system's own question who is there: Touch ID on macOS. The other systems offer Electron none. */
export function createSystemPrompt({ platform, reason }: { platform: NodeJS.Platform; /** "Gatehouse wants to …", in the language of the moment. */ reason: () => string }) {
  return {
    // Elsewhere the function itself is missing.
    available: (): boolean => platform === 'darwin' && systemPreferences.canPromptTouchID(),
    /** @throws AppError `cancelled` */
    async ask(): Promise<void> {
      try {
        await systemPreferences.promptTouchID(reason())
      } catch (cause) {
        throw new AppError({ code: 'cancelled', message: 'The system’s question was not answered.', retryable: true }, { cause })
      }
    }
  }
}
