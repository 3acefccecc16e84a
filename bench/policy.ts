/** What policy costs: explaining a payment, finding its cutoff, and searching 2,000 sections of procedures. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { severities } from '../src/domain/evidence/liquidity-screening';
import { sanctionsDecisions } from '../src/domain/evidence/sanctions-screening';
import { sha256 } from '../src/domain/values/json';
import { createKnowledgeIndex } from '../src/domain/knowledge/search';
import type { Section } from '../src/domain/knowledge/section';
import { paymentTypes } from '../src/domain/payment/payment-request';
import { askCutoff } from '../src/domain/policy/cutoff/ask-cutoff';
import { explainPolicy } from '../src/domain/policy/questions/explain';
import { readKnowledgeFolder } from '../src/sources/knowledge/knowledge-folder';
import { readPolicyFolder } from '../src/sources/policy/policy-folder';
import { goldenQuestions } from '../test/domain/knowledge/golden-questions';
import { showSummary, showTarget, summarise } from './figures';

const root = path.resolve(__dirname, '..');
const nowMs = Date.parse('2026-01-22T10:25:00Z');
const rounds = 20;
const sectionCount = 2_000;
const targets = { explainP50Ms: 0.2, searchP50Ms: 1 };

export function benchPolicy(): Promise<void> {
  const policy = readPolicyFolder(path.join(root, 'policy'));
  const explain = timeEach(payments(), (payment) => explainPolicy(policy, payment, nowMs));
  const cutoff = timeEach(payments(), ({ entity, currency, payment_type, at }) =>
    askCutoff(policy, { entity, currency, payment_type, at }, nowMs),
  );
  const index = createKnowledgeIndex(manySections());
  const search = timeEach(goldenQuestions, ([query]) => index.search({ query }));
  console.log(
    `Policy: ${payments().length} payments, and ${goldenQuestions.length} questions on ${sectionCount} sections`,
  );
  console.log(showSummary('  explain', explain));
  console.log(showSummary('  cutoff', cutoff));
  console.log(showSummary('  knowledge search', search));
  console.log(showTarget('  explain p50', explain.p50, ' ms', targets.explainP50Ms));
  console.log(showTarget('  knowledge search p50', search.p50, ' ms', targets.searchP50Ms));
  return Promise.resolve();
}

/** The first round warms up and does not count. */
function timeEach<T>(inputs: readonly T[], answer: (input: T) => unknown) {
  const timesMs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const input of inputs) {
      const startedMs = performance.now();
      answer(input);
      if (round > 0) timesMs.push(performance.now() - startedMs);
    }
  }
  return summarise(timesMs);
}

function payments() {
  return sanctionsDecisions.flatMap((sanctions) =>
    severities.flatMap((severity) =>
      paymentTypes.flatMap((payment_type) =>
        ['50000.00', '250000.01', '6000000'].map((amount) => ({
          sanctions,
          severity,
          payment_type,
          amount,
          currency: amount === '250000.01' ? 'EUR' : 'USD',
          entity: 'BankSubsidiary_TR',
          before_cutoff: severity !== 'WARNING',
          at: '2026-01-22T12:00:00Z',
        })),
      ),
    ),
  );
}

/** The shipped sections over and over, a third of their words replaced by others of theirs and by words of their own. */
function manySections(): readonly Section[] {
  const shipped = readKnowledgeFolder(path.join(root, 'knowledge'), readPolicyFolder(path.join(root, 'policy')));
  const words = [...new Set(shipped.flatMap(({ text }) => text.split(/\s+/)))];
  const next = createSequence();
  return Array.from({ length: sectionCount }, (_, at) => {
    const section = shipped[at % shipped.length]!;
    const text = section.text
      .split(' ')
      .map((word) => {
        if (next() > 1 / 3) return word;
        const other = words[Math.floor(next() * words.length)] ?? word;
        return next() < 1 / 3 ? `${other}${Math.floor(next() * 300)}` : other;
      })
      .join(' ');
    return { ...section, id: `${section.id}-${at}`, text, hash: sha256(text) };
  });
}

/** The same numbers from 0 to 1 in every run (Park and Miller). */
function createSequence(): () => number {
  let state = 20_260_122;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
