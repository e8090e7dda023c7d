import { EventEmitter } from 'node:events'
import { strict } from '../strict.mjs'

/** `systemPreferences`. Touch ID is asked of macOS only, and there is none here: the host shows no dialog of the system's. */
export function createSystemPreferences(platform) {
  const touchId = {
    canPromptTouchID: () => false,
    promptTouchID: () => Promise.reject(new Error('Biometry is not available on this device.'))
  }
  return strict('systemPreferences', Object.assign(new EventEmitter(), {
    getAnimationSettings: () => ({ shouldRenderRichAnimation: true, scrollAnimationsEnabledBySystem: true, prefersReducedMotion: false }),
    getAccentColor: () => '3f51b5ff',
    getMediaAccessStatus: () => 'denied',
    ...(platform === 'darwin' && touchId)
  }))
}
