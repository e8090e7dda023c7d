import { account } from './en/account'
import { app } from './en/app'
import { commands } from './en/commands'
import { connections } from './en/connections'
import { crash } from './en/crash'
import { errors } from './en/errors'
import { roleNames, sectionTitles } from './en/firstWords'
import { keySecrets } from './en/keySecrets'
import { lock } from './en/lock'
import { managed } from './en/managed'
import { network } from './en/network'
import { overview } from './en/overview'
import { settings } from './en/settings'
import { shell } from './en/shell'
import { snapshots } from './en/snapshots'
import { vault } from './en/vault'
import { welcome } from './en/welcome'

/** What is said until the first page is there: by the window, the sign-in and the overview. `laterEnglish` has the rest. */
export const firstEnglish = {
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
}
