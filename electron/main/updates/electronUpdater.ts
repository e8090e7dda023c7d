import { AppImageUpdater, MacUpdater, NsisUpdater, Provider, type AppUpdater, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater'
import { asAppError, AppError } from '#shared/errors/appError'
import type { PublicFiles } from '../capgo/publicFile'
import type { Logger } from '../log/logger'
import { checkFile, keepToOwner, replaceProgram, writeChecked, type BytesProblem, type ExpectedBytes } from '../storage/checkedFile'
import { removeFile } from '../storage/fileFolder'
import type { Packaged } from './packagedFeed'
import type { FoundUpdate } from './readFeed'
import type { HowToDownload, Updater } from './updater'
import { withCertainty } from './signatureCheck'
import { updateProblem } from './updateProblem'

/** What electron-updater wants to know of the program (its `AppAdapter`); Electron's own where it is left out. */
export type ProgramAdapter = NonNullable<ConstructorParameters<typeof MacUpdater>[1]>

export interface ElectronUpdaterDeps {
  files: PublicFiles
  packaged: Packaged
  platform: string
  /** The running AppImage; undefined elsewhere. */
  appImage: string | undefined
  log: Logger
  program?: ProgramAdapter
}

/**
 * electron-updater for what each system needs: the signature of Windows, Squirrel of macOS, the place of what was downloaded. What
 * an update is, and every request, is ours: the feed is read by `readFeed`, files come over `PublicFiles`, and no id of this copy
 * is made or sent.
 */
export function createElectronUpdater(deps: ElectronUpdaterDeps): Updater {
  const { files, packaged, platform, appImage, log, program } = deps
  const library: AppUpdater = platform === 'win32' ? new NsisUpdater(undefined, program) : platform === 'darwin' ? new MacUpdater(undefined, program) : new AppImageUpdater(undefined, program)
  let wanted: FoundUpdate | null = null
  let underWay: HowToDownload = { signal: AbortSignal.abort(), onPercent: () => undefined, mayAsk: () => false }
  let downloaded: string | null = null
  /** Why a download failed, which the library would hand on in words of its own. */
  let failure: AppError | null = null

  /** What the library said since a signature was asked for. */
  const lines: string[] = []
  const heard = (text: unknown): string => {
    const line = String(text).slice(0, 500)
    lines.push(line)
    return line
  }
  const verify = library instanceof NsisUpdater ? withCertainty(library.verifyUpdateCodeSignature, lines) : null
  if (verify !== null && library instanceof NsisUpdater) {
    library.verifyUpdateCodeSignature = (names, path) =>
      verify(names, path).catch((thrown: unknown) => {
        failure = asAppError(thrown)
        throw thrown
      })
  }

  Object.assign(library, { autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false, allowPrerelease: false, disableDifferentialDownload: true, disableWebInstaller: true })
  library.logger = {
    info: (text: unknown) => log.debug('updates.library', { text: heard(text) }),
    warn: (text: unknown) => log.info('updates.library', { text: heard(text) }),
    error: (text: unknown) => log.warn('updates.library', { text: String(text).slice(0, 500) })
  }
  // Fields that the library fills by itself: with a file of its own that has an id in it, with Chromium's network, with the feed
  // that it would choose.
  Object.assign(library, {
    stagingUserIdPromise: { value: Promise.resolve('') },
    configOnDisk: { value: Promise.resolve({ provider: 'generic', updaterCacheDirName: packaged.cacheFolder, ...(packaged.publisherName.length > 0 ? { publisherName: packaged.publisherName } : {}) }) },
    httpExecutor: { download }
  })

  class Found extends Provider<UpdateInfo> {
    constructor(_options: unknown, _library: unknown, runtime: unknown) {
      super(runtime as never)
    }

    override getLatestVersion(): Promise<UpdateInfo> {
      const { offer, sha512 } = required(wanted)
      const file = { url: offer.address, sha512: sha512 ?? '', size: offer.bytes }
      return Promise.resolve({ version: offer.version, files: [file], path: file.url, sha512: file.sha512, releaseDate: offer.releasedAt ?? '' })
    }

    override resolveFiles({ files: [file] }: UpdateInfo): ResolvedUpdateFileInfo[] {
      return file === undefined ? [] : [{ url: new URL(file.url), info: file }]
    }
  }
  library.setFeedURL({ provider: 'custom', updateProvider: Found })

  async function download(url: URL, path: string): Promise<string> {
    const { offer, sha512 } = required(wanted)
    const { signal, onPercent, mayAsk } = underWay
    const { host } = url
    try {
      const file = await files.open(url.href, signal, mayAsk)
      try {
        if (file.status !== 200) throw updateProblem(file.status === 404 ? 'notFound' : 'status', `${host} does not give the file that its feed lists (${String(file.status)}).`, { host, status: file.status })
        if (file.length !== null && file.length !== offer.bytes) throw updateProblem(file.length < offer.bytes ? 'shorter' : 'longer', `${host} gives a file of another length than its feed lists.`, { host })
        const problem = await writeChecked(path, file.bytes, { bytes: offer.bytes, sha512: sha512 ?? '' }, (bytes) => onPercent(Math.floor((bytes / offer.bytes) * 100)))
        if (problem !== null) throw updateProblem(problem, `What ${host} gave is not the file that its feed lists (${problem}).`, { host })
      } finally {
        file.end()
      }
      return path
    } catch (thrown) {
      failure = asAppError(thrown)
      throw thrown
    }
  }

  const asFailure = (thrown: unknown, problem: 'signature' | 'notInstalled'): AppError => {
    if (failure !== null) return failure
    if (thrown instanceof AppError) return thrown
    const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null
    return updateProblem(code === 'ERR_UPDATER_INVALID_SIGNATURE' ? 'signature' : problem, 'The update could not be prepared.', { code: 'unexpected', cause: thrown })
  }

  /** Between the download and now somebody had their hands on the file: it is no longer what was checked. */
  async function changed(problem: BytesProblem): Promise<AppError> {
    await drop()
    return updateProblem(problem, `The downloaded file is no longer what was checked (${problem}).`)
  }

  /** The file is what was downloaded, and on Windows its signature still holds. */
  async function checkAgain(path: string, expected: ExpectedBytes): Promise<void> {
    const problem = await checkFile(path, expected)
    if (problem !== null) throw await changed(problem)
    if (verify !== null && (await verify([...packaged.publisherName], path)) !== null) throw updateProblem('signature', 'The downloaded file does not carry the publisher’s signature.')
  }

  async function drop(): Promise<void> {
    const path = downloaded
    ;[wanted, downloaded] = [null, null]
    if (path !== null) await removeFile(path).catch((error: unknown) => log.warn('updates.notRemoved', { error }))
  }

  return {
    drop,
    async download(found, how) {
      ;[wanted, underWay, downloaded, failure] = [found, how, null, null]
      try {
        const check = await library.checkForUpdates()
        if (check === null || !check.isUpdateAvailable) throw updateProblem('version', 'The updater does not take the listed version for a higher one.')
        ;[downloaded = null] = await library.downloadUpdate()
        // The library makes an AppImage a program; it is one when it is installed.
        if (downloaded !== null) await keepToOwner(downloaded)
      } catch (thrown) {
        throw asFailure(thrown, 'notInstalled')
      }
    },
    async install() {
      if (downloaded === null) throw updateProblem('notInstalled', 'There is no downloaded update.', { code: 'unexpected' })
      const { offer, sha512 } = required(wanted)
      const expected = { bytes: offer.bytes, sha512: sha512 ?? '' }
      if (library instanceof AppImageUpdater) {
        if (appImage === undefined) throw updateProblem('notInstalled', 'This is no AppImage.', { code: 'unexpected' })
        const problem = await replaceProgram(appImage, downloaded, expected).catch((thrown: unknown) => {
          throw updateProblem('notWritable', asAppError(thrown).message, { code: 'storageFailed', cause: thrown })
        })
        if (problem !== null) throw await changed(problem)
        return { relaunch: appImage }
      }
      const path = downloaded
      await checkAgain(path, expected)
      // The installer of Windows waits until the program has ended, and starts the new one.
      if (library instanceof NsisUpdater) return { atLast: () => checkAgain(path, expected).then(() => void library.install(false, true)).catch((error: unknown) => log.error('updates.notInstalled', { error })) }
      return handToSquirrel(library)
    }
  }
}

/** Squirrel checks the signature against that of the running program, and quits it then; so this ends with a refusal only. */
function handToSquirrel(library: AppUpdater): Promise<never> {
  return new Promise((_resolve, reject) => {
    library.once('error', (cause) => reject(updateProblem('signature', 'macOS did not take the update.', { code: 'unexpected', cause })))
    library.quitAndInstall()
  })
}

function required(wanted: FoundUpdate | null): FoundUpdate {
  if (wanted === null) throw new Error('Nothing was found yet.')
  return wanted
}
