// The page's own words. What the bot says comes from the bot.

const WORDS = {
  fr: {
    skip: 'Aller à la question',
    banner: 'Aperçu local : rien ne quitte cette machine',
    menu: 'Conversations et réglages',
    chats: 'Conversations',
    language: 'Langue',
    theme: 'Apparence',
    themeAuto: 'Auto',
    themeLight: 'Clair',
    themeDark: 'Sombre',
    openMenu: 'Conversations et réglages',
    log: 'Messages',
    toEnd: 'Aller au dernier message',
    replyKeyboard: 'Réponses proposées',
    commands: 'Commandes du robot',
    attach: 'Joindre un fichier',
    send: 'Envoyer',
    drop: 'Déposez le fichier ici',
    ok: 'Fermer',
    you: 'Vous',
    robot: 'robot',
    members: (n) => `${n} membres`,
    documents: (n) => (n === 1 ? '1 document' : `${n} documents`),
    dossier: 'Dossier',
    write: 'Posez une question…',
    writeGroup: (bot) => `Mentionnez @${bot}…`,
    yourMessage: 'Votre message',
    welcomeTitle: 'Interrogez le dossier',
    welcome:
      'Posez une question : le robot répond par les passages du dossier qui le disent, cités mot pour mot avec leur source, ou reconnaît que le dossier n’en parle pas.',
    welcomeGroup: (bot) => `Un groupe de démonstration : ici, le robot ne répond que si on le mentionne (@${bot}), si on lui répond ou par une commande.`,
    examples: 'Par exemple',
    start: 'Présentation du robot',
    reply: 'Répondre',
    edit: 'Modifier',
    remove: 'Supprimer',
    edited: 'modifié',
    replyingTo: (name) => `Réponse à ${name}`,
    editing: 'Modification du message',
    cancel: 'Annuler',
    inReplyTo: (name) => `En réponse à ${name}`,
    forwarded: (name) => `Transféré de ${name}`,
    via: (bot) => `via @${bot}`,
    more: 'Afficher la suite',
    less: 'Réduire',
    spoiler: 'Texte masqué : afficher',
    typing: (name) => `${name} écrit…`,
    sendingFile: (name) => `${name} envoie un fichier…`,
    open: 'Ouvrir',
    download: 'Télécharger',
    opensTab: '(nouvel onglet)',
    removeFile: (name) => `Retirer ${name}`,
    toSend: 'À envoyer',
    tooLong: (n) => `Ce message sera envoyé en ${n} parties.`,
    captionTooLong: (n) => `La légende d’un fichier a au plus 1 024 caractères ; celle-ci en a ${n}.`,
    fileTooBig: (name) => `${name} dépasse 50 Mo et ne peut pas être envoyé.`,
    emptyFile: (name) => `${name} est vide.`,
    commandsTitle: 'Commandes',
    noCommands: 'Le robot n’a pas déclaré de commandes.',
    inlineTitle: (bot) => `Résultats de @${bot}`,
    inlineWait: 'Recherche…',
    inlineNone: 'Aucun résultat.',
    inlineMore: 'Autres résultats',
    inlineTip: 'Mode en ligne',
    inlineTipText: (bot) => `Dans toute conversation, tapez @${bot} puis une question, et choisissez un passage à envoyer.`,
    inlineTry: 'Essayer',
    found: (n) => `${n} proposition${n > 1 ? 's' : ''}, flèches haut et bas pour choisir`,
    copied: 'Copié',
    notCopied: 'La copie a été refusée par le navigateur.',
    notHere: 'Ce bouton ne fonctionne que dans Telegram.',
    noAnswer: 'Le robot n’a pas répondu au bouton.',
    lost: 'Connexion au robot perdue, nouvel essai…',
    failed: (why) => `Échec : ${why}`,
    why: {
      empty: 'le message est vide.',
      tooLong: 'le message est trop long.',
      tooLarge: 'le fichier est trop gros.',
      gone: 'ce n’est plus là.',
      blocked: 'le robot est bloqué ; débloquez-le d’abord.',
      moved: 'ce groupe a changé d’adresse.',
      unreachable: 'le robot ne répond pas ; est-il encore lancé ?',
      refused: 'refusé.',
    },
    unread: (n) => `${n} non lu${n > 1 ? 's' : ''}`,
    service: 'Message de service',
    group: 'Groupe de démonstration',
    privateChat: 'Conversation privée',
    sizes: ['octets', 'Ko', 'Mo'],
    reaction: (emoji) => `Réaction du robot : ${emoji}`,
    messageDeleted: 'message supprimé',
  },
  en: {
    skip: 'Go to the question',
    banner: 'Local preview: nothing leaves this machine',
    menu: 'Chats and settings',
    chats: 'Chats',
    language: 'Language',
    theme: 'Appearance',
    themeAuto: 'Auto',
    themeLight: 'Light',
    themeDark: 'Dark',
    openMenu: 'Chats and settings',
    log: 'Messages',
    toEnd: 'Go to the last message',
    replyKeyboard: 'Suggested replies',
    commands: 'The bot’s commands',
    attach: 'Attach a file',
    send: 'Send',
    drop: 'Drop the file here',
    ok: 'Close',
    you: 'You',
    robot: 'bot',
    members: (n) => `${n} members`,
    documents: (n) => (n === 1 ? '1 document' : `${n} documents`),
    dossier: 'Dossier',
    write: 'Ask a question…',
    writeGroup: (bot) => `Mention @${bot}…`,
    yourMessage: 'Your message',
    welcomeTitle: 'Ask the dossier',
    welcome:
      'Ask a question: the bot answers with the passages of the dossier that say it, quoted word for word with their source, or admits that the dossier does not speak of it.',
    welcomeGroup: (bot) => `A demo group: here the bot answers only when it is mentioned (@${bot}), replied to or given a command.`,
    examples: 'For example',
    start: 'Meet the bot',
    reply: 'Reply',
    edit: 'Edit',
    remove: 'Delete',
    edited: 'edited',
    replyingTo: (name) => `Reply to ${name}`,
    editing: 'Editing the message',
    cancel: 'Cancel',
    inReplyTo: (name) => `In reply to ${name}`,
    forwarded: (name) => `Forwarded from ${name}`,
    via: (bot) => `via @${bot}`,
    more: 'Show more',
    less: 'Show less',
    spoiler: 'Hidden text: show',
    typing: (name) => `${name} is typing…`,
    sendingFile: (name) => `${name} is sending a file…`,
    open: 'Open',
    download: 'Download',
    opensTab: '(new tab)',
    removeFile: (name) => `Remove ${name}`,
    toSend: 'To send',
    tooLong: (n) => `This message will be sent in ${n} parts.`,
    captionTooLong: (n) => `A file’s caption has at most 1,024 characters; this one has ${n}.`,
    fileTooBig: (name) => `${name} is over 50 MB and cannot be sent.`,
    emptyFile: (name) => `${name} is empty.`,
    commandsTitle: 'Commands',
    noCommands: 'The bot has declared no commands.',
    inlineTitle: (bot) => `Results of @${bot}`,
    inlineWait: 'Searching…',
    inlineNone: 'No results.',
    inlineMore: 'More results',
    inlineTip: 'Inline mode',
    inlineTipText: (bot) => `In any chat, type @${bot} and a question, then choose a passage to send.`,
    inlineTry: 'Try it',
    found: (n) => `${n} suggestion${n === 1 ? '' : 's'}, up and down arrows to choose`,
    copied: 'Copied',
    notCopied: 'The browser refused to copy.',
    notHere: 'This button works in Telegram only.',
    noAnswer: 'The bot has not answered the button.',
    lost: 'Connection to the bot lost, trying again…',
    failed: (why) => `Failed: ${why}`,
    why: {
      empty: 'the message is empty.',
      tooLong: 'the message is too long.',
      tooLarge: 'the file is too large.',
      gone: 'it is no longer there.',
      blocked: 'the bot is blocked; unblock it first.',
      moved: 'this group has moved.',
      unreachable: 'the bot does not answer; is it still running?',
      refused: 'refused.',
    },
    unread: (n) => `${n} unread`,
    service: 'Service message',
    group: 'Demo group',
    privateChat: 'Private chat',
    sizes: ['bytes', 'KB', 'MB'],
    reaction: (emoji) => `The bot’s reaction: ${emoji}`,
    messageDeleted: 'message deleted',
  },
};

let language = 'fr';

export function currentLanguage() {
  return language;
}

export function setLanguage(chosen) {
  language = chosen in WORDS ? chosen : 'en';
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.dataset.label));
    if (element.tagName === 'BUTTON') element.title = t(element.dataset.label);
  }
}

export function t(key, ...values) {
  const word = WORDS[language][key];
  if (word === undefined) throw new Error(`words of the page: no "${key}" in ${language}`);
  return typeof word === 'function' ? word(...values) : word;
}

/** What is said of an act that failed, in the user's language. */
export function failure({ reason }) {
  const why = t('why');
  return t('failed', why[reason] ?? why.refused);
}

export function fileSize(bytes) {
  const units = t('sizes');
  const power = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: power === 2 ? 1 : 0 }).format(bytes / 1000 ** power)} ${units[power]}`;
}

/** The browser's own variety of the language, for dates: English in Britain counts 24 hours, in America 12. */
function locale() {
  return navigator.languages.find((code) => code.slice(0, 2) === language) ?? language;
}

export function clockTime(seconds) {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(seconds * 1000));
}
