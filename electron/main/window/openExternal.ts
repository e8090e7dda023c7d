import { shell } from 'electron'
import { AppError } from '#shared/errors/appError'
import type { Mail } from '#shared/domain/mail'
import { checkLink } from './externalLink'
import { mailLink } from './mailLink'

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

/**
 * Begins a message in the person's mail program.
 * @throws AppError `invalidInput` for what is no message to plain addresses, `unexpected` when the system has no program for it
 */
export async function composeMail(mail: Mail): Promise<void> {
  const link = mailLink(mail)
  try {
    await shell.openExternal(link)
  } catch (cause) {
    throw new AppError({ code: 'unexpected', message: 'The system did not open a message in a mail program.', retryable: true }, { cause })
  }
}
