import type { guideForEverybody as english } from '../en/guideForEverybody'

export const guideForEverybody: typeof english = {
  connections: {
    title: 'Connexions : serveurs et identifiants',
    why: 'Une connexion, c’est un serveur avec une clé d’API, une session par e-mail, ou les deux. Le secret de l’une ne va jamais au serveur d’une autre.',
    steps: {
      kind: 'Une session voit et change le plus. Une clé d’API sert à ce que ses rôles permettent ; le serveur refuse certaines choses à toute clé.',
      access: 'Vos accès dit ce que l’identifiant utilisé peut faire ici, pourquoi non, et comment en sortir.',
      test: 'Tester, dans Connexions, demande au serveur si un identifiant fonctionne encore.',
      own: 'Un serveur à vous se donne par une adresse. Un proxy, ou l’autorité de certification de votre entreprise, se règle dans Réglages, Réseau.',
      remove: 'Retirer une connexion retire ses secrets de cet ordinateur. La clé elle-même reste chez Capgo jusqu’à sa suppression.'
    }
  },
  lock: {
    title: 'Verrouiller Gatehouse',
    why: 'Le verrou protège une fenêtre devant laquelle personne n’est assis. Il n’arrête pas qui peut modifier les fichiers de Gatehouse ou lire votre trousseau.',
    steps: {
      now: 'Appuyez sur L, ou sur Ctrl et L pendant une saisie ; sur un Mac, Commande et L.',
      idle: 'Il se verrouille aussi après un temps d’inactivité, à la mise en veille, et avec l’écran si le système le signale. La durée est dans Réglages, Verrouillage.',
      open: 'Vous l’ouvrez avec votre mot de passe, Touch ID ou le trousseau, selon le système et votre connexion.',
      memory: 'Sans trousseau, le verrouillage efface les identifiants, et vous vous reconnectez.'
    }
  },
  unknown: {
    title: 'Ce que veut dire « inconnu »',
    why: 'Quand le serveur n’a pas dit une chose, n’a pas pu être interrogé ou n’en a envoyé qu’une partie, Gatehouse dit inconnu au lieu de deviner.',
    steps: {
      count: 'Les membres inconnus sont comptés à part : ni avec ni sans 2FA, et leurs adresses ne sont jamais copiées.',
      least: 'Un nombre précédé de ≥ est un minimum : une liste a été écourtée.',
      why: 'La page dit pourquoi : votre rôle, votre propre mot de passe, ou une lecture qui a échoué. Réessayer n’aide que dans le dernier cas.',
      reviews: 'Dans les revues et les dossiers de preuves, l’inconnu figure comme tel, et jamais comme en règle.'
    }
  },
  keyboard: {
    title: 'Travailler au clavier',
    why: 'Tout se fait sans souris.',
    steps: {
      find: 'Ctrl et K, sur un Mac Commande et K, trouve commandes, réglages, sujets de ce guide, organisations et, une fois lus, membres et clés d’API, avec ce qu’on peut faire d’une clé.',
      pages: 'Les chiffres de 1 à 9 ouvrent les pages dans l’ordre du menu latéral ; la virgule ouvre les réglages.',
      page: 'F filtre la page, R l’actualise, L verrouille, et F1 ouvre ce guide.',
      lists: 'Dans les listes, les flèches déplacent, la barre d’espace choisit, Maj avec une flèche en choisit plusieurs, et la touche Menu montre ce qu’on peut faire. Entrée ouvre une ligne de la Vue d’ensemble, des Clés d’API et des constats d’une revue ; un membre n’a rien à ouvrir.',
      all: 'Le point d’interrogation montre toutes les touches. Lettres et chiffres agissent tant que rien n’est saisi.'
    }
  },
  upToDate: {
    title: 'Garder Gatehouse à jour et à portée de main',
    why: 'Gatehouse n’installe et ne lance rien sans vous. C’est à vous d’en décider, ou à votre administrateur.',
    steps: {
      look: 'Réglages, Mises à jour dit quelle version vous avez. Chercher maintenant demande s’il y en a une plus récente, Télécharger la prend et la contrôle, Redémarrer pour mettre à jour l’installe ; ce qui n’est pas terminé demande d’abord.',
      news: 'Nouveautés, dans le menu Aide, dit ce qui a changé.',
      login: 'Lancer à l’ouverture de session, dans les réglages, ouvre Gatehouse quand vous ouvrez votre session sur cet ordinateur. À côté est dit ce que le système en fait.',
      tray: 'Avec Icône près de l’horloge, fermer la fenêtre laisse Gatehouse ouvert : il se verrouille comme d’habitude et prévient avant l’expiration des clés d’API.',
      managed: 'Ce qui porte la mention Géré par votre administrateur ne se change pas ici.'
    }
  },
  diagnostics: {
    title: 'Préparer un rapport de diagnostic',
    why: 'Pour la personne qui vous aide quand quelque chose ne marche pas. Vous le lisez en entier avant de l’enregistrer, et rien n’est envoyé à personne.',
    steps: {
      make: 'Ouvrez Diagnostic, dans le menu Aide, et choisissez Préparer le rapport. Il essaie le chemin vers le serveur étape par étape.',
      read: 'Lisez-le. Il ne contient ni identifiant, ni adresse e-mail, ni nom de connexion.',
      save: 'Choisissez Copier ou Enregistrer…, et remettez-le vous-même.'
    }
  },
  dataPlaces: {
    title: 'Où sont vos données',
    why: 'Gatehouse n’a pas de serveur à lui. Il parle au serveur de la connexion ouverte, et garde le reste sur cet ordinateur.',
    steps: {
      secrets: 'Identifiants et nouveaux secrets : dans le trousseau du système, ou en mémoire pour cette session s’il n’y en a pas.',
      sealed: 'Instantanés, revues et ce qui est en cours d’application : dans le dossier de Gatehouse, chiffrés avec une clé du trousseau.',
      plain: 'Réglages, brouillons, campagnes et journal des modifications : dans le dossier de Gatehouse, lisibles par vous. Ils ne contiennent aucun identifiant ; ils contiennent des adresses.',
      log: 'Le journal technique : dans le même dossier, les identifiants en étant retirés avant que chaque ligne soit écrite. Rien n’est envoyé à personne.',
      yours: 'Ce que vous enregistrez vous-même, comme des listes et des dossiers de preuves, reste où vous l’avez mis. Gatehouse ne le supprime pas.'
    }
  }
}
