/** What compliance reads of a screening in Turkish: made from what was found, with nothing of the recorded English. */
import type { SanctionsScreening } from '../../src/domain/evidence/sanctions-screening';
import {
  explainRule,
  agreeingText,
  likenessText,
  recordStateText,
  toSettleText,
} from '../../src/domain/sanctions/explained/english';
import { explain, saidRules, type Likeness, type Telling } from '../../src/domain/sanctions/explained/explanation';
import { listProblemText, type ListProblem } from '../../src/domain/sanctions/lists/list-age';
import { wordReasons } from '../../src/domain/sanctions/matching/similarity';
import { escalateResult } from './payment/case-fixtures';
import { cards, textOf, turkishCards, validationEvents } from './read-card';

const types = ['individual', 'entity', 'vessel', 'aircraft'] as const;
const weights: Readonly<Record<Telling, number>> = { rare: 8, not_rare: 5, common: 2, little: 0.5 };
const scores: Readonly<Record<Likeness, number>> = { same: 0.96, very: 0.85, somewhat: 0.7, a_little: 0.55 };
const states = ['cleared', 'void_expired', 'void_row_changed', 'void_sanctioned_place'] as const;
const problems: readonly ListProblem[] = [
  { problem: 'empty', list: 'LISTE' },
  { problem: 'undated', list: 'LISTE', most_days: 7 },
  { problem: 'no_date', list: 'LISTE', date: 'dün' },
  { problem: 'too_old', list: 'LISTE', date: '2026-01-01', days: 21, most_days: 7 },
];

type Details = SanctionsScreening['match_details'];

function screened(details: Partial<Details>, over: Partial<SanctionsScreening> = {}): SanctionsScreening {
  return {
    ...escalateResult,
    recommendation: 'Hold for compliance review: the recorded English sentence.',
    match_details: { ...escalateResult.match_details, ...details },
    ...over,
  };
}

const turkishText = (result: SanctionsScreening) => textOf(turkishCards.screeningResultCard(result, 'compliance'));
const englishText = (result: SanctionsScreening) => textOf(cards.screeningResultCard(result, 'compliance'));

it.each(saidRules)('says in its own words why %s', (rule) => {
  const card = turkishCards.screeningResultCard(screened({ rule }), 'compliance');
  expect(textOf(card)).not.toContain(explainRule(rule));
  expect(textOf(card)).not.toContain('recorded English');
  expect(validationEvents(card)).toEqual([]);
  expect(englishText(screened({ rule }))).toContain('recorded English');
  expect(englishText(screened({ rule }))).toContain(explainRule(rule));
});

it.each(
  wordReasons.flatMap((reason) =>
    Object.entries(weights).map(([telling, weight]) => [reason, telling, weight] as const),
  ),
)('says why two words agree: %s, %s', (reason, telling, weight) => {
  const pairs = [{ query: 'AHMAD', listed: 'AHMED', reason, similarity: 0.9, weight }];
  const result = screened({ explanation: { pairs, query_left: [], listed_left: [] } });
  const said = agreeingText({ reason, telling: telling as Telling });
  expect(englishText(result)).toContain(said);
  expect(turkishText(result)).toContain('AHMED');
  expect(turkishText(result)).not.toContain(said);
});

it.each(types)('says what would settle it about a listed %s, and what else came near', (type) => {
  for (const [likeness, score] of Object.entries(scores)) {
    const runner_up = { uid: '9', matched_entity: 'OTHER', matched_name: 'ÖTEKİ', score };
    for (const rule of ['similar', 'capped_other_type']) {
      const result = screened({ rule, entity_type: type, runner_up });
      const said = [
        toSettleText({ type, kindFirst: rule === 'capped_other_type' }),
        likenessText(likeness as Likeness),
      ];
      for (const text of said) {
        expect(englishText(result)).toContain(text);
        expect(turkishText(result)).not.toContain(text);
      }
      expect(turkishText(result)).not.toContain(type);
    }
  }
});

it.each(states)('says what became of a recorded false positive: %s', (state) => {
  const record = {
    id: 'FP-1',
    state,
    uid: '7',
    list_family: 'OFAC SDN',
    matched_entity: 'X',
    match_type: 'PARTIAL',
    confidence: 60,
    recorded_by: ['Carmen'],
    reason: 'başka kişi',
    recorded_on: '2026-01-01',
    expires_on: '2026-12-31',
  } satisfies NonNullable<Details['false_positives']>[number];
  const result = screened({ false_positives: [record] });
  expect(englishText(result)).toContain(`FP-1, ${recordStateText(state)}: X`);
  expect(turkishText(result)).not.toContain(`FP-1, ${recordStateText(state)}: X`);
});

it.each(problems)('says why a list says nothing: $problem', (problem) => {
  const audit = { ...escalateResult.audit, list_problem: problem };
  const text = turkishText(screened({}, { audit }));
  expect(text).toContain('LISTE');
  expect(text).not.toContain(listProblemText(problem));
});

it('says that no data is not clear where an earlier release kept only the sentence', () => {
  const none = { matched_entity: null, programs: [], entity_type: null, rule: 'nothing_alike' };
  const result = { ...screened({}), match_type: 'NONE', match_details: none } as const;
  expect(explain(result).advice.act).toBe('hold_without_data');
  expect(turkishText(result)).toContain('veri yoksa temiz sayılmaz');
});

it('shows a rule as it stands where a release nobody here knows recorded it', () => {
  expect(explain(screened({ rule: 'rule_of_tomorrow' })).rule).toEqual({ recorded: 'rule_of_tomorrow' });
  expect(turkishText(screened({ rule: 'rule_of_tomorrow' }))).toContain('rule_of_tomorrow');
});

it('calls the list that was asked what it is, where it is a demo’s extract of another', () => {
  const audit = { ...escalateResult.audit, list_family: 'OFAC SDN', list_date: '2026-01-21' };
  const told = (isDemo: boolean) => turkishText({ ...escalateResult, audit: { ...audit, list_is_demo: isDemo } });
  expect(told(true)).toContain('DENEME LİSTESİ, 21 Oca 2026');
  expect(told(false)).not.toContain('DENEME LİSTESİ');
});
