import type { Language } from './language'
import { access } from './en/access'
import { account } from './en/account'
import { activity } from './en/activity'
import { apiKeys } from './en/apiKeys'
import { app } from './en/app'
import { connections } from './en/connections'
import { errors } from './en/errors'
import { evidence } from './en/evidence'
import { evidencePack } from './en/evidencePack'
import { expiryNotices } from './en/expiryNotices'
import { keyRotation } from './en/keyRotation'
import { keySecrets } from './en/keySecrets'
import { lock } from './en/lock'
import { members } from './en/members'
import { network } from './en/network'
import { overview } from './en/overview'
import { policies } from './en/policies'
import { posture } from './en/posture'
import { reviewFile } from './en/reviewFile'
import { reviews } from './en/reviews'
import { security } from './en/security'
import { settings } from './en/settings'
import { shell } from './en/shell'
import { snapshots } from './en/snapshots'
import { vault } from './en/vault'
import { welcome } from './en/welcome'
import { access as accessFr } from './fr/access'
import { account as accountFr } from './fr/account'
import { activity as activityFr } from './fr/activity'
import { apiKeys as apiKeysFr } from './fr/apiKeys'
import { app as appFr } from './fr/app'
import { connections as connectionsFr } from './fr/connections'
import { errors as errorsFr } from './fr/errors'
import { evidence as evidenceFr } from './fr/evidence'
import { evidencePack as evidencePackFr } from './fr/evidencePack'
import { expiryNotices as expiryNoticesFr } from './fr/expiryNotices'
import { keyRotation as keyRotationFr } from './fr/keyRotation'
import { keySecrets as keySecretsFr } from './fr/keySecrets'
import { lock as lockFr } from './fr/lock'
import { members as membersFr } from './fr/members'
import { network as networkFr } from './fr/network'
import { overview as overviewFr } from './fr/overview'
import { policies as policiesFr } from './fr/policies'
import { posture as postureFr } from './fr/posture'
import { reviewFile as reviewFileFr } from './fr/reviewFile'
import { reviews as reviewsFr } from './fr/reviews'
import { security as securityFr } from './fr/security'
import { settings as settingsFr } from './fr/settings'
import { shell as shellFr } from './fr/shell'
import { snapshots as snapshotsFr } from './fr/snapshots'
import { vault as vaultFr } from './fr/vault'
import { welcome as welcomeFr } from './fr/welcome'
import { withFrenchSpacing } from './frenchSpacing'

const en = { access, account, activity, apiKeys, app, connections, errors, evidence, evidencePack, expiryNotices, keyRotation, keySecrets, lock, members, network, overview, policies, posture, reviewFile, reviews, security, settings, shell, snapshots, vault, welcome }
export type Messages = typeof en

const fr: Messages = withFrenchSpacing({
  access: accessFr,
  account: accountFr,
  activity: activityFr,
  apiKeys: apiKeysFr,
  app: appFr,
  connections: connectionsFr,
  errors: errorsFr,
  evidence: evidenceFr,
  evidencePack: evidencePackFr,
  expiryNotices: expiryNoticesFr,
  keyRotation: keyRotationFr,
  keySecrets: keySecretsFr,
  lock: lockFr,
  members: membersFr,
  network: networkFr,
  overview: overviewFr,
  policies: policiesFr,
  posture: postureFr,
  reviewFile: reviewFileFr,
  reviews: reviewsFr,
  security: securityFr,
  settings: settingsFr,
  shell: shellFr,
  snapshots: snapshotsFr,
  vault: vaultFr,
  welcome: welcomeFr
})

/** Every sentence of the window, by language. A text that one language lacks does not compile. */
export const messages: Record<Language, Messages> = { en, fr }
