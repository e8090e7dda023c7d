import { release } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '#shared/domain/settings'
import type { NetworkConditions } from './capgo/networkConditions'
import { createPublicFiles } from './capgo/publicFile'
import type { EventSender } from './ipc/events'
import { programHandlers } from './ipc/handlers/program'
import type { Logger } from './log/logger'
import { createAboutProgram } from './services/aboutProgram'
import type { PolicyRepository } from './settings/policyRepository'
import { fileExists } from './storage/fileExists'
import { createTextFile } from './storage/textFile'
import { installationOf, readPackaged } from './updates/packagedFeed'
import type { Copy } from './updates/readFeed'
import { runningAppImage } from './updates/runningAppImage'
import type { Handover, Updater } from './updates/updater'
import { createUpdateService, type UpdateService } from './updates/updateService'

/** Filled in by the build (electron.vite.config.ts). */
declare const __GATEHOUSE_COMMIT__: string | null | undefined

export interface ProgramAnswersDeps {
  version: string
  packaged: boolean
  conditions: NetworkConditions
  policy: PolicyRepository
  settingsNow(): Settings
  events: EventSender
  leaving: Leaving
  home: string
  inUserData(...names: string[]): string
  log: Logger
  now(): number
}

/** The way out of the program. */
export interface Leaving {
  /** Asks what quitting asks; true: it may go. */
  mayQuit(): Promise<boolean>
  stay(): void
  quit(handover: Handover): void
}

const firstLookAfterMs = 60_000
const lookEveryMs = 3600_000

/** What this copy is, and how it becomes a newer one. */
export function answerAboutProgram(deps: ProgramAnswersDeps) {
  const licences = createTextFile(join(import.meta.dirname, '../licences/licences.json'))
  const commit = typeof __GATEHOUSE_COMMIT__ === 'string' ? __GATEHOUSE_COMMIT__ : null
  const about = createAboutProgram({ version: deps.version, commit, packaged: deps.packaged, versions: process.versions, dataFolder: deps.inUserData(), home: deps.home, licences, log: deps.log })
  const updates = openUpdates(deps)
  updates.catch((error: unknown) => deps.log.error('updates.notOpened', { error }))
  return programHandlers(updates, about)
}

async function openUpdates({ version, packaged: isPackaged, conditions, policy, settingsNow, events, leaving, inUserData, log, now }: ProgramAnswersDeps): Promise<UpdateService> {
  const { platform, arch, env } = process
  // The folder is Electron's only where it is a package.
  const inResources = (name: string): string => join(isPackaged ? process.resourcesPath : import.meta.dirname, name)
  const packaged = await readPackaged(inResources('app-update.yml'), { platform, arch }, log)
  const files = createPublicFiles({ network: conditions, log, now })
  const appImage = await runningAppImage(platform, env, process.execPath)
  const copy: Copy = { version, platform, arch, systemVersion: release(), installation: installationOf(platform, env, packaged.publisherName, appImage), linuxPackage: appImage === undefined ? await linuxPackage(inResources('package-type')) : 'AppImage' }
  let updater: Promise<Updater> | null = null
  const service = createUpdateService({
    path: inUserData('updates.json'),
    isPackaged,
    copy,
    packaged,
    policy: policy.current,
    automatic: () => settingsNow().lookForUpdates,
    files,
    updater: () => (updater ??= import('./updates/electronUpdater').then(({ createElectronUpdater }) => createElectronUpdater({ files, packaged, platform, appImage, log }))),
    ...leaving,
    onChange: (updates) => events.send('updates.changed', updates),
    log,
    now
  })
  await service.start()
  policy.onChange(service.policyChanged)
  if (isPackaged) {
    setTimeout(() => void service.lookWhenDue(), firstLookAfterMs).unref()
    setInterval(() => void service.lookWhenDue(), lookEveryMs).unref()
  }
  return service
}

/** dpkg keeps a record of what it installed; electron-builder writes the other into deb and rpm, the one as likely as the other. */
async function linuxPackage(path: string): Promise<string> {
  if (await fileExists('/var/lib/dpkg/info/gatehouse.list').catch(() => false)) return 'deb'
  const said = (await createTextFile(path).read().catch(() => null))?.trim()
  return said === 'deb' || said === 'rpm' ? said : 'AppImage'
}
