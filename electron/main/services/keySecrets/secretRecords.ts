import { z } from 'zod'
import { asAppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import { namesIn, removeFile } from '../../storage/fileFolder'
import { createJsonFile, type JsonFile } from '../../storage/jsonFile'
import { secretRecordSchema, type SecretRecord } from './secretRecord'

/** Where the records are kept. */
export interface SecretRecords {
  /** `damaged`: ids whose record could not be read; the file of each stands aside, or where it was. @throws AppError `storageFailed` */
  load(): Promise<{ records: SecretRecord[]; damaged: string[] }>
  /** Resolves when it is on the disk. @throws AppError `storageFailed`; what was there before is there still */
  write(record: SecretRecord): Promise<void>
  /** @throws AppError `storageFailed` */
  remove(id: string): Promise<void>
  /** As `remove`, with whatever stands aside of it. @throws AppError `storageFailed` */
  discard(id: string): Promise<void>
}

const nameOf = (id: string): string => `${id}.json`
/** Also of a file that stands aside: the keychain may have its secret. */
function idOf(name: string): string | [] {
  const id = z.uuid().safeParse(/^([0-9a-f-]{36})\.json(?:\..*\.aside)?$/u.exec(name)?.[1])
  return id.success ? id.data : []
}

/**
 * A file for each secret, so that a damaged one takes no other along, and its name still tells under which id the keychain
 * has the secret.
 * @param pathOf where a file of this name is; without one, their folder
 */
export function createSecretRecords(pathOf: (name?: string) => string, log: Logger): SecretRecords {
  const files = new Map<string, JsonFile<SecretRecord | null>>()
  const fileOf = (id: string): JsonFile<SecretRecord | null> => {
    const file =
      files.get(id) ??
      createJsonFile<SecretRecord | null>({
        path: pathOf(nameOf(id)),
        version: 1,
        // A file that was given another name tells of another secret.
        schema: secretRecordSchema.refine((record) => record.id === id, 'the id of another').nullable(),
        migrations: {},
        empty: () => null,
        onSetAside: ({ reason }) => log.warn('keySecrets.setAside', { id, reason })
      })
    files.set(id, file)
    return file
  }

  return {
    async load() {
      const ids = new Set((await namesIn(pathOf())).flatMap(idOf))
      const records: SecretRecord[] = []
      const damaged: string[] = []
      for (const id of ids) {
        const record = await fileOf(id).read().then(({ value }) => value, (thrown: unknown) => {
          log.warn('keySecrets.notRead', { id, code: asAppError(thrown).code })
          return null
        })
        if (record === null) damaged.push(id)
        else records.push(record)
      }
      return { records, damaged }
    },
    write: (record) => fileOf(record.id).write(record),
    async remove(id) {
      await removeFile(pathOf(nameOf(id)))
      files.delete(id)
    },
    async discard(id) {
      for (const name of await namesIn(pathOf())) if (idOf(name) === id) await removeFile(pathOf(name))
      files.delete(id)
    }
  }
}

/** For the demonstration: nothing of it is kept. */
export function createRecordsInMemory(): SecretRecords {
  return { load: () => Promise.resolve({ records: [], damaged: [] }), write: () => Promise.resolve(), remove: () => Promise.resolve(), discard: () => Promise.resolve() }
}
