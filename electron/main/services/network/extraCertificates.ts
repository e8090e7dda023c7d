import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { ExtraCertificate } from '#shared/domain/network'
import type { Logger } from '../../log/logger'
import { createJsonFile } from '../../storage/jsonFile'
import { describeCertificate, readCertificates, refusal } from './readCertificates'

/** A file of certificates is some kilobytes. */
export const mostFileBytes = 1024 * 1024
const mostKept = 200

export interface ExtraCertificates {
  /** @throws AppError `storageFailed`: which ones there are is then not known */
  list(): Promise<ExtraCertificate[]>
  /**
   * Asks for a file and keeps a copy of what is in it, so that the file may go.
   * @returns null when the person closed the dialog
   * @throws AppError `invalidInput` (see `readCertificates`), `storageFailed`
   */
  add(): Promise<ExtraCertificate[] | null>
  /** @throws AppError `storageFailed` */
  remove(fingerprint: string): Promise<ExtraCertificate[]>
  /** All of them as PEM. @throws AppError `storageFailed` */
  pems(): Promise<string[]>
}

export interface ExtraCertificatesDeps {
  path: string
  log: Logger
  now(): number
  /** null: the person closed the dialog. */
  chooseFile(): Promise<string | null>
  readFile(path: string, maxBytes: number): Promise<Buffer | 'tooLarge' | null>
  /** After every change of what is kept. */
  onChange(): void
}

const storedSchema = z.array(z.strictObject({ pem: z.string().max(100_000).refine(isAuthority) })).max(mostKept)
type Stored = z.infer<typeof storedSchema>

/** The certificate authorities that the person trusts in addition to those of the system. */
export function createExtraCertificates(deps: ExtraCertificatesDeps): ExtraCertificates {
  const file = createJsonFile<Stored>({
    path: deps.path,
    version: 1,
    schema: storedSchema,
    migrations: {},
    empty: () => [],
    salvage: (data) => (Array.isArray(data) ? data.filter((one) => storedSchema.safeParse([one]).success).slice(0, mostKept) as Stored : null),
    onSetAside: ({ reason }) => deps.log.warn('certificates.setAside', { reason })
  })
  let choosing: Promise<ExtraCertificate[] | null> | null = null

  const described = (stored: Stored): ExtraCertificate[] => stored.map(({ pem }) => describeCertificate(new X509Certificate(pem)))

  const change = async (how: (stored: Stored) => Stored): Promise<ExtraCertificate[]> => {
    const stored = await file.update(how)
    deps.log.info('certificates.changed', { count: stored.length })
    deps.onChange()
    return described(stored)
  }

  const chooseAndAdd = async (): Promise<ExtraCertificate[] | null> => {
    const path = await deps.chooseFile()
    if (path === null) return null
    const content = await deps.readFile(path, mostFileBytes)
    if (content === null) throw refusal('unreadable')
    if (content === 'tooLarge') throw refusal('tooLarge')
    return change((stored) => {
      const kept = stored.map(({ pem }) => new X509Certificate(pem))
      const known = new Set(kept.map(({ fingerprint256 }) => fingerprint256))
      const added = readCertificates(content, deps.now(), kept).filter(({ fingerprint256 }) => !known.has(fingerprint256) && known.add(fingerprint256))
      if (stored.length + added.length > mostKept) throw refusal('tooMany')
      return [...stored, ...added.map((certificate) => ({ pem: certificate.toString() }))]
    })
  }

  return {
    list: async () => described((await file.read()).value),
    // One dialog at a time, whoever asks.
    add() {
      choosing ??= chooseAndAdd().finally(() => (choosing = null))
      return choosing
    },
    remove: (fingerprint) => change((stored) => stored.filter(({ pem }) => describeCertificate(new X509Certificate(pem)).fingerprint !== fingerprint)),
    pems: async () => (await file.read()).value.map(({ pem }) => pem)
  }
}

/** Read back from a file that others can write to; whether one has expired since is seen when it is used. */
function isAuthority(pem: string): boolean {
  try {
    const certificate = new X509Certificate(pem)
    describeCertificate(certificate)
    return certificate.ca && certificate.toString() === pem
  } catch {
    return false
  }
}
