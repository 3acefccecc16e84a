/** What a payment is for: an invoice with its number, what stands behind "ref" or "for", as it was typed. */
import { marksOf, type Sentence, type Word } from '../sentence';
import type { NameFound } from './find-beneficiary';

export interface PurposeFound {
  readonly first: number;
  /** One behind the last word. */
  readonly end: number;
  readonly text: string;
}

const maxLength = 400;

export function findPurpose(sentence: Sentence, name: NameFound | null): PurposeFound | null {
  return labelled(sentence) ?? numberedBill(sentence) ?? behindFor(sentence, name) ?? bareBill(sentence);
}

/** "ref October rent", "purpose: consulting". */
function labelled(sentence: Sentence): PurposeFound | null {
  const { words } = sentence;
  const at = words.findLastIndex(({ cues, mark, isCapital, folded }, place) => {
    const isLabel =
      cues.has('purpose') && mark === null && (!isCapital || place === 0 || words[place - 1]?.breakAfter !== '');
    return isLabel && !(folded === 'payment' || folded === 'of');
  });
  if (at < 0) return null;
  const start = /^(?:is|of|no|number|:)$/.test(words[at + 1]?.folded ?? '') ? at + 2 : at + 1;
  return phrase(
    sentence,
    start,
    ({ mark }) => mark !== null && !['bill', 'date', 'type', 'payment'].includes(mark.kind),
  );
}

/** "invoice 4711". */
function numberedBill(sentence: Sentence): PurposeFound | null {
  const [bill] = marksOf(sentence, 'bill');
  if (!bill) return null;
  const first = sentence.words.findIndex(({ to }) => to > bill.from);
  const end = sentence.words.findLastIndex(({ from }) => from < bill.to) + 1;
  return { first, end, text: sentence.text.slice(bill.from, bill.to).replace(/\s+/g, ' ').trim() };
}

/** "for consulting in January", "Ekim kirası için". */
function behindFor(sentence: Sentence, name: NameFound | null): PurposeFound | null {
  const { words } = sentence;
  const isOther = (word: Word) => word.mark !== null && word.mark.kind !== 'date' && word.mark.kind !== 'bill';
  for (const [at, { folded }] of words.entries()) {
    if (folded !== 'for' || at + 1 === name?.first) continue;
    const next = words[at + 1];
    if (!next || next.mark?.kind === 'date' || isOther(next)) continue;
    const found = phrase(sentence, /^(?:the|our|a|an)$/.test(next.folded) ? at + 2 : at + 1, isOther);
    if (found && !/^(?:us|me|you)\b/i.test(found.text)) return found;
  }
  return null;
}

function bareBill(sentence: Sentence): PurposeFound | null {
  const at = sentence.words.findIndex(({ cues, mark, isCapital }) => cues.has('bill') && mark === null && !isCapital);
  const word = sentence.words[at];
  return word ? { first: at, end: at + 1, text: word.text } : null;
}

/** Up to the next thing that is clearly something else. */
function phrase(sentence: Sentence, start: number, isOther: (word: Word) => boolean): PurposeFound | null {
  const { words, text } = sentence;
  let end = start;
  for (; end < words.length; end += 1) {
    const word = words[end];
    if (!word || isOther(word)) break;
    const isNext =
      !word.isCapital &&
      (word.cues.has('from') || word.cues.has('via') || word.cues.has('value') || (word.cues.has('to') && end > start));
    const isCourtesy = /^(?:please|pls|plz|thanks|thx|asap)$/.test(word.folded);
    if (isNext || isCourtesy) break;
    if (word.breakAfter !== '') {
      end += 1;
      break;
    }
  }
  const first = words[start];
  const last = words[end - 1];
  if (!first || !last || end <= start) return null;
  const said = text.slice(first.from, last.to).replace(/\s+/g, ' ').trim();
  return said.length <= maxLength ? { first: start, end, text: said } : null;
}
