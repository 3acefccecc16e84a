import { createKnowledgeIndex } from '../../../../src/domain/knowledge/search';
import {
  answerPolicyQuestion,
  type FoundKnowledge,
  type PolicyAnswer,
} from '../../../../src/domain/policy/questions/answer-question';
import { shippedSections } from '../../knowledge/shipped-sections';
import { isAnswer } from '../../../../src/domain/knowledge/fit';
import { understand } from '../../../fakes/demo-understand';
import { strangeQuestions } from '../../knowledge/golden-questions';
import { policyWith, shippedPolicy } from '../shipped-policy';

const knowledge = createKnowledgeIndex(shippedSections);
const demoDay = Date.parse('2026-01-22T10:25:00Z');

/** As the desk finds it: the best section where it fits. */
function found(question: string): FoundKnowledge {
  const [best] = knowledge.search({ query: question });
  return best && isAnswer(knowledge.fit(best, question), question) ? best : null;
}

function ask(question: string, nowMs = demoDay): PolicyAnswer {
  return answerPolicyQuestion(shippedPolicy, found(question), understand(question), nowMs);
}

function answerTo(question: string, nowMs = demoDay) {
  const answer = ask(question, nowMs);
  if (!answer.answered) throw new Error(`no answer to "${question}"`);
  return answer;
}

test('the cutoff of a currency and channel is answered for every entity, with the rules that bind', () => {
  const answer = answerTo('cutoff for EUR SEPA?');
  expect(answer.text).toContain('BankSubsidiary_TR EUR SEPA: 14:00 UTC');
  expect(answer.text).toContain('GroupTreasuryCo EUR SEPA: 14:00 UTC');
  expect(answer.rule_ids).toEqual(['cutoff-tr-eur-sepa', 'cutoff-group-eur-sepa']);
  expect(answer.sections.map(({ section_id: id }) => id)).toEqual(['cutoffs#internal-cutoffs']);
});

test('an entity named is the only one answered for, and a passed cutoff says so', () => {
  const answer = answerTo('until when can groupTreasuryCo pay usd by swift?', Date.parse('2026-01-22T16:30:00Z'));
  expect(answer.rule_ids).toEqual(['cutoff-group-usd-swift']);
  expect(answer.text).toMatch(/passed \(it is 16:30 UTC\), value date 2026-01-23/);
});

test('on a holiday the calendar answers', () => {
  const answer = answerTo('cutoff for USD SWIFT at BankSubsidiary_TR', Date.parse('2026-01-19T10:00:00Z'));
  expect(answer.text).toContain('Martin Luther King Jr. Day');
  expect(answer.rule_ids).toEqual(['us-fed']);
});

test('approvers come from the matrix, with the rules that fired and a section beside them', () => {
  const answer = answerTo('who approves 300k EMERGENCY?');
  expect(answer.text).toContain('Treasury Manager (2 h to answer) and Head of Treasury (2 h to answer)');
  expect(answer.rule_ids).toEqual(['decide-clear', 'tier-1m', 'type-emergency']);
  expect(answer.sections.map(({ section_id: id }) => id)).toEqual(['approvals#emergency-and-urgent-supplier-payments']);
});

test.each<[string, string[]]>([
  ['who approves 50,000.00 USD?', ['decide-clear', 'tier-50k']],
  ['who approves $50,000.01?', ['decide-clear', 'tier-250k']],
  ['who signs off 2 million?', ['decide-clear', 'tier-5m']],
  ['who must approve 200k urgent supplier', ['decide-clear', 'tier-250k', 'type-urgent-supplier']],
  ['who approves 60 000 usd after hours', ['decide-clear', 'tier-250k', 'after-hours-on-call']],
  ['who approves 90k with a critical breach', ['decide-breach', 'tier-250k', 'severity-critical']],
  ['who approves €45k', ['decide-clear', 'tier-250k']],
  ['who approves 5 SEK', ['decide-clear', 'tier-above-5m', 'fx-rates']],
])('%s is answered by the rules', (question, ids) => expect(answerTo(question).rule_ids).toEqual(ids));

test.each([
  'who are the 2 approvers of a release?',
  'who approved in 2026',
  'who approves 250.000',
  'who signs at 14:30',
])('"%s" names no amount, so no rule is quoted for one', (question) => {
  const answer = ask(question);
  expect(answer.answered ? answer.rule_ids : []).toEqual([]);
});

test('a reason code is answered in the words of its table', () => {
  const answer = answerTo('what does rej_cutoff_missed mean?');
  expect(answer.text).toContain('The cutoff for today has passed');
  expect(answer.rule_ids).toEqual(['REJ_CUTOFF_MISSED']);
});

test('what the rules do not name is answered by the runbook section, word for word and with its hash', () => {
  const answer = answerTo('may I tell the supplier which name matched?');
  const section = knowledge.sections.find(({ id }) => id === 'sanctions-escalation#no-tipping-off');
  expect(answer.text).toContain(section?.text);
  expect(answer.sections).toEqual([
    { section_id: section?.id, title: 'Sanctions escalation: No tipping off', hash: section?.hash },
  ]);
});

