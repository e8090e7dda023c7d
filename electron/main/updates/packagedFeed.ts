import { CORE_SCHEMA, load } from 'js-yaml'
import { z } from 'zod'
import type { UpdateInstallation } from '#shared/domain/updates'
import type { Logger } from '../log/logger'
import { readBytes } from '../storage/readBytes'

/** What was written into the package (`app-update.yml`), as far as it is used. */
const packagedSchema = z.object({
  provider: z.literal('generic'),
  url: z.string().max(1000).regex(/^https:\/\/[^\s]+$/u),
  channel: z.string().regex(/^[a-z0-9-]{1,40}$/u).optional(),
  updaterCacheDirName: z.string().regex(/^[\w.-]{1,80}$/u).optional(),
  /** Of Windows: whose signature an update has to carry. */
  publisherName: z.union([z.string(), z.array(z.string())]).optional()
})

export interface Packaged {
  /** null: the package knows none. */
  feed: string | null
  channel: string
  cacheFolder: string
  publisherName: string[]
}

/** The Macs with Intel have a feed file of their own (resources/packaging/buildPackages.mjs, `publishTo`). */
const usualChannel = (platform: string, arch: string): string => (platform === 'darwin' && arch === 'x64' ? 'latest-x64' : 'latest')

/** What the package says of its updates. Never fails: what cannot be read is a package without a feed. */
export async function readPackaged(path: string, { platform, arch }: { platform: string; arch: string }, log: Logger): Promise<Packaged> {
  const none: Packaged = { feed: null, channel: usualChannel(platform, arch), cacheFolder: 'gatehouse-updater', publisherName: [] }
  try {
    const bytes = await readBytes(path, 64 * 1024)
    if (bytes === null) return none
    const { url, channel, updaterCacheDirName, publisherName } = packagedSchema.parse(load(bytes.toString('utf8'), { schema: CORE_SCHEMA }))
    return { feed: url, channel: channel ?? none.channel, cacheFolder: updaterCacheDirName ?? none.cacheFolder, publisherName: publisherName === undefined ? [] : [publisherName].flat() }
  } catch (error) {
    log.warn('updates.packagedUnreadable', { error })
    return none
  }
}

/** Where the feed file of this system stands: the feed is a folder. */
export function feedFile(feed: string, channel: string, { platform, arch }: { platform: string; arch: string }): string {
  const suffix = platform === 'darwin' ? '-mac' : platform === 'linux' ? `-linux${arch === 'x64' ? '' : `-${arch}`}` : ''
  const folder = new URL(feed)
  if (!folder.pathname.endsWith('/')) folder.pathname += '/'
  const file = new URL(`${channel}${suffix}.yml`, folder)
  file.search = folder.search
  return file.href
}

/** How a newer version comes onto this computer; `environment` as the process has it, `appImage` as `runningAppImage` has it. */
export function installationOf(platform: string, environment: Readonly<Record<string, string | undefined>>, publisherName: readonly string[], appImage: string | undefined): UpdateInstallation {
  if (platform === 'linux') return appImage === undefined ? 'package' : 'restart'
  if (platform !== 'win32') return 'restart'
  if (environment['PORTABLE_EXECUTABLE_FILE']) return 'portable'
  return publisherName.length > 0 ? 'restart' : 'unsigned'
}
