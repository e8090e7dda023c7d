import { isAbsolute, resolve } from 'node:path'
import { sectionNames, type SectionName } from '#shared/domain/section'

/** The program's own scheme: `gatehouse://open/<section>`. It leads to a page and does nothing there. */
export const linkScheme = 'gatehouse'
/** How review files end. */
export const reviewFileExtension = '.gatehouse-review'

/** What the system asks the program to open: a double click on a file, or a link. */
export type OpenRequest = { kind: 'file'; path: string } | { kind: 'page'; section: SectionName }

/** What one argument asks for; null: nothing that Gatehouse opens. A link with anything more than a page in it is none. */
export function openRequestOf(argument: string, workingDirectory: string): OpenRequest | null {
  const section = new RegExp(`^${linkScheme}://open/([a-z]+)/?$`, 'u').exec(argument)?.[1]
  if (section !== undefined) return isSection(section) ? { kind: 'page', section } : null
  const path = pathIn(argument)
  if (path === null || !path.toLowerCase().endsWith(reviewFileExtension) || path.includes('\u0000')) return null
  return { kind: 'file', path: isAbsolute(path) ? path : resolve(workingDirectory, path) }
}

/** Linux's desktops hand files over as addresses. Of any other link nothing is a path: `gatehouse:/../home/…` would become one. */
function pathIn(argument: string): string | null {
  if (argument.startsWith('-') || ownScheme.test(argument)) return null
  if (!anyScheme.test(argument)) return argument
  const encoded = /^file:\/\/(?:localhost)?(\/[^?#]*)$/iu.exec(argument)?.[1]
  if (encoded === undefined || /%2f/iu.test(encoded)) return null
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}
const ownScheme = new RegExp(`^\\s*${linkScheme}:`, 'iu')
/** Of two letters and more: one is a drive of Windows. */
const anyScheme = /^\s*[a-z][\w+.-]+:\//iu

/** The last thing of a command line that is to be opened; null: none. */
export function openRequestIn(argv: readonly string[], workingDirectory: string): OpenRequest | null {
  return argv.slice(1).map((argument) => openRequestOf(argument, workingDirectory)).findLast((request) => request !== null) ?? null
}

const isSection = (name: string): name is SectionName => (sectionNames as readonly string[]).includes(name)
