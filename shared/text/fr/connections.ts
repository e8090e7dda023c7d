import type { connections as english } from '../en/connections'

export const connections: typeof english = {
  title: 'Connexions',
  what: 'la liste des connexions',
  use: {
    session: 'Utiliser la session',
    apiKey: 'Utiliser la clé d’API',
    what: { session: 'le passage à la session', apiKey: 'le passage à la clé d’API' }
  },
  needed: {
    session: 'Une clé d’API ne le peut pas, quel que soit son rôle. Une session, ouverte par e-mail, le peut.',
    apiKey: 'Une session ne le peut pas. Une clé d’API le peut.',
    aal2: 'Une clé d’API ne le peut pas, quel que soit son rôle. Une session le peut, une fois saisi le code à six chiffres de votre 2FA.',
    codeMissing: 'Cette session a été ouverte sans le code à six chiffres de votre 2FA ; le serveur ne lui permet donc pas cette action.',
    has: { session: 'Cette connexion a aussi une session.', apiKey: 'Cette connexion a aussi une clé d’API.' },
    hasSessionOf: 'Cette connexion a aussi une session, celle de {email}.',
    lacks: { session: 'Cette connexion n’en a pas encore.', apiKey: 'Cette connexion n’en a pas encore.' },
    again: 'Reconnectez-vous et saisissez le code.',
    demo: 'La démo n’a que sa propre connexion.',
    add: { session: 'Se connecter par e-mail', apiKey: 'Ajouter une clé d’API' },
    signInAgain: 'Se reconnecter'
  }
}
