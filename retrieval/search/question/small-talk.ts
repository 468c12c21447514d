import { fold, isFunctionWord, isQuestionWord } from '../../passages/index.js';

/** What a message that asks nothing of the dossier is about. */
export type SmallTalk = 'greeting' | 'wellbeing' | 'thanks' | 'farewell' | 'identity' | 'agreement' | 'request' | 'insult';

/**
 * What is said to a bot and asks nothing of a dossier, French and English, folded and without marks, by what it means. A message is
 * small talk only when nothing but these and `FILLERS` is in it: one word more ("aide juridictionnelle", "robot industriel",
 * "bonjour tristesse") and it is a question like any other, which the verdict's signals judge. Where several kinds meet
 * ("bonjour, ça va ?"), the one listed last wins: it says most about what is hoped for.
 */
const PHRASES: readonly (readonly [SmallTalk, string])[] = [
  [
    'greeting',
    'bonjour | bonsoir | salut | coucou | rebonjour | allo | slt | bjr | bsr | cc | wesh | hello | hi | hey | hiya | howdy | yo | greetings | good morning | good afternoon | good evening | welcome | bienvenue',
  ],
  [
    'agreement',
    'ok | okay | oki | dac | d accord | entendu | compris | ca marche | bien | tres bien | oui | non | ouais | nan | super | genial | cool | parfait | top | bravo | excellent | voila | bof | yes | no | yep | nope | sure | got it | understood | ' +
      'great | perfect | fine | good | nice | awesome | wonderful | lol | mdr | ptdr | haha | hihi | xd | rofl | lmao | hein | euh | hum | hmm | ah bon | vraiment | really | peut etre | maybe | pourquoi pas | why not | desole | sorry',
  ],
  [
    'thanks',
    'merci | mercis | mrc | merci d avance | merci pour tout | je te remercie | je vous remercie | merci pour ton aide | merci pour votre aide | thanks | thank you | thank | thx | ty | cheers | many thanks | thanks for your help | thanks for everything | much appreciated',
  ],
  [
    'farewell',
    'au revoir | a bientot | bonne journee | bonne soiree | bonne nuit | bonne matinee | bon week end | a plus | a plus tard | a demain | bye | bye bye | ciao | adieu | goodbye | see you | see you later | see you soon | good night | have a nice day | have a great day',
  ],
  [
    'wellbeing',
    'ca va | comment ca va | cmt ca va | comment vas tu | comment allez vous | comment tu vas | tu vas bien | vous allez bien | tu vas bien aujourd hui | ca roule | ca gaze | quoi de neuf | la forme | en forme | how are you | how are you doing | how are you today | ' +
      'how do you do | what s up | whats up | sup | how is it going | how s it going | nice to meet you | enchante',
  ],
  [
    'identity',
    'qui es tu | t es qui | qui etes vous | tu es qui | vous etes qui | c est quoi ton nom | quel est ton nom | comment tu t appelles | comment t appelles tu | comment vous appelez vous | quel age as tu | tu as quel age | que sais tu faire | que peux tu faire | que fais tu | que savez vous faire | ' +
      'qu est ce que tu peux faire | qu est ce que tu sais faire | tu peux faire quoi | tu sais faire quoi | a quoi sers tu | a quoi servez vous | tu sers a quoi | es tu un robot | etes vous un robot | tu es un robot | es tu un bot | tu es un bot | es tu humain | tu es humain | es tu une ia | tu es une ia | es tu reel | tu es vivant | ' +
      'who are you | what are you | what s your name | what is your name | how old are you | what can you do | what do you do | are you a bot | are you a robot | are you human | are you an ai | are you real | are you alive',
  ],
  [
    'request',
    'aide | aide moi | aidez moi | a l aide | help | help me | can you help me | tu peux m aider | peux tu m aider | pouvez vous m aider | j ai besoin d aide | i need help | dis | dis moi | dites moi | parle | parle moi | parlez moi | raconte | raconte moi | explique | explique moi | expliquez moi | reponds | repondez | ' +
      'cherche | cherchez | trouve | resume | resume tout | resume moi tout | resume le dossier | continue | continuez | encore | et ensuite | et apres | et sinon | et alors | alors | so what | la suite | plus | plus de details | quelque chose | n importe quoi | nimporte quoi | tout | rien | je ne sais pas | je sais pas | jsp | ' +
      'une question | j ai une question | g une question | test | ceci est un test | une blague | une histoire | une histoire drole | une chanson | chante | chante moi | fais moi rire | raconte une blague | tu connais une blague | ' +
      'tell me | talk | talk to me | say | say something | speak | explain | answer me | summarize | summarise | summarize everything | continue | go on | and then | more | more details | something | anything | anything new | everything | nothing | whatever | i don t know | i dunno | idk | ' +
      'i have a question | a question | this is a test | testing | a joke | a story | a funny story | a song | sing | sing me | make me laugh | do you know a joke',
  ],
  [
    'insult',
    'idiot | idiote | idiots | espece d idiot | imbecile | espece d imbecile | con | conne | cons | connard | connards | connasse | pauvre con | gros con | debile | debiles | nul | nulle | nuls | nulles | stupide | stupides | bete | abruti | abrutie | cretin | cretine | ducon | bouffon | bouffonne | naze | pourri | pourrie | merdique | ' +
      'merde | putain | pute | fdp | ntm | tg | encule | batard | salaud | salope | degage | casse toi | ferme la | ta gueule | ferme ta gueule | va te faire foutre | va te faire voir | va chier | tu fais chier | tu m ennuies | tu sers a rien | tu ne sers a rien | sert a rien | ne sert a rien | inutile | je te deteste | je te hais | j en ai marre de toi | ' +
      'stupid | dumb | useless | moron | jerk | loser | asshole | bastard | bitch | shut up | fuck | fuck you | fuck off | fucking | shit | bullshit | is garbage | is trash | is crap | you suck | this sucks | go to hell | screw you | piss off | i hate you | hate you | worst | terrible | horrible | go away',
  ],
];

