/** A sentence cut into words, with what each of them names and means: what the intents and their fields are read from. */
import type { AmountFound } from '../values/amounts/amount-found';
import { findAmounts } from '../values/amounts/find-amounts';
import type { Notation } from '../values/amounts/read-digits';
import { foldLetters } from '../values/text/fold-letters';
import { cuesAt, isFiller, isTurkishWord, meantBy, type Cue } from './cues';
import { findDates } from './find/find-dates';
import { findIds, without } from './find/find-ids';
import { findNames } from './find/find-names';
import { findTimes } from './find/find-times';
import type { KnownThings } from './known-things';
import { isSoft, type Mark, type MarkKind, type MarkOf } from './marks';

export interface Word {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly folded: string;
  readonly cues: ReadonlySet<Cue>;
  /** The thing it is part of, which is no word of anybody's name; null for a plain word. */
  readonly mark: Mark | null;
  readonly isFiller: boolean;
  readonly isCapital: boolean;
  /** What stands between it and the next word, where that ends a phrase: a comma, a line, a full stop; else empty. */
  readonly breakAfter: string;
}

export interface Sentence {
  readonly text: string;
  readonly language: 'english' | 'turkish';
  readonly words: readonly Word[];
  readonly marks: readonly Mark[];
  readonly isQuestion: boolean;
}

/** A name's abbreviations keep their full stop. */
const abbreviation = /^(?:inc|co|corp|ltd|llc|bros|st|sti|şti|s\.a|a\.s|a\.ş|s\.p\.a|gmbh|jr|no|inv)\.?$/i;

