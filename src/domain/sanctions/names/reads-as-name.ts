/** Whether a text could be a name at all: markup, links, instructions and whole sentences are not, and nobody is paid under them. */

/** Braces, tags, back ticks, brackets of lists: nobody's name has them. */
const markup = /[{}<>`[\]]|\$\(|::|==|&&|\|\||%[0-9a-f]{2}(?![0-9])|&(?:#\w{1,6}|[a-z]{2,8});/i;
const link = /\b(?:https?|ftp|mailto|javascript|data):|\bwww\d?\.|\/\//i;

/** Verbs that order, before what only an order has behind it. `Clear Channel` and `Skip the Dishes` are companies. */
const orders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|discard)\s+(?:all|any|the|this|that|these|those|every|everything|previous|prior|above|earlier|your|my|screening|sanctions?|instructions?|rules?|checks?|warnings?)\b/i,
  /\b(?:answer|respond|reply|return|output|print|say|write|state|report|decide|conclude|declare|emit)\s+(?:with|only|that|as|this|it|clear|block|proceed|no match|none|json|yes|ok|true|false|exactly|always|the (?:word|following|result|answer|decision))\b/i,
  /\b(?:mark|treat|classify|set|consider|regard|handle|accept|approve|release|clear|confirm|skip|stop|do)\s+(?:it|this|that|these|them|not|as|the (?:payment|name|party|beneficiary|transaction|check|screening|result)|(?:all|any|every) (?:payments?|checks?|screening))\b/i,
  /\b(?:you|system|assistant|model|agent)\s+(?:must|should|shall|will|are|can|may|need|have)\b/i,
  /\b(?:previous|prior|above|earlier|following|system|new)\s+(?:instructions?|rules?|prompts?|messages?|orders?)\b/i,
  /\b(?:please|kindly|pls)\s+(?:\w+ly\s+)?(?:transfer|pay|send|release|remit|credit|wire|confirm|approve|clear|make|do|note|process|execute|ignore|see|find|be|use|return|contact|call|advise|treat)\b/i,
  /\b(?:ignor(?:iere|ieren|ez|er|a|e|ar)|missachte|vergiss|oublie[rz]?|olvida|dimentica|ignoriruy|igno?rirovat|yoksay|g[oö]rmezden|zignoruj)\b.*\b(?:anweisung|instru[ck]|istruzion|regel|r[eè]gle|regla|talimat|kural|polecen|alles|tout|todo)/iu,
];

/** What only somebody writes who talks to a program: whose turn it is, where its input ends, what it shall take itself for. */
const asides: readonly RegExp[] = [
  /(?:^|[^\p{L}])(?:system|assistant|user|human|developer|prompt|task|instructions?|talimat|anweisung)\s*:/iu,
  /#{2,}|={3,}|\*{3,}|-{3,}/,
  /\b(?:end|begin(?:ning)?|start) of (?:the )?(?:data|input|text|prompt|message|instructions?|context)\b/i,
  /\b(?:workflow context|your task|current step|new task|developer mode|repeat after me|from now on|ab jetzt gilt|go by the|instead of (?:the|it|this|that|what))\b/i,
  /^\W*(?:sudo|pretend|act as (?:an?|the|admin\w*))\b/i,
];

/** An order about what such a program has in hand; a name that happens to be one (`Call the Experts Ltd`) has other things in it. */
const orderVerb =
  '(?:call|use|run|invoke|query|execute|send|transfer|wire|pay|release|approve|change|replace|swap|delete|drop|set|return|report|show|add|remove|whitelist|trust|skip|bypass|print|reveal|translate|summari[sz]e|screen|confirm|clear|mark|enable|disable|omit)';
const inHand =
  '(?:tools?|functions?|api|calls?|records?|tables?|decisions?|payments?|transactions?|funds|money|beneficiary|account|party|name|timestamps?|channel|commands?|following|inputs?|outputs?|screenings?|checks?|answers?|results?|lists?|whitelist|match(?:es)?|instructions?|prompts?)';
const commands: readonly RegExp[] = [
  new RegExp(`\\b${orderVerb}\\s+(?:the|this|that|these|all|any|every|your|my)\\s+(?:\\w+\\s+)?${inHand}\\b`, 'i'),
  new RegExp(
    `\\b${orderVerb}\\s+(?:no\\s+)?(?:decisions?|timestamps?|screenings?|sanctions|instructions|prompts?|funds now)\\b`,
    'i',
  ),
  /\b(?:do not|don['’]?t|never|no need to)\s+(?:screen|check|block|hold|report|stop|escalate)\b/i,
  /\bapprove\s+(?:payments?|immediately|now|it)\b/i,
  /\b(?:talimat\p{L}*|yok\s?say\p{L}*|onayla\p{L}*|freigeben|freizugeben|approuvez|ignorez|apruebe)(?!\p{L})/iu,
  /\byaptırım taraması/iu,
];

/** Nobody is called what a screening would answer, or that one has answered already. */
const claims: readonly RegExp[] = [
  /\b(?:decision|result|status|verdict|answer|match[_ ]type|outcome|screening|finding|breach)\s*(?:=|:|->|is)\s*(?:clear\w*|none|false|no|ok|proceed|pass\w*|approved)\b/i,
  /\b(?:already|pre-?)\s*(?:approved|cleared|screened|verified|whitelisted)\b/i,
  /\b(?:approved|cleared|screened|verified|whitelisted)\s+(?:by (?:compliance|ofac|the|mlro|sanctions|treasury)|before|already)\b/i,
  /\b(?:not sanctioned|no match(?:es)?(?: found)?|no (?:screening|sanctions|checks?) (?:needed|required|necessary)|(?:screening|checks?) not (?:needed|required|necessary)|safe to (?:release|pay|approve))\b/i,
];

const instructions: readonly RegExp[] = [...orders, ...asides, ...commands, ...claims];

/** Words of sentences: a verb that is finite, and the little words that go with it. */
const finiteVerbs = new Set(
  'is are was were be been being has have had will would shall should must can could does did cannot isnt arent wasnt dont doesnt ist sind wird wurde hat haben soll muss kann est sont sera doit peut esta debe puede sono deve degildir olarak yapiniz odeyiniz'.split(
    ' ',
  ),
);
const littleWords = new Set(
  'i you your we our us he she it its they their them this that these those which who whom whose what because if when then so not no please kindly there here only also but or as than into until before after about with without der die das dieser diese nicht bitte wenn dass ce cette ne pas si que qui por favor no si que lutfen bu icin ve'.split(
    ' ',
  ),
);
/** `We Are Social Ltd` is a company; a sentence has more of them. */
const sentenceLength = 6;
const sentenceMarks = 3;

export function readsAsName(text: string): boolean {
  if (markup.test(text) || link.test(text) || instructions.some((kind) => kind.test(text))) return false;
  return !isSentence(
    text
      .toLowerCase()
      .replace(/'/g, '')
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== ''),
  );
}

function isSentence(words: readonly string[]): boolean {
  if (words.length < sentenceLength) return false;
  const verbs = words.filter((word) => finiteVerbs.has(word)).length;
  const little = words.filter((word) => littleWords.has(word)).length;
  return verbs > 0 && little > 0 && verbs + little >= sentenceMarks;
}
