import { z } from 'zod'
import { includedSchema, mostIncluded, mostLicenceText, type AboutProgram } from '#shared/domain/aboutProgram'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import type { TextFile } from '../storage/textFile'
import { withoutHome } from './diagnostics/withoutPeople'

/** As the build writes it (resources/packaging/includedPackages.ts). */
const listSchema = z.array(z.object({ ...includedSchema.shape, text: z.string().max(mostLicenceText) })).max(mostIncluded)

export interface AboutProgramDeps {
  version: string
  commit: string | null
  packaged: boolean
  versions: Readonly<Record<string, string | undefined>>
  dataFolder: string
  home: string
  licences: Pick<TextFile, 'read'>
  log: Logger
}

/** What this copy is made of. */
export function createAboutProgram({ version, commit, packaged, versions, dataFolder, home, licences, log }: AboutProgramDeps) {
  let reading: Promise<z.output<typeof listSchema> | null> | null = null

  /** null: a run from the source has none before it is built. What cannot be read is read again the next time. */
  const list = (): Promise<z.output<typeof listSchema> | null> => {
    reading ??= licences
      .read()
      .then((bytes) => (bytes === null ? null : listSchema.parse(JSON.parse(Buffer.from(bytes, 'latin1').toString('utf8')))))
      .catch((error: unknown) => {
        log.warn('about.noLicences', { error })
        reading = null
        return null
      })
    return reading
  }

  return {
    async program(): Promise<AboutProgram> {
      const included = await list()
      return {
        version,
        commit,
        packaged,
        electron: versions['electron'] ?? null,
        chromium: versions['chrome'] ?? null,
        node: versions['node'] ?? '',
        dataFolder: withoutHome(dataFolder, home),
        included: included?.map(({ name, version: of, licence, homepage }) => ({ name, version: of, licence, homepage })) ?? null
      }
    },
    /** Empty where the package brings no text. @throws AppError `notFound` */
    async licence(index: number): Promise<{ text: string }> {
      const one = (await list())?.[index]
      if (one === undefined) throw new AppError({ code: 'notFound', message: 'There is no such licence in the list.', retryable: false })
      return { text: one.text }
    }
  }
}
export type AboutProgramService = ReturnType<typeof createAboutProgram>
