import { randomUUID } from 'node:crypto'
import { BrowserWindow, session as sessions } from 'electron'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import { appScheme } from './pageAddress'
import { denyPermissions } from './permissions'

const address = `${appScheme}://evidence/pack.html`
/** Numbers the pages; its styles are its own, for those of the page do not reach it. */
const footer = '<div style="width:100%;padding:0 14mm;font:8px sans-serif;color:#566074;text-align:right"><span class="pageNumber"></span> / <span class="totalPages"></span></div>'

/**
 * Prints a page that stands alone, in a window that nobody sees: no script runs in it, it reaches no network and no file, and
 * nothing of it is kept.
 * @throws AppError `unexpected` where it could not be printed
 */
export async function printPdf(html: string, log: Logger): Promise<Uint8Array> {
  const session = sessions.fromPartition(`evidence-${randomUUID()}`, { cache: false })
  denyPermissions(session, log)
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: url !== address }))
  session.protocol.handle(appScheme, () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" } }))
  const window = new BrowserWindow({ show: false, webPreferences: { session, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webSecurity: true } })
  try {
    await window.loadURL(address)
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true, pageSize: 'A4', displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footer, generateTaggedPDF: true, generateDocumentOutline: true })
  } catch (error) {
    log.error('evidence.notPrinted', { error })
    throw new AppError({ code: 'unexpected', message: 'The pages could not be printed to a PDF.', retryable: true })
  } finally {
    window.destroy()
    session.protocol.unhandle(appScheme)
    await session.clearStorageData().catch((error: unknown) => log.warn('evidence.notCleared', { error }))
  }
}