test('a currency for which no cutoff is known is said to be late, or not answered', () => {
  expect(ask('cutoff for CHF?').text).toMatch(/No cutoff is known for CHF|no answer/);
});

test('what the knowledge has no answer for is said to have none', () => {
  const answers = strangeQuestions.map((question) => ask(question));
  expect(answers.filter(({ answered }) => answered).length).toBeLessThanOrEqual(2);
  expect(ask('who won the football cup')).toEqual({
    answered: false,
    why: 'no_answer',
    text: 'The policy and the procedures have no answer to that.',
  });
});

describe('while the knowledge cannot be asked', () => {
  const askAlone = (question: string) =>
    answerPolicyQuestion(shippedPolicy, 'unavailable', understand(question), demoDay);

  test('the rules still answer, and cite no section', () => {
    expect(askAlone('cutoff for EUR SEPA?')).toMatchObject({
      answered: true,
      rule_ids: ['cutoff-tr-eur-sepa', 'cutoff-group-eur-sepa'],
      sections: [],
    });
  });

  test.each(['may I tell the supplier which name matched?', 'cutoff for CHF?'])(
    'what only the runbooks could answer is not answered from nowhere: %s',
    (question) => {
      expect(askAlone(question)).toEqual({
        answered: false,
        why: 'unavailable',
        text: 'The procedures cannot be asked at the moment.',
      });
    },
  );
});

test('every answer rests on something', () => {
  for (const question of [
    'what is headroom',
    'who approves 10k',
    'cutoff for GBP',
    'how many years are records kept',
  ]) {
    const { rule_ids: rules, sections } = answerTo(question);
    expect(rules.length + sections.length).toBeGreaterThan(0);
  }
});

test.each<[string, RegExp, string[]]>([
  ['minimum balance of BankSubsidiary_TR in EUR', /BankSubsidiary_TR keeps at least 1,500,000 EUR/, ['buffer-tr-eur']],
  [
    'what is the buffer of GroupTreasuryCo?',
    /30,000,000 TRY[^]*5,000,000 USD[^]*3,000,000 EUR/,
    ['buffer-group-try', 'buffer-group-usd', 'buffer-group-eur'],
  ],
  [
    'what is the SLA of the Head of Treasury?',
    /^Head of Treasury: 2 h to answer, then CFO is asked\.$/,
    ['roles.yaml'],
  ],
  ['how long does the MLRO have to answer', /^MLRO: 4 h to answer\.$/, ['roles.yaml']],
  ['how fast must compliance react', /^Compliance Officer: 4 h[^]*^MLRO: 4 h to answer\.$/m, ['roles.yaml']],
  [
    'how long may a Treasury Analyst delegate?',
    /^Treasury Analyst: may delegate for at most 5 business days\.$/,
    ['roles.yaml'],
  ],
  ['how long may the CFO delegate?', /^CFO: may not delegate\.$/, ['roles.yaml']],
  [
    'what are the severity limits',
    /WARNING below 110 %, BREACH below 100 %, CRITICAL below 80 %/,
    ['liquidity-severity'],
  ],
  [
    'how long are records kept',
    /7 years \(treasury policy\)[^]*10 years/,
    ['retention-standard', 'retention-sanctions'],
  ],
  [
    'how many years do we keep sanctions documents',
    /^Records are kept for 10 years \(31 CFR 501\.601\)/,
    ['retention-sanctions'],
  ],
])('%s is answered exactly, by the rows of the tables', (question, text, ids) => {
  const answer = answerTo(question);
  expect(answer.text).toMatch(text);
  expect(answer.rule_ids).toEqual(ids);
});

test('figures follow the policy, not the runbooks', () => {
  const changed = policyWith(
    { file: 'roles.yaml', from: 'rank: 5, sla_hours: 2', to: 'rank: 5, sla_hours: 6' },
    { file: 'liquidity.yaml', from: 'warning_below_percent: 110', to: 'warning_below_percent: 125' },
    { file: 'procedures.yaml', from: 'years: 7', to: 'years: 8' },
  );
  const textOf = (question: string) =>
    answerPolicyQuestion(changed, found(question), understand(question), demoDay).text;
  expect(textOf('what is the SLA of the CFO')).toBe('CFO: 6 h to answer.');
  expect(textOf('what are the severity limits')).toContain('WARNING below 125 %');
  expect(textOf('how long are records kept')).toContain('kept for 8 years');
});

test.each([
  ['can I delegate my approvals while on holiday', 'approvals#delegation'],
  ['how long must an override justification be', 'liquidity-breach#override'],
  ['account was below its buffer before the payment', 'liquidity-breach#already-below-the-buffer'],
])('%s asks for no figure of a table: the runbook answers', (question, section) => {
  const answer = answerTo(question);
  expect(answer.rule_ids).toEqual([]);
  expect(answer.sections.map(({ section_id: id }) => id)).toEqual([section]);
});

test('a buffer no table has is not answered with another', () => {
  const answer = ask('minimum balance of BankSubsidiary_TR in CHF');
  expect(answer.answered ? answer.rule_ids : []).toEqual([]);
});