export function readWords(text: string, known: KnownThings): Sentence {
  const language = isTurkish(foldLetters(text)) ? 'turkish' : 'english';
  const marks = findMarks(text, known, language === 'turkish' ? 'continental' : 'english');
  const hard = marks.filter((mark) => !isSoft(mark));
  const pieces = [...text.matchAll(/[^\s,;:!?()"“”«»[\]{}<>|]+/g)].flatMap((match) => trimmed(match[0], match.index));
  const folded = pieces.map((piece) => foldLetters(piece.text));
  const cues = cuesOf(pieces, folded, hard);
  const words = pieces.map((piece, at): Word => {
    const next = pieces[at + 1];
    const gap = text.slice(piece.to, next?.from ?? text.length);
    return {
      ...piece,
      folded: folded[at] ?? '',
      cues: cues[at] ?? new Set(),
      mark: hard.find(({ from, to }) => from < piece.to && piece.from < to) ?? null,
      isFiller: isFiller(folded[at] ?? ''),
      isCapital: /^\p{Lu}/u.test(piece.text),
      breakAfter: next ? breakIn(gap, piece.text) : 'end',
    };
  });
  return { text, language, words, marks, isQuestion: text.trimEnd().endsWith('?') };
}

export function marksOf<K extends MarkKind>({ marks }: Pick<Sentence, 'marks'>, kind: K): readonly MarkOf<K>[] {
  return marks.filter((mark): mark is MarkOf<K> => mark.kind === kind);
}

export function hasCue({ words }: Pick<Sentence, 'words'>, cue: Cue): boolean {
  return words.some((word) => word.cues.has(cue) && word.mark === null);
}

function findMarks(text: string, known: KnownThings, notation: Notation): readonly Mark[] {
  const ids = findIds(text, known);
  const afterIds = without(text, ids);
  const dates = findDates(foldLetters(afterIds), known.day).map((date): Mark => ({ ...date, kind: 'date' }));
  const afterDates = without(afterIds, dates);
  const amounts = findAmounts(afterDates, notation)
    .filter((amount, _, all) => !isOfName(text, amount, all))
    .map((amount): MarkOf<'amount'> => ({ from: amount.from, to: amount.to, kind: 'amount', amount }));
  const certain = amounts.filter(({ amount }) => amount.currencies.length > 0 || amount.hasUnit);
  const times = findTimes(foldLetters(without(afterDates, certain))).map((time): Mark => {
    const { from, to } = time;
    return { from, to, kind: 'time', time };
  });
  const bare = amounts.filter(
    (mark) =>
      !certain.includes(mark) && isMoney(mark) && !times.some(({ from, to }) => from < mark.to && mark.from < to),
  );
  const found = [...ids, ...dates, ...certain, ...times, ...bare];
  const names = findNames(without(text, found), known);
  return [...found, ...names].sort((a, b) => a.from - b.from);
}

/** The `3M` of "3M Company", where another amount says what is paid. */
function isOfName(text: string, amount: AmountFound, all: readonly AmountFound[]): boolean {
  const isLettered = /^\d+[A-Z]$/.test(amount.text) && /^ \p{Lu}\p{Ll}/u.test(text.slice(amount.to));
  return isLettered && all.some(({ currencies }) => currencies.length > 0);
}

/** `60, 1421`: one number or two, which is asked. */
const isSplit = /\d, {1,2}\d/;

/** A bare number is money from three digits on, unless it looks like a year. `2 approvals`, `in 2026`. */
function isMoney({ amount: { text, reading } }: MarkOf<'amount'>): boolean {
  const mayBeRead = reading.kind !== 'none' || isSplit.test(text);
  return mayBeRead && text.replace(/\D/g, '').length > 2 && !/^(?:19|20)\d\d$/.test(text);
}

interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Without the marks around a word, but for an abbreviation's. */
function trimmed(piece: string, at: number): Piece[] {
  const [, lead = '', core = ''] = /^(['’.\-–…*]*)([^]*?)['’.\-–…*]*$/.exec(piece) ?? [];
  if (core === '') return [];
  const keeps = abbreviation.test(core) && piece.startsWith(`${lead}${core}.`);
  const text = keeps ? `${core}.` : core;
  return [{ text, from: at + lead.length, to: at + lead.length + text.length }];
}

function breakIn(gap: string, word: string): string {
  const mark = /[,;:!?()"\n|[\]]/.exec(gap)?.[0] ?? (/ [-–—] /.test(gap) ? '-' : '');
  if (mark !== '') return mark;
  return gap.startsWith('.') && !abbreviation.test(word) ? '.' : '';
}

/** Every word has the meanings of the longest phrase it is in; one that means nothing is taken for a slip of one that does. */
function cuesOf(pieces: readonly Piece[], folded: readonly string[], hard: readonly Mark[]): ReadonlySet<Cue>[] {
  const cues = pieces.map(() => new Set<Cue>());
  const isFree = (at: number) =>
    !hard.some(({ from, to }) => from < (pieces[at]?.to ?? 0) && (pieces[at]?.from ?? 0) < to);
  const spoken = folded.map((word, at) => (isFree(at) ? word.replace(/'s$/, '') : '\u0001'));
  spoken.forEach((word, at) => {
    for (const { cues: found, length } of cuesAt(spoken, at))
      for (let inside = at; inside < at + length; inside += 1) for (const cue of found) cues[inside]?.add(cue);
    const isName = at > 0 && /^\p{Lu}/u.test(pieces[at]?.text ?? '');
    const own = cues[at];
    if (own?.size !== 0 || isName || isFiller(word)) return;
    const stem = word.replace(/'[a-z]{1,4}$/, '');
    const meant = stem === word ? meantBy(word) : stem;
    if (meant !== null)
      for (const { cues: found, length } of cuesAt([meant], 0)) if (length === 1) for (const cue of found) own.add(cue);
  });
  return cues;
}

const turkishWords =
  /(?<![a-z])(?:ode|odeyin|odeyelim|oder|odeme\w*|odey\w+|gonder\w*|yolla\w*|havale\w*|aktar\w*|yatir\w*|hesab\w+|hesap\w*|icin|nedir|neler|nerede|neden|niye|nicin|kac|kadar|kim\w{0,3}|hangi|m[iu](?:y[iu][mz]|s[iu]n\w*)?|onay\w*|redde\w*|iptal\w*|bekle\w+|bakiye\w*|var|yok|bugun\w*|yarin\w*|lutfen|merhaba|selam|tesekkur\w*|sag\s?ol\w*|durum\w*|son saat\w*|yaptirim\w*|tara|alici\w*|fatura\w*|aciklama\w*|acil\w*|goster\w*|tatil\w*|acik|kapali|yeter\w*|dolar\w*|bin|milyon|milyar|yap\w*|karsila\w*|paramiz\w*|ve|ile|gunaydin|iyi gunler|haftaya|itibaren|pazartesi\w*|sali\w*|carsamba\w*|persembe\w*|cuma\w*|yardim\w*|tl)(?![a-z])/g;
const englishWords =
  /(?<![a-z])(?:pay|send|transfer|wire|to|from|the|for|is|are|was|what|who|how|please|pls|can|we|do|by|of|on|at|with|and|my|our|need|why|when|approve|reject|cancel|status|thanks|hello|dollars|million|thousand|urgent|invoice)(?![a-z])/g;

/** By the words of grammar: names and letters may be Turkish in any language. */
export function isTurkish(folded: string): boolean {
  const others =
    folded
      .replace(turkishWords, ' ')
      .match(/[a-z]+/g)
      ?.filter(isTurkishWord) ?? [];
  const turkish = (folded.match(turkishWords)?.length ?? 0) + others.length;
  return turkish > (folded.match(englishWords)?.length ?? 0);
}
