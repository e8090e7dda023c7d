import type { Language } from './language'
import { app } from './en/app'
import { errors } from './en/errors'
import { security } from './en/security'
import { settings } from './en/settings'
import { shell } from './en/shell'
import { vault } from './en/vault'
import { welcome } from './en/welcome'
import { app as appFr } from './fr/app'
import { errors as errorsFr } from './fr/errors'
import { security as securityFr } from './fr/security'
import { settings as settingsFr } from './fr/settings'
import { shell as shellFr } from './fr/shell'
import { vault as vaultFr } from './fr/vault'
import { welcome as welcomeFr } from './fr/welcome'
import { withFrenchSpacing } from './frenchSpacing'

const en = { app, errors, security, settings, shell, vault, welcome }
export type Messages = typeof en

const fr: Messages = withFrenchSpacing({
  app: appFr,
  errors: errorsFr,
  security: securityFr,
  settings: settingsFr,
  shell: shellFr,
  vault: vaultFr,
  welcome: welcomeFr
})

/** Every sentence of the window, by language. A text that one language lacks does not compile. */
export const messages: Record<Language, Messages> = { en, fr }
