import { CORE_SCHEMA, load, type EventType, type State } from 'js-yaml'
import { z } from 'zod'
import { mostNotes, type UpdateInstallation, type UpdateOffer } from '#shared/domain/updates'
import { compareVersions, isOffered, versionSchema } from '#shared/rules/versions'
import type { MayAsk } from './mayAsk'
import { updateProblem } from './updateProblem'

/** Bytes: what a feed of several files with long notes takes, many times over. */
export const mostFeedBytes = 256 * 1024
/** Of whose changes is told. */
const mostVersions = 50
const mostFileBytes = 1024 * 1024 * 1024

const fileSchema = z.object({ url: z.string().min(1).max(1000), sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/u), size: z.int().min(1).max(mostFileBytes) })

/** What electron-builder writes (`latest*.yml`), as far as it is used. Staged roll-outs are not: they take an id of each copy. */
const feedSchema = z.object({
  version: z.string().max(200),
  files: z.array(fileSchema).max(50),
  releaseDate: z.string().max(100).optional(),
  releaseNotes: z.unknown().optional(),
  minimumSystemVersion: z.string().max(100).optional()
})
const notesSchema = z.union([z.string(), z.array(z.object({ version: z.string(), note: z.string().nullable() })).transform((all) => all.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n'))])

/** This copy, and the computer that it runs on. */
export interface Copy {
  version: string
  platform: string
  arch: string
  /** Of the system, as `os.release()` has it. */
  systemVersion: string
  installation: UpdateInstallation
  /** What Linux installed it from: `AppImage`, `deb`, `rpm`. */
  linuxPackage: string
}

export interface FoundUpdate {
  offer: UpdateOffer
  /** Base64; null where the feed lists no file of this kind, and it is only told. */
  sha512: string | null
}

export type FeedAnswer = { newer: false; listed: string } | ({ newer: true } & FoundUpdate)

/**
 * What a feed says to this copy. Whatever is no higher version is none: a feed never leads back.
 * @param address of the feed file, against which its files’ addresses are read
 * @param mayAsk where its file may lie
 * @throws AppError `invalidResponse`, with what is wrong as the field `update`
 */
export function readFeed(text: string, address: string, copy: Copy, mayAsk: MayAsk): FeedAnswer {
  const { host } = new URL(address)
  const feed = parse(text, host)
  if (!versionSchema.safeParse(feed.version).success) throw updateProblem('version', `The feed of ${host} lists something that is no version.`, { host })
  if (!isOffered(feed.version, copy.version)) return { newer: false, listed: feed.version }
  if (!runsOn(copy.systemVersion, feed.minimumSystemVersion)) throw updateProblem('system', `The version that ${host} lists needs a newer system.`, { host })
  const file = fileFor(feed.files, copy)
  if (file === undefined && copy.installation === 'restart') throw updateProblem('noFile', `The feed of ${host} lists no file for ${copy.platform} on ${copy.arch}.`, { host })
  const offer = {
    version: feed.version,
    releasedAt: dateOf(feed.releaseDate),
    notes: notesOf(feed.releaseNotes),
    bytes: file?.size ?? 1,
    address: file === undefined ? new URL('.', address).href : addressOf(file.url, address, mayAsk)
  }
  return { newer: true, offer, sha512: file?.sha512 ?? null }
}

function parse(text: string, host: string): z.output<typeof feedSchema> {
  let content: unknown
  try {
    // Without dates, merged keys and what else YAML can be made to do; without anchors, nothing in it is longer than the text.
    content = load(text, { schema: CORE_SCHEMA, listener: refuseAnchors })
  } catch {
    throw updateProblem('notYaml', `What ${host} answered is no YAML.`, { host })
  }
  const feed = feedSchema.safeParse(content)
  if (feed.success) return feed.data
  const fields = feed.error.issues.slice(0, 3).map(({ path }) => path.map(String).join('.') || 'the whole').join(', ')
  throw updateProblem('fields', `The feed of ${host} is not what a feed has to be: ${fields}.`.slice(0, 500), { host })
}

/** js-yaml keeps what it met under a name in `anchorMap`; of these, a short text makes one of any length. */
function refuseAnchors(_event: EventType, state: State): void {
  if ('anchorMap' in state && Object.keys(state.anchorMap ?? {}).length === 0) return
  throw new Error('A feed has no anchors.')
}

const extensions: Record<string, string> = { darwin: '.zip', win32: '.exe' }
const archNames: Record<string, RegExp> = { arm64: /arm64|aarch64/u, x64: /x64|x86_64|amd64|intel/u }

/** Of this kind and processor; a name that says no processor is for this one. */
function fileFor(files: readonly z.output<typeof fileSchema>[], { platform, arch, linuxPackage }: Copy) {
  const extension = extensions[platform] ?? `.${linuxPackage}`
  // Of the file's own name only: the feed's host may well be called after a processor.
  const nameOf = ({ url }: { url: string }): string => (url.split(/[?#]/u)[0] ?? '').split(/[/\\]/u).at(-1)?.toLowerCase() ?? ''
  const kind = files.filter((file) => nameOf(file).endsWith(extension.toLowerCase()))
  const others = Object.entries(archNames).filter(([name]) => name !== arch)
  return kind.find((file) => archNames[arch]?.test(nameOf(file))) ?? kind.find((file) => !others.some(([, name]) => name.test(nameOf(file))))
}

function addressOf(file: string, feed: string, mayAsk: MayAsk): string {
  const { host, protocol } = new URL(feed)
  const url = URL.canParse(file, feed) ? new URL(file, feed) : null
  // Only a feed on this computer itself, of a test, may stay without encryption.
  const encrypted = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && protocol === 'http:' && url.host === host))
  if (!encrypted || url.username !== '' || url.password !== '' || url.href.length > 2000) throw updateProblem('address', `The feed of ${host} leads to a file whose address does not begin with https://.`, { host })
  if (!mayAsk(url)) throw updateProblem('server', `The feed of ${host} leads to a server that may not be asked for it.`, { host: url.host })
  return url.href
}

function notesOf(notes: unknown): string | null {
  const read = notesSchema.safeParse(Array.isArray(notes) ? notes.slice(0, mostVersions) : notes)
  if (!read.success) return null
  const text = read.data.slice(0, 2 * mostNotes).replaceAll(/\r\n?/gu, '\n').trim()
  return text === '' ? null : text.slice(0, mostNotes)
}

function dateOf(date: string | undefined): string | null {
  const time = date === undefined ? Number.NaN : Date.parse(date)
  if (Number.isNaN(time)) return null
  const written = new Date(time).toISOString()
  // Years before 0 and after 9999 are written with a sign and six digits, which no reader of ours takes.
  return /^\d{4}-/u.test(written) ? written : null
}

/** What cannot be compared stops nothing. */
function runsOn(system: string, least: string | undefined): boolean {
  const numbers = (version: string): string => /^\d+(\.\d+){0,2}/u.exec(version)?.[0] ?? ''
  const whole = (version: string): string => [...numbers(version).split('.'), '0', '0'].slice(0, 3).map((part) => String(Number(part))).join('.')
  return least === undefined || (compareVersions(whole(system), whole(least)) ?? 0) >= 0
}
