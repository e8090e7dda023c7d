import type { posture as english } from '../en/posture'
import { sectionTitles } from './firstWords'

export const posture: typeof english = {
  title: sectionTitles.posture,
  what: 'l’état de l’organisation',
  sentence: {
    exact: '{high} points sur 100 ; tout ce qui compte est connu',
    range: 'De {low} à {high} points sur 100, selon ce qui reste inconnu',
    nothing: 'Rien de ce qui compte n’est connu',
    membersFrom: '{sentence} ; les membres datent de {time}'
  },
  asOf: 'À {time} : {sentence}',
  membersFrom: 'La dernière lecture des membres a échoué. Ce qui est dit ici des membres, et ce qu’ils apportent au score, date de {time} ; les preuves exportées ne contiennent que la dernière lecture.',
  unknown: 'inconnu',
  atLeast: '≥ {count}',
  score: {
    title: 'Score',
    value: '{low} à {high}',
    of: 'sur 100',
    how: 'Ce qui est certain compte. Ce qui est inconnu n’ajoute rien au nombre du bas et tout ce qu’il pourrait à celui du haut. Les clés pèsent plus d’un tiers, car une clé d’API échappe à la 2FA et à la politique de mots de passe.',
    table: 'Composition du score',
    column: { part: 'Élément', points: 'Points', why: 'Pourquoi', way: 'À améliorer dans' },
    points: '{points} sur {weight}',
    more: 'jusqu’à {points} de plus, inconnu',
    name: {
      twoFactorEnforced: '2FA exigée de tous les membres',
      twoFactorMembers: 'Membres ayant la 2FA',
      passwordPolicy: 'Politique de mots de passe',
      passwordMembers: 'Membres qui la respectent',
      secureKeysEnforced: 'Clés d’API sécurisées exigées',
      expirationRequired: 'Expiration des clés exigée',
      maximumLifetime: 'Durée de validité maximale',
      secureKeys: 'Clés sécurisées',
      expiringKeys: 'Clés qui expirent'
    },
    reason: {
      twoFactorEnforced: { met: 'Chaque membre doit avoir la 2FA.', off: 'Les membres peuvent se passer de la 2FA.', unknown: 'On ne sait pas si la 2FA est exigée.' },
      twoFactorMembers: {
        met: 'Chaque membre a la 2FA.',
        partly: '{count} membre sur {total} a la 2FA. | {count} membres sur {total} ont la 2FA.',
        none: 'Aucun membre n’a la 2FA.',
        partlyUnknown: 'On sait que {count} membre sur {total} a la 2FA ; pour d’autres, c’est inconnu. | On sait que {count} membres sur {total} ont la 2FA ; pour d’autres, c’est inconnu.',
        unknown: 'On ne sait pas qui a la 2FA.'
      },
      passwordPolicy: { met: 'Les mots de passe ont au moins {count} caractères.', short: 'Les mots de passe ont au moins {count} caractères ; il en faut {total} pour compter pleinement.', off: 'Aucune politique de mots de passe n’est en vigueur.', unknown: 'On ne sait pas si une politique de mots de passe est en vigueur.' },
      passwordMembers: {
        met: 'Chaque membre a prouvé un mot de passe conforme à la politique.',
        partly: '{count} membre sur {total} a prouvé un mot de passe conforme à la politique. | {count} membres sur {total} ont prouvé un mot de passe conforme à la politique.',
        none: 'Aucun membre n’a prouvé un mot de passe conforme à la politique.',
        partlyUnknown: 'On sait que {count} membre sur {total} la respecte ; pour d’autres, c’est inconnu. | On sait que {count} membres sur {total} la respectent ; pour d’autres, c’est inconnu.',
        notAsked: 'Sans politique, aucune preuve n’est demandée.',
        unknown: 'On ne sait pas qui respecte la politique.'
      },
      secureKeysEnforced: { met: 'Les clés d’API en clair sont refusées.', off: 'Les clés d’API en clair sont acceptées.', unknown: 'On ne sait pas si les clés sécurisées sont exigées.' },
      expirationRequired: { met: 'Toute nouvelle clé d’API doit expirer.', off: 'Une clé d’API peut être valable sans limite.', unknown: 'On ne sait pas si les clés doivent expirer.' },
      maximumLifetime: {
        met: 'Une échéance est fixée à {count} jour au plus. | Une échéance est fixée à {count} jours au plus.',
        noMaximum: 'Une échéance peut être aussi lointaine que l’on veut ; {total} jours au plus comptent.',
        longMaximum: 'Une échéance peut être fixée à {count} jours ; {total} au plus comptent.',
        unknown: 'On ne connaît pas l’échéance la plus lointaine.'
      },
      secureKeys: {
        met: 'Toutes les clés utilisables sont sécurisées.',
        partly: '{count} clé utilisable sur {total} est sécurisée. | {count} clés utilisables sur {total} sont sécurisées.',
        none: 'Aucune clé utilisable n’est sécurisée.',
        partlyUnknown: 'On sait que {count} clé utilisable sur {total} est sécurisée ; pour d’autres, le serveur ne dit pas la nature. | On sait que {count} clés utilisables sur {total} sont sécurisées ; pour d’autres, le serveur ne dit pas la nature.',
        noKeys: 'Aucune clé utilisable n’atteint l’organisation.',
        refusedByPolicy: 'Les clés sécurisées sont exigées : aucune clé en clair n’atteint quoi que ce soit.',
        unknown: 'On ne connaît pas toutes les clés qui atteignent l’organisation.'
      },
      expiringKeys: {
        met: 'Toutes les clés utilisables expirent à temps.',
        partly: '{count} clé utilisable sur {total} expire à temps. | {count} clés utilisables sur {total} expirent à temps.',
        none: 'Aucune clé utilisable n’expire à temps.',
        noKeys: 'Aucune clé utilisable n’atteint l’organisation.',
        unknown: 'On ne connaît pas toutes les clés qui atteignent l’organisation.'
      }
    },
    way: { security: 'Sécurité', members: 'Membres', keys: 'Clés d’API', of: '{way} : {part}' },
    full: 'Plus rien à faire'
  },
  figures: {
    twoFactor: { title: '2FA', total: 'Membres au total', enabled: '2FA activée', notEnabled: '2FA non activée', unknown: 'Inconnu', pending: '{count} personne de plus est invitée. | {count} personnes de plus sont invitées.' },
    password: { title: 'Politique de mots de passe', compliant: 'Conformes', nonCompliant: 'Non conformes', unknown: 'Inconnu', notAsked: 'Aucune politique de mots de passe n’est en vigueur : aucune preuve n’est demandée.', notKnown: 'On ne sait pas si une politique de mots de passe est en vigueur.' },
    keys: {
      title: 'Adoption des clés d’API sécurisées',
      total: 'Clés d’API, expirées comprises',
      secure: 'Sécurisées',
      plain: 'En clair',
      unknownKind: 'Nature non communiquée',
      withoutExpiry: 'Sans expiration',
      expiringSoon: 'Expirent sous 30 jours',
      expired: 'Expirées',
      beyondMaximum: 'Au-delà du maximum',
      undetermined: 'On ne sait pas si {count} autre de vos clés atteint l’organisation. | On ne sait pas si {count} autres de vos clés atteignent l’organisation.',
      kindWords: 'Le serveur ne dit la nature que de vos propres clés.',
      partial: 'La liste des clés n’est pas entière : les nombres sont des minimums.',
      what: 'les clés d’API de l’organisation',
      refused: 'Votre rôle ou votre identifiant ne permet pas de voir les clés d’API de l’organisation ; ce qu’elles ajoutent au score est inconnu.'
    },
    membersFrom: 'Ces chiffres datent de {time}.',
    failed: 'Ce qui est inconnu ici n’a pas pu être lu cette fois.'
  },
  history: {
    title: 'Historique',
    what: 'les jours précédents',
    gaps: 'Les lignes s’interrompent là où aucun jour n’a été conservé pendant plus d’une semaine : on ne sait pas ce qu’il en était.',
    where: 'Conservé sur cet ordinateur, une lecture par jour, des nombres seulement. Une lecture en partie manquée n’est pas conservée.',
    empty: 'Aucun jour n’est encore conservé. Le premier le sera dès que les membres et les clés auront été lus sans erreur.',
    one: 'Un seul jour est conservé jusqu’ici ; la courbe commence au deuxième.',
    setAside: 'L’historique n’a pas pu être utilisé tel quel. Il a été mis de côté sans changement, et ce qui était lisible a été repris ; des jours peuvent manquer.',
    notKept: 'la conservation de la lecture du jour',
    caption: 'Jours du {first} au {last}',
    chart: 'Score et parts du {first} au {last}. Le tableau donne les mêmes nombres.',
    showTable: 'Afficher le tableau',
    showChart: 'Afficher la courbe',
    noChart: 'La courbe ne peut pas être tracée ici ; le tableau donne les mêmes nombres.',
    column: { day: 'Jour', score: 'Score', twoFactor: 'Membres ayant la 2FA', passwords: 'Membres conformes à la politique', secureKeys: 'Clés sécurisées', expiringKeys: 'Clés avec expiration' },
    series: { low: 'Score certain', high: 'Score avec ce qui est inconnu', twoFactor: 'Membres ayant la 2FA, en pour cent' },
    range: '{low} à {high}',
    share: '{count} sur {total}',
    shareUnknown: '{count} sur {total}, {unknown} inconnus'
  },
  compliance: {
    title: 'Paramètres en rapport avec des référentiels',
    note: 'Ces éléments attestent de paramètres, tels que lus. Ils ne disent pas que l’organisation est conforme à un référentiel : chacun demande bien davantage.',
    standard: { soc2: 'SOC 2', iso27001: 'ISO 27001:2022', hipaa: 'HIPAA', gdpr: 'RGPD', pciDss: 'PCI DSS v4.0' },
    column: { control: 'Exigence', settings: 'Paramètres en rapport', state: 'État', missing: 'Ce qui manque' },
    state: { satisfied: 'En place', missing: 'Manquant', unknown: 'Inconnu' },
    summary: '{satisfied} sur {total} en place',
    control: {
      soc2: { CC6_1: 'Sécurité des accès logiques', CC6_2: 'Identifiants délivrés et retirés', CC6_3: 'Accès retirés à temps' },
      iso27001: { A_5_15: 'Contrôle d’accès', A_5_17: 'Informations d’authentification', A_8_5: 'Authentification sécurisée', A_8_24: 'Utilisation de la cryptographie' },
      hipaa: { '164_312_a_1': 'Contrôle d’accès', '164_312_d': 'Authentification des personnes et entités', '164_308_a_5_ii_D': 'Gestion des mots de passe' },
      gdpr: { Art_32_1_b: 'Confidentialité des systèmes de traitement' },
      pciDss: { '8_3_2': 'Facteurs d’authentification illisibles une fois stockés', '8_3_6': 'Longueur et composition des mots de passe', '8_4': 'Authentification multifacteur', '8_6_3': 'Secrets des comptes système changés à temps' }
    },
    requirement: {
      twoFactor: '2FA exigée de tous les membres',
      passwordPolicy: 'Politique de mots de passe en vigueur',
      passwordLength: 'Longueur minimale',
      passwordNumber: 'Chiffre exigé',
      passwordLetter: 'Majuscule exigée',
      secureKeys: 'Clés d’API sécurisées exigées',
      keyExpiration: 'Expiration des clés exigée',
      keyMaximum: 'Durée de validité maximale',
      encryptedBundles: 'Bundles chiffrés'
    },
    missing: {
      twoFactor: 'La 2FA n’est pas exigée.',
      passwordPolicy: 'Aucune politique de mots de passe n’est en vigueur.',
      passwordLength: 'Aucune longueur minimale n’est en vigueur ; {needed} caractères sont demandés.',
      passwordShort: '{found} caractères sont en vigueur ; {needed} sont demandés.',
      passwordNumber: 'Aucun chiffre n’est exigé.',
      passwordLetter: 'Aucune lettre n’est exigée.',
      secureKeys: 'Les clés d’API en clair sont acceptées.',
      keyExpiration: 'Les clés d’API peuvent ne jamais expirer.',
      keyMaximum: 'Aucun maximum n’est fixé.',
      encryptedBundles: 'Les bundles peuvent ne pas être chiffrés.',
      none: 'Rien de tout cela',
      unknown: 'Inconnu'
    },
    export: {
      csv: 'Enregistrer en CSV…',
      json: 'Enregistrer en JSON…',
      name: 'Éléments de posture',
      done: 'Éléments enregistrés dans {path}',
      failed: 'l’enregistrement des éléments',
      note: 'Atteste d’un paramètre, sans valeur de conformité',
      column: { standard: 'Référentiel', control: 'Exigence', setting: 'Paramètre', state: 'État', found: 'Constaté', needed: 'Demandé', organization: 'Organisation', server: 'Serveur', readAt: 'Lu le', settingsReading: 'Lecture des paramètres', note: 'Remarque' },
      reading: { whole: 'complète', partial: 'incomplète' }
    }
  }
}
