import fc from 'fast-check';
import { decide, type DecisionInput } from '../../../../src/domain/case/decision/decide';
import { reasonText } from '../../../../src/domain/policy/why/reason-text';
import { quotable, whySchema } from '../../../../src/domain/policy/why/why';
import { faultCodes } from '../../../../src/domain/values/errors';
import { clearRun, decided, fraud } from './decided';
import { everyWhy } from './every-why';
import { anyLetter } from '../../../fakes/any-letter';

test.each(everyWhy.map(([why, text]) => [text, why] as const))('%s', (text, why) => {
  expect(reasonText(why)).toBe(text);
});

/** As the store writes it and reads it. */
const kept = (why: unknown): unknown => JSON.parse(JSON.stringify(why));

test('everything that can be said is kept and read as it was', () => {
  for (const [why] of everyWhy) expect(whySchema.parse(kept(why))).toEqual(why);
});

const anything = fc.record({
  changes: fc.shuffledSubarray(Object.values(decided), { minLength: 1, maxLength: 4 }),
  failure: fc.option(fc.constantFrom(...faultCodes), { freq: 3 }),
  proposal: fc.option(fc.record({ action: fc.string(), reason: fc.string({ maxLength: 400 }) }), { freq: 2 }),
  verdict: fc.option(fc.string()),
  detail: fc.option(fc.string({ unit: anyLetter, maxLength: 300 })),
  isFound: fc.boolean(),
});

test('whatever is decided, the sentence is that of its typed reason, which the store takes', () => {
  fc.assert(
    fc.property(anything, ({ changes, failure, proposal, verdict, detail, isFound }) => {
      const own: DecisionInput = Object.assign({}, clearRun, ...changes) as DecisionInput;
      const { reason, why } = decide({
        ...own,
        failure: failure ?? own.failure,
        proposal: proposal ?? own.proposal,
        findings: isFound ? [fraud(verdict, detail)] : (own.findings ?? []),
      });
      expect(whySchema.parse(kept(why))).toEqual(why);
      expect(reasonText(whySchema.parse(kept(why)))).toBe(reason);
    }),
    { numRuns: 500 },
  );
});

test('what somebody else wrote stands on one line and is cut behind the letter it may have', () => {
  expect(quotable(' two \n  words ')).toBe('two words');
  expect(quotable('x'.repeat(200))).toBe('x'.repeat(200));
  expect(quotable('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
  expect(quotable('abc', 2)).toBe('ab…');
});