/** Words around small talk that change nothing, beside function words that ask nothing (`isFunctionWord`, less `isQuestionWord`). */
const FILLERS = new Set(
  (
    'beaucoup tres mille fois infiniment vraiment trop grave tellement tous toutes monde bot robot machine ia ai chatbot monsieur madame mon ton ami amie cher chere alors dossier svp stp plait please pls hein bah ben ah oh eh ' +
    'there all everyone very much so lot really such dear friend again then today aujourd hui moi toi me you your yourself espece sale gros grosse petit pauvre complete totally completely absolutely just ever des les'
  ).split(' '),
);

interface Phrase {
  readonly kind: SmallTalk;
  readonly words: readonly string[];
}

/** By their first word, the longest first. */
const PHRASES_FROM = new Map<string, Phrase[]>();
for (const [kind, phrases] of PHRASES) {
  for (const words of phrases.split(' | ').map((phrase) => phrase.split(' '))) {
    const others = PHRASES_FROM.get(words[0]!);
    if (others) others.push({ kind, words });
    else PHRASES_FROM.set(words[0]!, [{ kind, words }]);
  }
}
for (const phrases of PHRASES_FROM.values()) phrases.sort((a, b) => b.words.length - a.words.length);

/** A message longer than this many words asks something: our choice. */
const MOST_WORDS = 14;

/** What kind of small talk a whole message is; `null` when anything else is in it: then it is a question. */
export function smallTalk(text: string): SmallTalk | null {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length > MOST_WORDS) return null;
  const found = new Set<SmallTalk>();
  for (let at = 0; at < words.length;) {
    const phrase = PHRASES_FROM.get(words[at]!)?.find((candidate) => candidate.words.every((word, index) => words[at + index] === word));
    if (phrase !== undefined) {
      found.add(phrase.kind);
      at += phrase.words.length;
    } else if (FILLERS.has(words[at]!) || isGrammar(words[at]!)) at += 1;
    else return null;
  }
  return PHRASES.map(([kind]) => kind).findLast((kind) => found.has(kind)) ?? null;
}

function isGrammar(word: string): boolean {
  return isFunctionWord(word) && !isQuestionWord(word);
}

/** Whether a question names nothing that could be looked for: small talk, or function words alone ("et alors ?", "pourquoi ?"). */
export function asksNothing(question: string): boolean {
  const words = fold(question).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every(isFunctionWord) || smallTalk(question) !== null;
}
