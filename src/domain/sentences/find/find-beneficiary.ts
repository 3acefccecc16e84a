/** Who is to be paid: the words of a name behind "to", behind the verb, behind a label, or before a Turkish ending. */
import type { Cue } from '../cues';
import type { Sentence, Word } from '../sentence';

/** Which words of the sentence the name is, and the name as it was typed. */
export interface NameFound {
  readonly first: number;
  /** One behind the last word. */
  readonly end: number;
  readonly name: string;
}

const legalForm =
  /^(?:inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|ag|gmbh|kg|se|sa|s\.a|sas|sarl|srl|spa|s\.p\.a|nv|bv|ab|as|a\.s|oy|fze|fzco|fzc|dmcc|wll|pte|pty|kk|sti|şti|aş|a\.ş|holding|holdings|group|bank|cooperative)\.?$/i;

/** These words end a name where they are written small. */
const ending: readonly Cue[] = [
  'from',
  'to',
  'via',
  'for',
  'value',
  'purpose',
  'bill',
  'account_word',
  'bank_detail',
  'time_word',
  'amount_word',
  'or',
  'not',
  'each',
  'need',
];
/** A name may go on behind these, where a name's word follows. */
const inside = new Set([
  'of',
  'de',
  'la',
  'du',
  'van',
  'von',
  'der',
  'den',
  'the',
  'and',
  '&',
  '+',
  've',
  'et',
  'y',
  'e',
]);
const datives = /['’](?:ye|ya|e|a|ne|na)$/iu;
/** Any Turkish case ending behind an apostrophe. */
const caseEnding =
  /['’](?:ye|ya|e|a|ne|na|nin|nın|nun|nün|in|ın|un|ün|den|dan|ten|tan|de|da|te|ta|i|ı|u|ü|yi|yı|yu|yü|le|la|yle|yla)$/iu;
const maxLength = 140;
/** Some words of it may still be left out at its end. */
const farthest = 4 * maxLength;
/** `INV-7781`: what is paid for, and nobody's name. */
const billNumber = /^(?:inv|invoice|po|so|ref|bill|order|fatura|ftr)[-_#/]?\d/i;

export function isLegalForm(word: string): boolean {
  return legalForm.test(word.replace(caseEnding, ''));
}

export function findBeneficiary(sentence: Sentence): NameFound | null {
  const find =
    sentence.language === 'turkish'
      ? [labelled, turkish, behindTo, behindVerb, atStart]
      : [labelled, behindTo, behindVerb, owed, behindFor, atStart];
  for (const look of find) {
    const found = look(sentence);
    if (found) return found;
  }
  return null;
}

/** The name that begins at a word, past articles and "the vendor". */
export function nameAt(sentence: Sentence, start: number): NameFound | null {
  const { words } = sentence;
  let first = start;
  while (first < words.length && isBeforeName(words[first])) first += 1;
  let end = first;
  for (; end < words.length; end += 1) {
    if (!belongs(words, end, first)) break;
    if (isTooFar(words[first], words[end])) return null;
    const next = words[end + 1];
    const { breakAfter } = words[end] ?? { breakAfter: 'end' };
    // "ACME, Inc." and "Söhne & Co (Hamburg)" hold; a comma before anything else does not.
    if (breakAfter !== '' && !(breakAfter === ',' && next && legalForm.test(next.text) && next.mark === null)) {
      end += 1;
      break;
    }
  }
  while (end > first && isTrailing(words[end - 1])) end -= 1;
  return end > first ? named(sentence, first, end) : null;
}

/** No name begins there: a text of thousands of words that all could belong to it is not looked through again from each of them. */
function isTooFar(first: Word | undefined, last: Word | undefined): boolean {
  return (last?.to ?? 0) - (first?.from ?? 0) > farthest;
}

function isBeforeName(word: Word | undefined): boolean {
  if (!word || word.isCapital || word.mark !== null) return false;
  const isArticle = /^(?:the|our|my|a|an|mr|mrs|ms|messrs|m\/s|account|of|sn|sayin)$/.test(word.folded);
  return (
    word.breakAfter === '' &&
    (isArticle || word.cues.has('payee') || word.cues.has('firm') || word.cues.has('account_word'))
  );
}

function belongs(words: readonly Word[], at: number, first: number): boolean {
  const word = words[at];
  const next = words[at + 1];
  if (!word || /^[\d.,]+%$/.test(word.text)) return false;
  const nextIsName = next !== undefined && next.mark === null && (next.isCapital || /^\d/.test(next.text));
  const isOwnWord = word.isCapital && word.text !== word.text.toUpperCase() && nextIsName && word.breakAfter === '';
  if (word.mark !== null) return isOwnWord && word.mark.to <= word.to;
  if (inside.has(word.folded) && !word.isCapital) {
    if (at === first || !next || next.mark !== null || word.breakAfter !== '') return false;
    // Behind a legal form the next name is another party's.
    if (word.folded === 'the' && !nextIsName) return false;
    const isJoining = /^(?:and|ve|\+|et|y|e)$/.test(word.folded);
    return (
      !(isJoining && legalForm.test(words[at - 1]?.text ?? '')) && !isEnding(next) && (nextIsName || !next.isFiller)
    );
  }
  if (word.isCapital && (isOwnWord || legalForm.test(word.text) || at > first)) return true;
  return !isEnding(word) && !(word.isFiller && !legalForm.test(word.text));
}

function isEnding({ cues, isCapital }: Word): boolean {
  return !isCapital && ending.some((cue) => cues.has(cue));
}

function isTrailing(word: Word | undefined): boolean {
  return (
    word !== undefined && !word.isCapital && (word.isFiller || inside.has(word.folded)) && !legalForm.test(word.text)
  );
}

function named({ text, words }: Sentence, first: number, end: number): NameFound | null {
  const from = words[first]?.from ?? 0;
  const name = text
    .slice(from, words[end - 1]?.to ?? from)
    .replace(/\s+/g, ' ')
    .trim();
  const plain = /(?:inc|corp|co|ltd|s\.a|bros|sti|şti|a\.ş|a\.s)\.$/i.test(name) ? name : name.replace(/[.'’]+$/, '');
  const isName =
    /\p{L}/u.test(plain) &&
    plain.length <= maxLength &&
    !billNumber.test(plain) &&
    !/^(?:me|us|him|her|them|it|you|everyone|somebody|someone|him|money|funds|this|that|all|bana|bize)$/i.test(plain);
  return isName ? { first, end, name: plain } : null;
}

function labelled(sentence: Sentence): NameFound | null {
  const { words } = sentence;
  for (const [at, word] of words.entries()) {
    if (!word.cues.has('payee') || word.mark !== null || /^(?:vendor|supplier|name)/.test(word.folded)) continue;
    const next = /^(?:name|is|adi)$/.test(words[at + 1]?.folded ?? '') ? at + 2 : at + 1;
    const found = word.breakAfter === '' || word.breakAfter === ':' || next === at + 2 ? nameAt(sentence, next) : null;
    if (found) return found;
  }
  return null;
}

function behindTo(sentence: Sentence): NameFound | null {
  const { words } = sentence;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    const isOpener = word.cues.has('to') && word.mark === null && !word.isCapital;
    const isVerb =
      next !== undefined && !next.isCapital && (next.cues.has('pay') || next.cues.has('make') || next.cues.has('need'));
    // Of a phrase of several words, the last one opens.
    if (!isOpener || isVerb || (next?.cues.has('to') === true && !next.isCapital && next.mark === null)) continue;
    const found = nameAt(sentence, at + 1);
    if (found) return withoutPossession(sentence, found);
  }
  return null;
}

function behindVerb(sentence: Sentence): NameFound | null {
  const { words } = sentence;
  for (const [at, word] of words.entries()) {
    if (!word.cues.has('pay') || word.mark !== null || (at > 0 && word.isCapital && words[at - 1]?.breakAfter === ''))
      continue;
    const found = word.breakAfter === '' || word.breakAfter === ':' ? nameAt(sentence, at + 1) : null;
    if (found) return withoutPossession(sentence, found);
  }
  return null;
}

/** "We owe ACME Corp", "ACME Corp needs", "ACME Corp is waiting for". */
function owed(sentence: Sentence): NameFound | null {
  const at = sentence.words.findIndex(({ folded }) => /^owe[sd]?$/.test(folded));
  if (at >= 0) return nameAt(sentence, at + 1);
  const found = nameAt(sentence, 0);
  const [next, after] = found ? sentence.words.slice(found.end) : [];
  const isWaiting =
    /^(?:is|are|was|has)$/.test(next?.folded ?? '') &&
    /^(?:waiting|expecting|owed|due|asking)$/.test(after?.folded ?? '');
  return next?.cues.has('need') === true || isWaiting ? found : null;
}

function behindFor(sentence: Sentence): NameFound | null {
  for (const [at, word] of sentence.words.entries()) {
    if (word.folded !== 'for' || sentence.words[at + 1]?.isCapital !== true) continue;
    const found = nameAt(sentence, at + 1);
    if (found) return found;
  }
  return null;
}

/** "ACME Trading LLC 250k USD": a name that leads the sentence or a phrase, written as one. */
function atStart(sentence: Sentence): NameFound | null {
  for (const [at, { isCapital }] of sentence.words.entries()) {
    if (!isCapital || (at > 0 && sentence.words[at - 1]?.breakAfter === '')) continue;
    const found = nameAt(sentence, at);
    const isPlain =
      found && sentence.words.slice(found.first, found.end).some(({ cues, isFiller }) => cues.size === 0 && !isFiller);
    if (found && isPlain && !isGreeting(sentence, found)) return found;
  }
  return null;
}

/** "Hi Dana," greets whoever reads it; "Hello Fresh SE 40,000 EUR" names a firm. */
function isGreeting({ words }: Sentence, { first, end }: NameFound): boolean {
  const isFirm = words.slice(first, end).some(({ text }) => isLegalForm(text));
  return !isFirm && words[first]?.cues.has('greeting') === true && words[end - 1]?.breakAfter !== '';
}

/** "ACME Corp's invoice 4711" is ACME Corp's. */
function withoutPossession(sentence: Sentence, found: NameFound): NameFound {
  const next = sentence.words[found.end];
  const isOwner = next?.mark?.kind === 'bill' || next?.cues.has('bill') === true;
  return isOwner ? { ...found, name: found.name.replace(/['’]s?$/, '') } : found;
}

/** `ACME Trading LLC'ye`, `Siemens AG firmasına`, `Siemens AG için`, `Siemens AG'nin faturası`. */
function turkish(sentence: Sentence): NameFound | null {
  const { words } = sentence;
  const endings: readonly ((word: Word, next: Word | undefined) => boolean)[] = [
    ({ text }) => datives.test(text),
    (_, next) => next !== undefined && /^(?:firma|sirket|tedarikci|unvan)/.test(next.folded),
    (_, next) => next !== undefined && /^(?:icin|adina)$/.test(next.folded),
    ({ text }, next) => /['’](?:nin|nın|nun|nün|in|ın|un|ün)$/iu.test(text) && next?.mark?.kind !== 'amount',
    ({ folded }, next) =>
      /(?:ye|ya|ne|na|e|a)$/.test(folded) && next?.mark?.kind === 'amount' && /^\p{Lu}/u.test(words[0]?.text ?? ''),
  ];
  for (const [number, isEnd] of endings.entries())
    for (const [at, word] of words.entries()) {
      if (word.mark !== null || !isEnd(word, words[at + 1])) continue;
      const first = beginningOf(words, at);
      const found = named(sentence, first, at + 1);
      const isPlain = words
        .slice(first, at + 1)
        .some(({ cues, isFiller, isCapital }) => isCapital || (cues.size === 0 && !isFiller));
      if (found && isPlain && (number < 4 || word.isCapital))
        return { ...found, name: found.name.replace(caseEnding, '') };
    }
  return null;
}

/** Back from a name's last word to its first: as far as words are plain, or written as a name's. */
function beginningOf(words: readonly Word[], last: number): number {
  let first = last;
  while (first > 0) {
    const before = words[first - 1];
    if (!before || before.breakAfter !== '' || before.mark !== null || isTooFar(before, words[last])) break;
    const isPlain = before.isCapital
      ? !(first === 1 && before.cues.size > 0)
      : before.cues.size === 0 && (!before.isFiller || inside.has(before.folded));
    if (!isPlain) break;
    first -= 1;
  }
  return first;
}
