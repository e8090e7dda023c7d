import type { AppliedReport } from '#shared/domain/reviewRun'
import type { OpenedReview } from '#shared/domain/reviewFile'
import type { Logger } from '../../log/logger'
import type { SealKeys } from '../../reviews/sealKey'
import type { ApiKeyService } from '../apiKeys/apiKeyService'
import type { CampaignService } from '../campaign/campaignService'
import type { ActiveConnection } from '../connection/connectionService'
import type { KeyRevocationService } from '../keyRevocation/keyRevocationService'
import type { MaySee } from '../lock/behindLock'
import type { PolicyChange } from '../policyChange/policyChange'
import type { ShownReadings } from '../shownReadings'

/** A file that is open in this run of the program, as it stands against the connection that is open now. */
export interface OpenFile {
  review: OpenedReview
  /** SHA-256 of what its author signed, hexadecimal. */
  hash: string
}

export interface ReviewRunsDeps {
  /** Where a file of this name is; without a name, the program's folder. */
  pathOf(name?: string): string
  /** Of the file in which runs are kept. */
  keys: SealKeys
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  /** What may be seen at that moment. @throws AppError `locked` */
  sight(): Promise<MaySee>
  /** With its obstacles judged anew. @throws AppError `notFound` where no such file is open */
  opened(fileId: string, active: ActiveConnection): Promise<OpenFile>
  readings: ShownReadings
  policies: PolicyChange
  apiKeys: Pick<ApiKeyService, 'regenerate' | 'update' | 'delete'>
  revocations: Pick<KeyRevocationService, 'revoke'>
  campaigns: Pick<CampaignService, 'record'>
  /** @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  /** Signs with this computer's own key. @throws AppError of the vault */
  signReport(body: AppliedReport['body']): Promise<AppliedReport>
  /** Of this computer's own key. @throws AppError of the vault */
  fingerprint(): Promise<string>
  /** Asks where to save it; null: the dialog was closed. */
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  now(): number
  log: Logger
}
