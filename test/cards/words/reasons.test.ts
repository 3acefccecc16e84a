/** Why a payment was decided so, in each language that is not the record's. */
import { recordedReason } from '../../../src/cards/payment/texts/recorded-reason';
import { redactFor } from '../../../src/cards/payment/redaction';
import { english } from '../../../src/cards/words/english/english';
import { turkish } from '../../../src/cards/words/turkish/turkish';
import { decide } from '../../../src/domain/case/decision/decide';
import { reasonText } from '../../../src/domain/policy/why/reason-text';
import type { Why } from '../../../src/domain/policy/why/why';
import { faultCodes } from '../../../src/domain/values/errors';
import { clearRun, decided } from '../../domain/policy/why/decided';
import { everyWhy } from '../../domain/policy/why/every-why';
import { escalateDecision, holdDecision, states } from '../payment/case-fixtures';

const told = (why: Why) => turkish.decision.because(why);

/** Ids and what stands in quotation marks are the same in both, and so are names. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/["“].*?["”]|\b\w+(?:[-_.#]\w+)+/g, ' ')
    .toLowerCase()
    .match(/\p{L}{3,}/gu)
    ?.filter((word) => !names.has(word)) ?? [];
const names = new Set(
  'king usd eur jpy utc ofac sdn bank maskan released settled target review federal reserve amount iran fedwire swift grouptreasuryco'.split(
    ' ',
  ),
);

const englishLeft = (why: Why) => wordsOf(told(why)).filter((word) => wordsOf(reasonText(why)).includes(word));

/** Digits that stand in a text, without the marks between them. */
const figuresOf = (text: string) => text.replaceAll(/(?<=\d)[.,](?=\d{3})/g, '').match(/\d+/g) ?? [];

describe('why a payment was decided so, in Turkish', () => {
  it.each(everyWhy.map(([why, text]) => [text, why] as const))('%s', (text, why) => {
    expect(told(why)).toMatch(/^[\p{Lu}\d]/u);
    expect(englishLeft(why)).toEqual([]);
    // How far the sums of an account are apart stands on its own page.
    if (!text.includes('not proven')) expect(figuresOf(told(why)).toSorted()).toEqual(figuresOf(text).toSorted());
  });

  it('says another sentence for each', () => {
    const sentences = new Map(everyWhy.map(([why, text]) => [text, told(why)]));
    expect(new Set(sentences.values()).size).toBe(sentences.size);
  });

  it.each(Object.entries(decided))('says it of %s, with its figures and without an English word', (_name, change) => {
    const { why } = decide({ ...clearRun, ...change });
    expect(why).toBeDefined();
    expect(englishLeft(why!)).toEqual([]);
  });

  it.each(faultCodes)('says it of a gate that failed: %s', (code) => {
    expect(told({ kind: 'in_doubt', doubt: { kind: 'fault', code }, also: [] })).toMatch(/^İnsan incelemesi: \S/);
  });

  it('writes money and days as Turkish readers do', () => {
    const { why } = decide({ ...clearRun, ...decided['a breach, late'] });
    const text = turkish.show.datesIn(told(why!));
    expect(text).toContain('Yaptırım temiz, ama ödeme hesabı tamponunun 500.000 USD altına indirir ve son işlem saati');
    expect(text).toContain('22 Oca 2026');
  });
});

describe('a recorded reason', () => {
  const shown = (state: string) => states[state]!;
  const tell = (
    decision: Parameters<typeof recordedReason>[0],
    words: typeof english,
    paymentCase = shown('awaiting approvals after a breach'),
  ) => recordedReason(decision, { words, redaction: redactFor(paymentCase, words) });
  const { why: _unkept, ...before } = holdDecision;

  it('is told from why, in the reader’s language', () => {
    expect(tell(holdDecision, english)).toEqual({
      text: 'Sanctions CLEAR but payment would breach buffer by $125,000',
      untold: null,
    });
    expect(tell(holdDecision, turkish)).toEqual({
      text: 'Yaptırım temiz, ama ödeme hesabı tamponunun 125.000 USD altına indirir',
      untold: null,
    });
  });

  it('of before why was kept is the record itself: for another language beside what the outcome means', () => {
    expect(tell(before, english)).toEqual({ text: holdDecision.reason, untold: null });
    expect(tell(before, turkish)).toEqual({
      text: 'Ödeme hesabın tamponunu bozar',
      untold: 'Sanctions CLEAR but payment would breach buffer by $125,000',
    });
  });

  it.each([
    ['English', english],
    ['Turkish', turkish],
  ] as const)('is withheld in %s where the record or what is told from why names the match', (_name, words) => {
    const cleared = shown('cleared by compliance');
    const withheld = { text: words.withheld, untold: null };
    expect(tell(escalateDecision, words, cleared)).toEqual(withheld);
    const finding = { kind: 'finding', label: { en: 'x', tr: 'x' }, verdict: 'NO', detail: 'is Bank  Maskan' } as const;
    const why: Why = { kind: 'compliance_pending', also: [finding] };
    expect(tell({ ...holdDecision, why }, words, cleared)).toEqual(withheld);
    const { why: _none, ...untyped } = escalateDecision;
    expect(tell(untyped, words, cleared)).toEqual(withheld);
  });
});
