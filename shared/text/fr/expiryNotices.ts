import type { expiryNotices as english } from '../en/expiryNotices'

export const expiryNotices: typeof english = {
  title: 'Des clés d’API expirent',
  one: { 30: 'Une clé d’API de {organization} expire d’ici 30 jours.', 7: 'Une clé d’API de {organization} expire d’ici 7 jours.', 1: 'Une clé d’API de {organization} expire d’ici un jour.' },
  many: { 30: '{count} clés d’API de {organization} expirent d’ici 30 jours.', 7: '{count} clés d’API de {organization} expirent d’ici 7 jours.', 1: '{count} clés d’API de {organization} expirent d’ici un jour.' },
  finished: { title: 'Un traitement de plusieurs clés est terminé', all: '{organization} : les {count} clés sont faites.', some: '{organization} : {done} clés sur {count} sont faites. Gatehouse montre ce qu’il en est des autres.' },
  panel: {
    finished: 'M’avertir quand un traitement de plusieurs clés est terminé',
    finishedSentence: 'Seulement quand vous regardez ailleurs que la fenêtre ; aucune clé n’est nommée.',
    title: 'Notifications',
    label: 'M’avertir avant l’expiration des clés d’API',
    sentence: 'Gatehouse affiche une notification du système 30 jours, 7 jours et 1 jour avant, tant qu’il est ouvert et déverrouillé. Il se fie à la dernière lecture, ne nomme aucune clé et ne dit chaque chose qu’une fois.'
  }
}
