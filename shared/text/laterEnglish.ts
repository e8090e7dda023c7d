import { access } from './en/access'
import { activity } from './en/activity'
import { apiKeys } from './en/apiKeys'
import { diagnostics } from './en/diagnostics'
import { evidence } from './en/evidence'
import { evidencePack } from './en/evidencePack'
import { expiryNotices } from './en/expiryNotices'
import { guide } from './en/guide'
import { keptData } from './en/keptData'
import { keyRotation } from './en/keyRotation'
import { members } from './en/members'
import { policies } from './en/policies'
import { posture } from './en/posture'
import { reviewFile } from './en/reviewFile'
import { reviews } from './en/reviews'
import { security } from './en/security'

/** What the other pages say. */
export const laterEnglish = { access, activity, apiKeys, diagnostics, evidence, evidencePack, expiryNotices, guide, keptData, keyRotation, members, policies, posture, reviewFile, reviews, security }
