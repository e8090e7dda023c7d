import { AppError } from '#shared/errors/appError'
import { mailLimits, mailSchema, type Mail } from '#shared/domain/mail'
import { isPlainAddress } from '#shared/rules/emailList'
import { mailtoUrl } from '#shared/rules/mailto'

/**
 * The `mailto:` link of a message that the page asks to begin: made here, of parts that are each checked, and never taken
 * from the page.
 * @throws AppError `invalidInput` for more than a link may hold, and for what is not one plain address
 */
export function mailLink(mail: Mail): string {
  const { success } = mailSchema.safeParse(mail)
  const url = success && mail.to.every(isPlainAddress) ? written(mail) : null
  if (url === null || url.length > mailLimits.characters) throw new AppError({ code: 'invalidInput', message: 'The message was not opened: an address is none, or there are too many.', retryable: false })
  return url
}

/** null where the text is not well-formed Unicode. */
function written(mail: Mail): string | null {
  try {
    return mailtoUrl(mail)
  } catch {
    return null
  }
}
