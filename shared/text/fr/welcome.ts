import type { welcome as english } from '../en/welcome'

export const welcome: typeof english = {
  slow: 'Le serveur n’a pas encore répondu. Gatehouse renonce de lui-même s’il reste muet ; ce que vous avez saisi reste ici.',
  title: 'Bienvenue dans Gatehouse',
  sentence: 'Administrez la sécurité de vos organisations Capgo, et voyez qui perdrait l’accès avant que quiconque le perde.',
  again: 'Connexion',
  signIn: 'Se connecter',
  add: 'Ajouter une connexion',
  addSentence: 'Ce qui est ouvert le reste jusqu’à ce que la nouvelle connexion fonctionne.',
  to: 'Se connecter à {name}',
  toSentence: 'Le serveur est celui de la connexion : {server}.',
  known: {
    title: 'Reprendre où vous en étiez',
    manage: 'Gérer les connexions',
    goOn: 'Continuer',
    goOnNamed: 'Continuer avec {name}',
    signIn: 'Se reconnecter',
    signInNamed: 'Se reconnecter à {name}'
  },
  signedOut: 'Vous êtes déconnecté',
  back: 'Retour',
  demo: {
    title: 'Essayer l’organisation de démonstration',
    sentence: 'Une entreprise inventée de 42 personnes, sur un serveur intégré à Gatehouse. Rien ne quitte cet ordinateur et aucun compte n’est nécessaire. Vos modifications sont gardées pour la prochaine fois.',
    button: 'Ouvrir la démo',
    busy: 'Ouverture de la démo',
    what: 'l’organisation de démonstration'
  },
  apiKey: {
    title: 'Se connecter avec une clé d’API',
    sentence: 'Pour consulter et pour la plupart des paramètres. Une clé d’API ne peut pas rendre la 2FA obligatoire ; pour cela, connectez-vous par e-mail.',
    field: 'Clé d’API',
    button: 'Se connecter avec la clé',
    busy: 'Demande au serveur',
    what: 'la connexion avec une clé d’API',
    empty: 'Saisissez une clé d’API.'
  },
  email: {
    title: 'Se connecter par e-mail',
    sentence: 'Pour tout faire, y compris rendre la 2FA obligatoire. Si votre compte a la 2FA, le code est demandé ensuite.',
    field: 'E-mail',
    password: 'Mot de passe',
    button: 'Se connecter',
    busy: 'Demande au serveur',
    what: 'la connexion par e-mail',
    emptyEmail: 'Saisissez l’adresse e-mail de votre compte Capgo.',
    emptyPassword: 'Saisissez le mot de passe.'
  },
  code: {
    title: 'Saisir le code',
    sentence: 'Le mot de passe est juste. Saisissez les six chiffres que votre application affiche pour {email}.',
    field: 'Code à six chiffres',
    button: 'Vérifier',
    busy: 'Vérification du code',
    cancel: 'Revenir au mot de passe',
    what: 'la vérification du code',
    notVerified: 'Le code n’a pas été vérifié',
    incomplete: 'Le code a six chiffres.',
    expired: 'Cette connexion a pris trop de temps ; elle recommence par le mot de passe.'
  },
  advanced: 'Options avancées',
  server: 'Serveur',
  serverHint: 'Vide : les serveurs de Capgo. Sinon l’adresse d’un serveur auto-hébergé, par exemple https://capgo.example.org',
  byHand: {
    enter: 'Saisir les adresses à la main',
    oneAddress: 'Revenir à une seule adresse',
    offer: 'Si c’est un serveur Capgo qui ne donne pas ses autres adresses, vous pouvez les saisir à la main.',
    sentence: 'Pour un serveur qui ne donne pas ses adresses à /private/config. Elles figurent dans sa configuration.',
    api: 'Adresse de l’API',
    apiHint: 'Là où répondent /organization et /apikey, par exemple https://api.example.org',
    supabase: 'Adresse de Supabase',
    supabaseHint: 'Là où répondent /auth/v1 et /rest/v1. Ce peut être la même adresse.',
    anonKey: 'Clé anonyme',
    anonKeyHint: 'La clé publique du projet Supabase, que tout client envoie. Elle n’a rien de secret.',
    empty: { api: 'Saisissez l’adresse de l’API.', supabase: 'Saisissez l’adresse de Supabase.', anonKey: 'Saisissez la clé anonyme.' },
    wrongApi: 'Quelque chose répond là, mais ce n’est pas l’API d’un serveur Capgo.',
    wrongSupabase: 'Quelque chose répond là, mais ce n’est pas un serveur Supabase.',
    refusedAnonKey: 'Le serveur Supabase n’accepte pas cette clé. Vérifiez que les deux vont ensemble.',
    wrongAnonKey: 'Cette clé anonyme est inutilisable. Copiez-la de nouveau en entier.',
    anonKeyTooLong: 'C’est trop long pour une clé anonyme : 2 000 caractères au plus.'
  },
  blocked: {
    until: 'Le serveur n’accepte aucune connexion avant {time}.',
    left: 'Encore {left}.',
    minutes: '{count} minute avant de pouvoir vous connecter | {count} minutes avant de pouvoir vous connecter',
    over: 'Le blocage est terminé. Vous pouvez vous connecter de nouveau.'
  },
  kept: {
    keychain: 'Les mots de passe ne sont jamais gardés. Les clés d’API et les sessions ne le sont que dans le trousseau du système.',
    memory: 'Les mots de passe ne sont jamais gardés. Les clés d’API et les sessions ne le sont qu’en mémoire, jusqu’à la fermeture.'
  },
  errors: {
    connectionLost: 'La liaison s’est rompue avant la fin de la réponse : la connexion n’a pas abouti. Réessayez.',
    serverError: 'Le serveur a échoué : la connexion n’a pas abouti. Réessayez plus tard.',
    timeout: 'Le serveur n’a pas répondu à temps : la connexion n’a pas abouti. Réessayez.',
    cancelled: 'La connexion a été interrompue avant la fin. Réessayez.',
    outcomeUnknown: 'La réponse s’est perdue : la connexion n’a pas abouti. Réessayez.',
    conflict: 'Vos organisations ont changé pendant la lecture : la connexion n’a pas abouti. Réessayez.',
    notFound: 'Le serveur ne trouve pas ce qui est demandé : la connexion n’a pas abouti. Réessayez.',
    unexpected: 'Un échec imprévu s’est produit : la connexion n’a pas abouti. Réessayez ; les détails ci-dessous aideront à comprendre.',
    forbidden: 'Le serveur connaît ce compte mais le refuse : il est peut-être banni, ou son adresse e-mail n’est pas confirmée. Rien n’a été gardé ; regardez le compte dans la console Capgo.',
    rateLimited: 'Le serveur bloque les connexions d’ici pour un moment, car il y a eu trop d’essais. Attendez la fin du blocage : chaque nouvel essai peut le prolonger.',
    invalidResponse: 'Ce qui répond à cette adresse n’est pas un serveur Capgo, ou pas un que Gatehouse comprenne. Vérifiez l’adresse dans les options avancées.',
    invalidInput: 'Le serveur ne peut rien faire de cette saisie. Vérifiez qu’il n’y a ni espace ni caractère manquant, ainsi que l’adresse dans les options avancées.',
    apiKeyCharacters: 'Une clé d’API ne contient ni espace, ni retour à la ligne, ni lettre accentuée. Copiez-la de nouveau en entier.',
    unauthorized: 'Le serveur n’accepte pas cette connexion. Vérifiez la saisie, ainsi que l’adresse dans les options avancées.'
  },
  tooLong: 'C’est trop long : {count} caractères au plus.',
  /** What is wrong with the address in the field. */
  wrongServer: {
    notAddress: 'Ce n’est pas une adresse de serveur. Une adresse ressemble à https://capgo.example.org',
    notHttps: 'L’adresse doit commencer par https://. Un simple http:// n’est accepté que pour cet ordinateur.',
    withName: 'L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.',
    tooLong: 'Cette adresse est trop longue : 300 caractères au plus.',
    nothingAnswers: 'Rien ne répond à cette adresse et à ce port. Vérifiez les deux, ou réessayez plus tard.',
    notFound: 'Aucun serveur de ce nom n’a été trouvé. Vérifiez l’orthographe et le réseau.'
  },
  consolePage: {
    what: 'la connexion sur la page de la console',
    sentence: 'Un captcha, ou l’authentification unique de votre entreprise ? La page de la console propose les deux, dans une fenêtre à part.',
    needed: 'Connectez-vous sur la page de la console, où se trouve le captcha. Elle s’ouvre dans une fenêtre à part, puis Gatehouse prend le relais. Ou utilisez une clé d’API.',
    button: 'Se connecter sur la page de la console…',
    address: 'Adresse de la console',
    addressHint: 'Laissez vide si la console est à l’adresse même du serveur.',
    open: 'La page de la console est ouverte dans une fenêtre à part. Son titre commence par l’adresse où vous êtes.',
    close: 'Fermer cette fenêtre'
  },
  console: 'Ouvrir la console Capgo',
  consoleFailed: 'La console n’a pas pu être ouverte. Son adresse est {address}'
}
