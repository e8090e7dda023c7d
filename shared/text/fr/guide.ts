import type { guide as english } from '../en/guide'
import { guideForEverybody } from './guideForEverybody'

export const guide: typeof english = {
  title: 'Guide',
  sentence: 'Les tâches principales, pas à pas. Il est sur cet ordinateur et se passe de connexion.',
  search: 'Chercher dans le guide',
  searchHint: 'Un mot (F)',
  topicsLabel: 'Sujets du guide',
  found: '{count} sujet | {count} sujets',
  none: 'Aucun sujet ne contient « {searched} ».',
  clear: 'Afficher tous les sujets',
  steps: 'Pas à pas',
  open: 'Ouvrir {page}',
  shortcuts: 'Afficher toutes les touches',
  about: 'Guide : {topic}',
  group: { superAdmin: 'Pour les super-administrateurs', officer: 'Pour les responsables de la sécurité', helpdesk: 'Pour l’assistance', everybody: 'Pour tout le monde' },
  topic: {
    enforceTwoFactor: {
      title: 'Exiger la 2FA sans exclure personne',
      why: 'Dès l’activation, les membres sans 2FA perdent l’accès, dans la console comme en ligne de commande. Les clés d’API continuent de fonctionner. On commence donc par les personnes, et on finit par le paramètre.',
      steps: {
        own: 'Activez la 2FA pour vous-même. Sans elle vous vous fermeriez la porte, et Gatehouse retient le paramètre.',
        signIn: 'Connectez-vous par e-mail et avec le code : le serveur n’accepte pas ce changement d’une clé d’API.',
        list: 'Dans Sécurité, regardez Membres sans 2FA. Copier la liste d’e-mails donne exactement ces adresses ; les membres dont l’état est inconnu sont comptés à part et ne sont jamais copiés.',
        write: 'Écrivez-leur, au besoin par lots depuis Membres. Gatehouse retient qui a été sollicité et quand, et montre qui reste.',
        wait: 'Actualisez jusqu’à ce qu’il ne reste personne, ou que vous acceptiez ceux qui restent.',
        apply: 'Activez Exiger la 2FA pour tous les membres, puis Vérifier et appliquer. Lisez qui perd l’accès avant de confirmer ; si la garde avertit d’une exclusion, elle demande de taper le nom de l’organisation.',
        check: 'Le paramètre est relu ensuite. Annuler la modification… se trouve à côté du résultat et passe par sa propre vérification.'
      }
    },
    passwordPolicy: {
      title: 'Fixer une politique de mots de passe',
      why: 'Tout le monde, vous compris, est sans accès jusqu’à la preuve d’un mot de passe conforme. Chaque changement de la politique redemande cette preuve à tous.',
      steps: {
        set: 'Dans Sécurité, sous Politique de mots de passe, activez Imposer la politique de mots de passe et choisissez longueur et caractères. Le serveur accepte une longueur minimale de 6 à 72.',
        review: 'Choisissez Vérifier et appliquer. La vérification dit combien de membres doivent prouver leur mot de passe.',
        prove: 'Juste après, prouvez le vôtre quand Gatehouse le demande, pour garder votre accès. Avec une clé d’API, cela se fait dans la console.',
        tell: 'Prévenez les autres : Conformité des membres a leurs adresses.'
      }
    },
    presets: {
      title: 'Utiliser un modèle',
      why: 'Un modèle réunit des paramètres de sécurité qui vont ensemble : ceux que Capgo recommande, ou les vôtres. Il ne change que le brouillon, et rien n’est appliqué avant votre vérification.',
      steps: {
        choose: 'Dans Sécurité, choisissez Utiliser un modèle…. Chaque modèle dit ce qu’il changerait.',
        stricter: 'Choisissez Mettre dans le brouillon, ou Seulement le plus strict si un modèle assouplit quelque chose.',
        apply: 'Choisissez Vérifier et appliquer, et lisez qui est touché.',
        own: 'Enregistrer comme modèle garde les paramètres affichés sur la page, sous un nom à vous.'
      }
    },
    keyPolicy: {
      title: 'Fixer une politique pour les clés d’API',
      why: 'Une politique de clés peut arrêter aussitôt des scripts et des compilations. La personne qui utilise une clé n’est souvent pas celle qui la voit échouer.',
      steps: {
        look: 'Dans Sécurité, sous Politique des clés d’API, voyez combien de clés sont en clair, sans expiration ou au-delà d’une durée. Le serveur ne dit le type que de vos propres clés ; celui des autres est inconnu.',
        secure: 'Imposer des clés sécurisées arrête aussitôt les clés en clair, dans d’autres organisations aussi. Régénérez d’abord, en clés sécurisées, celles qui servent.',
        expiry: 'Exiger une expiration fait refuser par une partie du serveur les clés sans date. Donnez-leur en une d’abord, dans Clés d’API, plusieurs à la fois.',
        ask: 'Interrogez les propriétaires des clés qui pourraient s’arrêter. Écrire aux propriétaires…, dans Clés d’API, commence le message.',
        apply: 'Choisissez Vérifier et appliquer. La vérification nomme chaque clé qui s’arrête ou pourrait s’arrêter, et ce qu’elle sert d’autre.'
      }
    },
    memberCompliance: {
      title: 'Lire la conformité des membres',
      why: 'Elle dit qui a prouvé un mot de passe pour la politique en vigueur. Sans politique il n’y a rien à respecter, et personne n’est dit conforme.',
      steps: {
        numbers: 'Les conformes l’ont prouvé et ont accès. Les non conformes doivent d’abord le faire. Inconnu veut dire que le serveur ne l’a pas dit : c’est l’un ou l’autre.',
        copy: 'Copier la liste d’e-mails ne prend que les membres non conformes. Les inconnus n’y sont jamais.',
        refused: 'Si votre rôle ou votre propre mot de passe empêche de le voir, la page le dit et montre comment en sortir.',
        changed: 'Après un changement de politique, tout le monde part non conforme. Le serveur compte ainsi ; ce n’est pas une erreur.'
      }
    },
    undo: {
      title: 'Annuler une modification',
      why: 'Annuler est une modification comme une autre : elle est vérifiée, peut redonner accès à des personnes, et est relue.',
      steps: {
        find: 'Dans Sécurité, choisissez Annuler la modification… dans le résultat, tant qu’il est affiché.',
        read: 'La vérification s’appelle Annulation. Elle nomme qui retrouve l’accès, et quelles clés.',
        later: 'Plus tard, Activité garde chaque modification faite avec Gatehouse sur cet ordinateur, avec les valeurs d’avant et d’après. Réglez-les de nouveau dans Sécurité.',
        not: 'Ce qui ne revient pas est dit avant d’être fait : une clé supprimée, un secret oublié, l’ancienne valeur d’une clé.'
      }
    },
    applyReview: {
      title: 'Appliquer une revue qu’on vous a remise',
      why: 'Un fichier de revue est un plan ; l’ouvrir ne fait rien. Vous décidez de chaque étape, d’après l’état d’aujourd’hui.',
      steps: {
        open: 'Ouvrez le fichier dans Revues, ou par un double clic. S’il est chiffré, entrez la phrase secrète reçue par un autre chemin.',
        compare: 'Comparez l’empreinte de l’auteur, lue de vive voix ou par téléphone. Ne continuez que si chaque groupe est identique, puis choisissez Je l’ai comparée.',
        obstacles: 'Lisez Ce qui s’oppose à son application, et réglez ce qui y est nommé.',
        today: 'Choisissez Comparer avec aujourd’hui. Chaque étape est inchangée, changée depuis, déjà faite, disparue ou inconnue.',
        decide: 'Choisissez Commencer à appliquer, puis regardez chaque étape : faites-la ou laissez-la. Ce qui a changé depuis demande votre raison. Vous pouvez vous arrêter après chaque étape et reprendre un autre jour.',
        report: 'Quand chaque étape est décidée, choisissez Terminer, puis Enregistrer le rapport…. Il est signé avec la clé de cet ordinateur.'
      }
    },
    snapshot: {
      title: 'Prendre un instantané',
      why: 'Un instantané contient les paramètres, les membres, les clés d’API et le journal d’audit d’un moment donné, chiffrés sur cet ordinateur. Il se lit sans connexion.',
      steps: {
        take: 'Dans Revues, choisissez Prendre un instantané. Il lit ce que votre identifiant peut voir et ne change rien.',
        missing: 'Une partie illisible reste inconnue dans l’instantané. La session d’un super-administrateur en voit le plus.',
        open: 'Ouvrez-le : chaque page montre alors ce moment, avec sa date au-dessus, et rien ne peut être modifié. La barre du haut le referme.',
        compare: 'Choisissez-en deux d’une même organisation pour voir ce qui diffère, ou comparez-en un à aujourd’hui.',
        monthly: 'Faites-en prendre un chaque mois, tant que Gatehouse tourne, si vous voulez un historique.'
      }
    },
    review: {
      title: 'Écrire une revue',
      why: 'Vous regardez un instantané au calme, notez ce que vous trouvez et prévoyez ce qui doit changer. Une personne qui en a le droit l’applique plus tard.',
      steps: {
        begin: 'Dans Revues, choisissez Nouvelle revue et l’instantané sur lequel elle repose. Ce que les règles trouvent y est dès le début.',
        findings: 'Parcourez les constats : gardez-les, acceptez-les avec une raison, ou ajoutez les vôtres.',
        plan: 'Prévoyez les étapes : paramètres, membres à solliciter, clés. Chacune montre qui elle touche, d’après l’instantané.',
        kept: 'Tout est gardé à mesure que vous écrivez, même si Gatehouse se ferme.'
      }
    },
    fingerprints: {
      title: 'Signer une revue, et à quoi sert l’empreinte',
      why: 'Votre signature montre que personne n’a modifié le fichier en chemin. Elle ne montre pas qui vous êtes : n’importe qui peut écrire votre nom dans un fichier. C’est pourquoi l’empreinte se lit à voix haute.',
      steps: {
        sign: 'Dans la revue, sous Signer et enregistrer, choisissez pendant combien de jours elle s’applique, si quelqu’un d’autre doit l’approuver, et si elle est chiffrée.',
        secrets: 'Le fichier ne contient aucun secret de clé. Il contient des noms et des adresses : chiffrez-le s’il voyage.',
        aloud: 'Lisez votre empreinte à la personne qui ouvre le fichier, de vive voix ou par téléphone. Ne l’envoyez jamais avec le fichier.',
        once: 'Elle la compare une fois ; son Gatehouse vous connaît ensuite.',
        memory: 'Sans trousseau, la clé qui signe est nouvelle à chaque démarrage, et l’empreinte aussi.'
      }
    },
    approval: {
      title: 'Approuver ou rejeter une revue',
      why: 'Un second regard : là où la revue ou cet ordinateur le demande, rien n’est appliqué avant qu’une autre personne que l’auteur l’ait approuvée.',
      steps: {
        open: 'Ouvrez le fichier dans Revues et comparez l’empreinte de l’auteur.',
        read: 'Lisez les constats et le plan. Chaque étape dit pourquoi.',
        say: 'Écrivez une note, puis choisissez Approuver et enregistrer… ou Rejeter et enregistrer…. Votre avis est signé, dans un nouveau fichier.',
        hand: 'Remettez le nouveau fichier à qui l’applique, et lisez-lui votre propre empreinte.',
        always: 'Dans Revues, on peut exiger une deuxième personne pour une organisation, toujours. Cela vaut pour l’ordinateur où vous le réglez.'
      }
    },
    evidencePack: {
      title: 'Faire un dossier de preuves pour un audit',
      why: 'Un dossier qui montre l’état de l’organisation à un moment donné : un rapport, des tableaux, et ce que concerne chaque paramètre. C’est une preuve, et non une promesse de conformité.',
      steps: {
        snapshot: 'Prenez d’abord un instantané, connecté avec le plus de droits possible. Ce qui n’a pas pu être lu figure dans le dossier comme inconnu.',
        choose: 'Dans Revues, sous Dossier de preuves, choisissez l’instantané et les normes. Les adresses e-mail sont masquées, sauf si vous décidez autrement.',
        save: 'Choisissez Enregistrer le dossier… et un emplacement. Chaque fichier a son empreinte, et leur liste est signée.',
        tell: 'Communiquez l’empreinte de la clé à l’auditeur par un autre chemin que le dossier.',
        check: 'Vérifier un dossier… dit s’il est tel qu’il a été signé.'
      }
    },
    posture: {
      title: 'Lire la posture',
      why: 'La posture résume en points combien l’organisation est protégée, et dit pourquoi pour chaque élément. C’est une fourchette là où quelque chose est inconnu.',
      steps: {
        read: 'Ce qui est certain fait le nombre du bas ; ce qui est inconnu pourrait ajouter jusqu’à celui du haut.',
        improve: 'Sous À améliorer dans, chaque élément mène à la page où il s’améliore.',
        history: 'Historique montre les jours passés, pour autant que Gatehouse ait regardé depuis cet ordinateur.'
      }
    },
    noAccess: {
      title: 'Savoir pourquoi quelqu’un n’a pas accès',
      why: 'Une invitation que personne n’a acceptée, une 2FA absente, un mot de passe qui reste à prouver : Membres dit lequel, et comment en sortir.',
      steps: {
        find: 'Dans Membres, cherchez son adresse. Les colonnes 2FA et Mot de passe disent où la personne en est ; Inconnu dit pourquoi quand vous vous y arrêtez.',
        twoFactor: 'Non activée, là où l’organisation exige la 2FA : la personne l’active dans son propre compte, dans la console Capgo. Vous ne pouvez pas le faire à sa place.',
        password: 'Non conforme : la personne ouvre l’organisation dans la console et y saisit une fois son mot de passe. Chaque changement de la politique redemande à tout le monde.',
        invited: 'Invité : l’invitation n’est pas encore acceptée. Elle attend la personne dans la console et dans sa Vue d’ensemble.',
        write: 'Sélectionnez la personne et choisissez Écrire un e-mail… : un message avec la marche à suivre commence dans votre messagerie.',
        yourself: 'Si c’est vous qui n’avez pas accès, Vos accès dit pourquoi, et quel rôle ou quel identifiant l’aurait.'
      }
    },
    createKey: {
      title: 'Créer une clé d’API',
      why: 'Une clé permet ce que permettent ses rôles, à quiconque la possède. Donnez-lui le minimum, et une date de fin.',
      steps: {
        page: 'Dans Clés d’API, choisissez Créer une clé d’API. Le formulaire montre ce que demande la politique de l’organisation.',
        roles: 'Choisissez rôles et applications. Le formulaire dit en toutes lettres ce que la clé pourra faire.',
        kind: 'Choisissez une clé sécurisée, sauf si un outil ancien ne sait pas s’en servir : elle est montrée une fois, et même Capgo ne peut plus la montrer ensuite.',
        expiry: 'Donnez-lui une date d’expiration. Gatehouse prévient 30, 7 et 1 jours avant.',
        secret: 'Créez-la. Son secret vous attend dans le trousseau jusqu’à ce que vous disiez que vous l’avez.'
      }
    },
    rotateKey: {
      title: 'Renouveler une clé d’API',
      why: 'Régénérer remplace la valeur aussitôt : ce qui utilise l’ancienne s’arrête à l’instant. Remplacer en douceur fait d’abord une copie, et rien ne s’arrête.',
      steps: {
        overlap: 'Dans Clés d’API, choisissez Remplacer en douceur… quand quelque chose dépend de la clé. Remettez la copie, constatez qu’elle fonctionne, puis supprimez l’ancienne. Cela peut durer des jours ; les étapes sont gardées.',
        now: 'Choisissez Régénérer… quand quelqu’un connaît peut-être la valeur. L’arrêt est alors ce que vous voulez.',
        many: 'Choisissez plusieurs clés pour les régénérer, ou leur donner une expiration, en une seule série qui se met en pause.',
        inUse: 'La clé avec laquelle Gatehouse est connecté est retenue. Connectez-vous par e-mail pour la renouveler.',
        used: 'Capgo n’enregistre pas quand une clé a servi pour la dernière fois. Demandez à ceux qui s’en servent.'
      }
    },
    manyKeys: {
      title: 'Modifier de nombreuses clés à la fois',
      why: 'Chaque clé est notée avant d’être envoyée, et envoyée une fois au plus. L’opération peut donc être suspendue, et reprend après un arrêt imprévu.',
      steps: {
        select: 'Dans Clés d’API, sélectionnez des clés avec la barre d’espace et choisissez Régénérer…, Fixer l’expiration… ou Supprimer….',
        plan: 'Le plan dit ce qui s’arrête, et quelles clés sont écartées et pourquoi. Au-delà de dix clés, vous saisissez leur nombre.',
        run: 'Suspendre attend entre deux clés, Reprendre continue.',
        secrets: 'Prenez ensuite les secrets un à un, ou tous dans un seul fichier chiffré.'
      }
    },
    legacyKeys: {
      title: 'Remplacer une clé héritée',
      why: 'Les Clés héritées sont vos clés sans rôle. Le serveur les accepte et ne leur montre rien ; elles se régénèrent et se suppriment, mais ne se modifient pas.',
      steps: {
        create: 'Sur la page de la clé, choisissez Créer la clé RBAC… et donnez-lui les rôles auxquels l’ancienne servait.',
        use: 'Mettez la nouvelle clé là où l’ancienne est utilisée, et vérifiez qu’elle fonctionne.',
        remove: 'Supprimez alors l’ancienne clé. Elle reste jusque-là.',
        hidden: 'Là où les rôles des clés ne sont montrés qu’aux administrateurs, une clé peut n’avoir que l’air d’une clé héritée ; la page nomme l’organisation où demander.'
      }
    },
    revokeKey: {
      title: 'Révoquer une clé d’API',
      why: 'Ce qui utilise la clé s’arrête aussitôt. Seul son propriétaire peut supprimer une clé ; celle d’autrui est désarmée en lui retirant ses rôles.',
      steps: {
        own: 'Votre propre clé : dans Clés d’API, choisissez Supprimer…. Ce qu’elle atteint est nommé d’abord. Elle ne revient pas.',
        others: 'Celle d’autrui : choisissez Révoquer…. Ses rôles dans cette organisation lui sont retirés ; elle garde ceux d’ailleurs.',
        back: 'Les rôles retirés peuvent être rendus depuis la liste de la même page, tant qu’elle est gardée.',
        tell: 'Écrivez au propriétaire, pour qu’il supprime la clé et cherche où elle était connue.'
      }
    },
    secret: {
      title: 'Remettre un secret',
      why: 'Le secret d’une nouvelle clé reste dans le trousseau jusqu’à ce que vous disiez que vous l’avez, et vous est proposé de nouveau après un plantage. Il n’est dans aucun fichier de Gatehouse ni dans son journal technique.',
      steps: {
        look: 'Regardez qui voit votre écran. La clé est cachée jusqu’à ce que vous choisissiez Afficher la clé, et disparaît après 30 secondes.',
        copy: 'Copier la met dans le presse-papiers, hors de son historique quand le système le permet, et l’en retire ensuite.',
        file: 'Enregistrer dans un fichier chiffré… fait un fichier age que seule sa phrase secrète ouvre. Donnez la phrase par un autre chemin que le fichier.',
        compare: 'Vous pouvez comparer l’empreinte au téléphone : elle dit que c’est la même clé et ne révèle rien.',
        done: 'Ne choisissez Je l’ai, fermer qu’une fois qu’elle est arrivée. Personne ne peut plus la montrer ensuite.'
      }
    },
    lostAnswer: {
      title: 'Quand une réponse se perd',
      why: 'Si la connexion se coupe après l’envoi d’une demande, personne ne sait aussitôt si le serveur l’a exécutée. Gatehouse n’envoie rien une deuxième fois de lui-même.',
      steps: {
        reading: 'Il lit. Une modification de paramètre est alors confirmée par lecture, ou reste inconnue.',
        keys: 'D’une clé il dit régénérée, pas régénérée ou pas encore connu, dans Clés d’API, parmi les réponses perdues.',
        unknown: 'Tant que c’est inconnu, ne comptez pas sur l’ancienne valeur et n’y renoncez pas. Regarder de nouveau lit encore une fois.',
        gone: 'Un secret dont la réponse est perdue l’est aussi. Régénérez la clé encore une fois, ou supprimez-la.'
      }
    },
    ...guideForEverybody
  }
}
