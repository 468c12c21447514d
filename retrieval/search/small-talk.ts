import { fold, isFunctionWord } from '../passages/index.js';

/*
 * Words that are said to a bot and ask nothing of a dossier, French and English, folded. A question made of nothing else is
 * small talk, an insult or an empty request: no document answers it, whatever words it shares with one ("merci", "test").
 * One word more ("aide juridictionnelle", "robot industriel") and it is a question like any other.
 */
const GREETINGS =
  'bonjour bonsoir salut coucou slt bjr bsr cc yo wesh hello hi hey hiya howdy greetings morning evening afternoon night allo bonne bon journee soiree nuit matin matinee soir ' +
  'revoir bye ciao adieu goodbye bientot demain plus tard later see welcome bienvenue ca va vas allez comment cmt quoi neuf forme how doing going fine well bien mal great good nice up sup';
const THANKS = 'merci mercis mrc thanks thank thx ty beaucoup lot much infiniment grand super genial cool parfait top bravo perfect awesome excellent svp stp plait please pls pardon desole sorry excuse excusez';
const YES_AND_NO = 'oui non ouais nan yep nope yes no ok okay oki dac accord daccord sure si peut etre maybe alors hein euh bah ben bof voila donc really vraiment ah oh eh hum hmm lol mdr ptdr haha hahaha hihi xd rofl lmao';
const EMPTY_REQUESTS =
  'dis dit dire dites parle parler parlez raconte raconter racontez explique expliquer aide aider aidez help assist tell talk say speak explain answer reponds repondre repondez reponse ' +
  'quelque chose truc something anything everything things thing tout nimporte demande demander question questions ask need besoin veux voudrais want wanna sais savoir know sait peux pouvez faire fais ' +
  'essai test tests testing essaie essayer blague blagues joke jokes histoire drole droles funny rire laugh rigole chante chanter sing';
const ABOUT_THE_BOT = 'bot robot robots machine ia ai chatbot assistant ordinateur humain humaine human appelle appelles nom name called age vieux old es suis you your yourself toi tu te ton ta qui who what whats are real vrai vivant alive ami amie friend';
const INSULTS =
  'idiot idiote idiots con conne cons connard connards connasse imbecile imbeciles debile debiles nul nulle nuls stupide stupides stupid dumb useless bete abruti abrutie cretin cretine crétin merde ' +
  'putain pute fdp ntm tg encule enculer batard salaud salope chier foutre fous ferme gueule taggle degage casse shut up fuck fucking fucker shit bullshit bitch asshole bastard moron jerk loser suck sucks ' +
  'hate deteste hais love aime adore espece sale gros grosse sers sert servir rien inutile naze pourri pourrie ducon bouffon bouffonne clown trash crap garbage worst pire bad terrible horrible ennuie ennuyeux bored boring go hell away off';

const words = new Set([GREETINGS, THANKS, YES_AND_NO, EMPTY_REQUESTS, ABOUT_THE_BOT, INSULTS].join(' ').split(' ').map(fold));

/** Whether a question is made of nothing but words said to a bot and function words. A text of function words alone ("et alors ?") asks nothing either. */
export function isSmallTalk(question: string): boolean {
  const said = fold(question).match(/[\p{L}\p{N}]+/gu) ?? [];
  return said.every((word) => words.has(word) || isFunctionWord(word));
}
