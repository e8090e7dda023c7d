import type { account as english } from '../en/account'

export const account: typeof english = {
  title: 'Votre propre 2FA',
  enrol: {
    title: 'Activer la 2FA'
  },
  prove: {
    title: 'Vérifier votre mot de passe pour {name}'
  }
}
