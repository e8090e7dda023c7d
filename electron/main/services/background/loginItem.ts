import { loginItemBarred, type LoginItem } from '#shared/domain/background'
import type { Logger } from '../../log/logger'
import type { SettingsRepository } from '../../settings/settingsRepository'
import { createSerialQueue } from '../../storage/serialQueue'

/** What starts programs on this system. */
export interface LoginItemSystem {
  /** As it says now. */
  read(): Promise<LoginItem>
  /** Asks for it, also where it had been switched off. What came of it only `read` says. */
  register(): Promise<void>
  remove(): Promise<void>
}

export interface LoginItemDeps {
  system: LoginItemSystem
  settings: SettingsRepository
  /** Whether the administrator decides it. */
  isManaged(): boolean
  /** What the system says may be another thing now. */
  onChange(item: LoginItem): void
  log: Logger
}

export interface LoginItemService {
  /** Never fails: what cannot be read is `unknown`. */
  read(): Promise<LoginItem>
  /**
   * The person asks for it, or no longer. @returns what the system says afterwards
   * @throws AppError `managed`, and `storageFailed` where the wish or the system's entry could not be written
   */
  choose(on: boolean): Promise<LoginItem>
  /** What an administrator decides is asked of the system now and when it changes; what the system's own settings say is left. */
  start(): Promise<void>
}

/** Starting with the system. The setting is what was asked for; whether it is so the system says, and nothing here guesses. */
export function createLoginItem({ system, settings, isManaged, onChange, log }: LoginItemDeps): LoginItemService {
  const inTurn = createSerialQueue()
  let wished = false

  async function read(): Promise<LoginItem> {
    try {
      return await system.read()
    } catch (error) {
      log.warn('loginItem.notRead', { error })
      return 'unknown'
    }
  }

  async function ask(on: boolean): Promise<void> {
    await (on ? system.register() : system.remove())
    log.info('loginItem.asked', { on })
  }

  /** Without the person: never over what they switched off in the system's own settings. */
  async function follow(on: boolean): Promise<void> {
    const before = await read()
    if (loginItemBarred.includes(before) || before === 'unknown') return
    const needed = on ? before === 'off' || before === 'elsewhere' : before !== 'off' && before !== 'elsewhere'
    if (!needed) return
    try {
      await ask(on)
    } catch (error) {
      log.error('loginItem.notAsked', { on, error })
    }
    onChange(await read())
  }

  return {
    read,
    choose: (on) =>
      inTurn(async () => {
        const before = wished
        // Who follows the settings has nothing to do for a wish that is carried out here.
        wished = on
        try {
          await settings.update({ startAtLogin: on })
        } catch (error) {
          wished = before
          throw error
        }
        if (!loginItemBarred.includes(await read())) await ask(on)
        const item = await read()
        onChange(item)
        return item
      }),
    async start() {
      wished = (await settings.read()).startAtLogin
      settings.onChange(({ startAtLogin }) => {
        if (startAtLogin === wished) return
        wished = startAtLogin
        void inTurn(() => follow(startAtLogin))
      })
      await inTurn(async () => {
        if (isManaged()) await follow(wished)
        // An update may have put the program elsewhere.
        else if (wished && (await read()) === 'elsewhere') await follow(true)
      })
    }
  }
}
