/** Screens a party's name against one watch list: normalise, find candidates, score, decide, explain. */
import { buildIndex, type NameIndex } from './candidates/build-index';
import { createCandidateFinder, type CandidateFinder } from './candidates/find-candidates';
import { createListNotes, type ListExtract, type ListNotes } from './lists/list-extract';
import { prepareWords } from './candidates/prepare-query';
import { findPolicyWord } from './find-policy-word';
import { readBackwards } from './read-backwards';
import { screenReading, strictestFirst, strongestFirst, type Judged } from './judge-reading';
import type { WatchList, WatchListEntry } from './lists/watch-list';
import { decideContained } from './matching/decide-contained';
import { normaliseName } from './names/normalise';
import { readNames } from './names/read-names';
import { readsAsName } from './names/reads-as-name';
import { hidesLetters, withoutSilentMarks } from './names/transliterate';
import type { ScreeningResult } from './screening-result';
import type { PartyFacts } from './second-facts';
import { toResult } from './to-result';

export interface Party {
  readonly name: string;
  /** ISO code or name; it may lift a match inside ESCALATE, never lower one. */
  readonly country?: string | undefined;
  /** What else is known of the party: it may confirm a name that alone says too little. */
  readonly facts?: PartyFacts | undefined;
}

export interface Screener {
  readonly list: WatchList;
  readonly nameCount: number;
  /** Pure, and never throws whatever the text. Entries whose `entryKey` is in `passedOver` are left out. `alwaysEscalate`: names that alone are never cleared, by policy. */
  screen(party: Party, passedOver?: ReadonlySet<string>, alwaysEscalate?: readonly string[]): ScreeningResult;
  /**
   * Complete listed names inside a free text (a purpose, an address): one result for each entry, strictest first, each ESCALATE; none where
   * there is nothing. `query` is the part of the text, as words. Linear in the text; what lies beyond `maxFreeText` letters is not searched, so refuse it before.
   */
  findNamesInText(text: string, passedOver?: ReadonlySet<string>): readonly ScreeningResult[];
  /** The same screener for one screening, whose answers can be made again from what it took out of the list. */
  recording(): RecordingScreener;
}

export interface RecordingScreener {
  readonly screener: Screener;
  /** Something else found this entry. */
  readonly note: (entry: WatchListEntry) => void;
  /** All that was looked at so far. */
  readonly extract: () => ListExtract;
}

/** An entry number is its authority's own; two lists may use the same one. */
export function entryKey(listFamily: string, uid: string): string {
  return `${listFamily}\n${uid}`;
}

const nobody: ReadonlySet<string> = new Set();

/** Indexes the list once; each screening then costs a fraction of a millisecond. */
export function createScreener(list: WatchList): Screener {
  const index = buildIndex(list);
  return createScreenerOn({ list, index, finder: createCandidateFinder(index) });
}

/** Answers what was asked when the extract was made, as the whole list answered it. */
export function createExtractScreener(list: Omit<WatchList, 'entries'>, extract: ListExtract): Screener {
  const whole = { ...list, entries: extract.entries };
  const index = buildIndex(whole, extract.counts);
  return createScreenerOn({
    list: whole,
    index,
    finder: createCandidateFinder(index),
    compared: new Set(extract.judged),
  });
}

interface ScreenerParts {
  readonly list: WatchList;
  readonly index: NameIndex;
  readonly finder: CandidateFinder;
  readonly notes?: ListNotes;
  /** Numbers of the only names that count; left out: all do. */
  readonly compared?: ReadonlySet<number>;
}

function createScreenerOn({ list, index, finder, notes, compared }: ScreenerParts): Screener {
  const countedOf =
    (passedOver: ReadonlySet<string>) =>
    (name: number): boolean => {
      const entry = index.entries[index.entryOf(name)];
      return (
        entry !== undefined &&
        (compared?.has(name) ?? true) &&
        !(passedOver.size > 0 && passedOver.has(entryKey(entry.listedBy ?? list.family, entry.uid)))
      );
    };
  return {
    list,
    nameCount: index.nameCount,
    screen(party, passedOver = nobody, alwaysEscalate = []) {
      const plain = withoutSilentMarks(party.name);
      const text = plain.slice(0, maxTextLength);
      const isCounted = countedOf(passedOver);
      const screened = readNames(text).map((reading) => screenReading({ index, finder, party, isCounted }, reading));
      const backwards = readBackwards(index, text, screened[0]?.query.squeezed ?? '');
      if (backwards !== null) screened.push(screenReading({ index, finder, party, isCounted }, backwards));
      for (const { judged } of screened) notes?.noteJudged(judged);
      const best = screened.sort(strictestFirst)[0];
      const result = toResult(index, list.family, party.name, best?.judged ?? []);
      if (result.decision !== 'CLEAR') return result;
      const policyWord = screened
        .map(({ query }) => findPolicyWord(index, query, alwaysEscalate))
        .find((found) => found !== null);
      notes?.noteJudged(policyWord ?? []);
      if (policyWord)
        return { ...toResult(index, list.family, party.name, policyWord), decision: 'ESCALATE', rule: 'policy_word' };
      if (plain.length > maxTextLength || screened.some(({ query }) => query.isCut))
        return { ...result, decision: 'ESCALATE', rule: 'text_too_long' };
      if (!screened.some(({ query }) => query.words.length > 0))
        return { ...result, decision: 'ESCALATE', rule: 'unreadable_name' };
      if (hidesLetters(party.name)) return { ...result, decision: 'ESCALATE', rule: 'hidden_letters' };
      if (!readsAsName(text)) return { ...result, decision: 'ESCALATE', rule: 'no_name' };
      return result;
    },
    findNamesInText(text, passedOver = nobody) {
      const plain = withoutSilentMarks(text).slice(0, maxFreeText);
      const { words } = prepareWords(index, normaliseName(plain), maxFreeText);
      const isCounted = countedOf(passedOver);
      const judged = decideContained(index, words, true)
        .filter(({ scored }) => isCounted(scored.name))
        .map((contained): Judged => ({ ...contained, agreeing: [] }))
        .sort(strongestFirst(index));
      const firstOfEntry = new Map<number, Judged>();
      for (const one of judged) {
        const entry = index.entryOf(one.scored.name);
        if (!firstOfEntry.has(entry)) firstOfEntry.set(entry, one);
      }
      for (const one of firstOfEntry.values()) notes?.noteJudged([one]);
      return [...firstOfEntry.values()].map((one) =>
        toResult(index, list.family, one.query.words.map(({ forms }) => forms.text).join(' '), [one]),
      );
    },
    recording() {
      const noted = createListNotes(index);
      return {
        screener: createScreenerOn({ list, index: noted.index, finder, notes: noted }),
        note: noted.noteEntry,
        extract: noted.extract,
      };
    },
  };
}

/** A free text may be longer than any field of a payment; the form refuses more. */
export const maxFreeText = 10_000;

/** Letters compared at most; SWIFT gives a payee 140. A longer text is compared by its start, and never answers CLEAR. */
const maxTextLength = 400;
