import path from 'node:path';
import { createKnowledgeIndex } from '../../../src/domain/knowledge/search';
import {
  answerPolicyQuestion,
  type FoundKnowledge,
  type PolicyAnswer,
} from '../../../src/domain/policy/answer-question';
import { readKnowledgeFolder } from '../../../src/sources/knowledge-folder';
import { strangeQuestions } from '../knowledge/golden-questions';
import { shippedPolicy } from './shipped-policy';

const knowledge = createKnowledgeIndex(readKnowledgeFolder(path.resolve(__dirname, '../../../knowledge')));
const demoDay = Date.parse('2026-01-22T10:25:00Z');

/** As the desk finds it: the best section where it fits. */
function found(question: string): FoundKnowledge {
  const [best] = knowledge.search({ query: question });
  return best && knowledge.fit(best, question) >= 0.28 ? best : null;
}

function ask(question: string, nowMs = demoDay): PolicyAnswer {
  return answerPolicyQuestion(shippedPolicy, found(question), question, nowMs);
}

function answerTo(question: string, nowMs = demoDay) {
  const answer = ask(question, nowMs);
  if (!answer.answered) throw new Error(`no answer to "${question}"`);
  return answer;
}

test('the cutoff of a currency and channel is answered for every entity, with the rules that bind', () => {
  const answer = answerTo('cutoff for EUR SEPA?');
  expect(answer.text).toContain('BankSubsidiary_TR EUR SEPA: 2026-01-22T14:00:00Z');
  expect(answer.text).toContain('GroupTreasuryCo EUR SEPA: 2026-01-22T14:00:00Z');
  expect(answer.rule_ids).toEqual(['cutoff-tr-eur-sepa', 'cutoff-group-eur-sepa']);
  expect(answer.sections.map(({ section_id: id }) => id)).toEqual(['cutoffs#internal-cutoffs']);
});

test('an entity named is the only one answered for, and a passed cutoff says so', () => {
  const answer = answerTo('until when can groupTreasuryCo pay usd by swift?', Date.parse('2026-01-22T16:30:00Z'));
  expect(answer.rule_ids).toEqual(['cutoff-group-usd-swift']);
  expect(answer.text).toMatch(/passed at 2026-01-22T16:30:00Z, value date 2026-01-23/);
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
  const askAlone = (question: string) => answerPolicyQuestion(shippedPolicy, 'unavailable', question, demoDay);

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
