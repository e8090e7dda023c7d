import { shell } from 'electron'
import { AppError } from '#shared/errors/appError'
import { checkLink } from './externalLink'

/**
 * The one door through which an address leaves for the person's browser.
 * @throws AppError `invalidInput` for every other address, `unexpected` when the system opens none
 */
export async function openExternal(address: string): Promise<void> {
  const link = checkLink(address)
  try {
    await shell.openExternal(link)
  } catch (cause) {
    throw new AppError({ code: 'unexpected', message: 'The system did not open the link in a browser.', retryable: true }, { cause })
  }
}
