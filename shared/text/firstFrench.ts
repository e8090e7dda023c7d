import type { firstEnglish } from './firstEnglish'
import { account } from './fr/account'
import { app } from './fr/app'
import { commands } from './fr/commands'
import { connections } from './fr/connections'
import { crash } from './fr/crash'
import { errors } from './fr/errors'
import { roleNames, sectionTitles } from './fr/firstWords'
import { keySecrets } from './fr/keySecrets'
import { lock } from './fr/lock'
import { managed } from './fr/managed'
import { network } from './fr/network'
import { overview } from './fr/overview'
import { settings } from './fr/settings'
import { shell } from './fr/shell'
import { snapshots } from './fr/snapshots'
import { vault } from './fr/vault'
import { welcome } from './fr/welcome'
import { withFrenchSpacing } from './frenchSpacing'

export const firstFrench: typeof firstEnglish = withFrenchSpacing({
  account,
  app,
  commands,
  connections,
  crash,
  errors,
  keySecrets,
  lock,
  managed,
  network,
  overview,
  settings,
  shell,
  snapshots,
  vault,
  welcome,
  access: { title: sectionTitles.access },
  activity: { title: sectionTitles.activity },
  apiKeys: { title: sectionTitles.apiKeys },
  members: { title: sectionTitles.members },
  posture: { title: sectionTitles.posture },
  security: { title: sectionTitles.security, role: roleNames }
})
