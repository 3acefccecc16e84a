/** What the runbooks say of limits, hours and roles is quoted from the policy, never written down a second time. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { quotePolicyOf } from '../../../src/domain/policy/quote-policy';
import { parseKnowledge, readKnowledgeTexts } from '../../../src/sources/knowledge/knowledge-folder';
import { policyWith, shippedPolicy, type Edit } from '../policy/shipped-policy';
import { knowledgeFolder, shippedSections } from './shipped-sections';

const runbooks = readKnowledgeTexts(knowledgeFolder);

function textUnder(edit: Edit, id: string): string {
  const parsed = parseKnowledge(runbooks, quotePolicyOf(policyWith(edit)));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.sections.find((section) => section.id === id)?.text ?? '';
}

describe('a figure that policy changes reads so in the runbook', () => {
  test.each<[string, Edit, string, string]>([
    [
      'tiers',
      { file: 'approval-matrix.yaml', from: 'up_to_usd: 250000', to: 'up_to_usd: 275000' },
      'approvals#tiers-by-amount',
      'to 275,000 the Treasury Analyst and Payments Supervisor',
    ],
    [
      'the hour',
      { file: 'approval-matrix.yaml', from: 'from_utc: "18:00"', to: 'from_utc: "19:30"' },
      'after-hours#overview',
      'between 19:30 and 06:00 UTC',
    ],
    [
      'time to answer',
      { file: 'roles.yaml', from: 'rank: 3, sla_hours: 2', to: 'rank: 3, sla_hours: 1' },
      'approvals#time-to-answer',
      'have 1 hour, then',
    ],
    [
      'cutoffs',
      { file: 'cutoffs.yaml', from: 'channel: INTERNAL, at_utc: "16:30"', to: 'channel: INTERNAL, at_utc: "16:10"' },
      'cutoffs#internal-cutoffs',
      'USD INTERNAL 16:10',
    ],
    [
      'grace',
      { file: 'cutoffs.yaml', from: 'minutes: 30', to: 'minutes: 60' },
      'cutoffs#emergency-grace',
      'within 1 hour after',
    ],
    [
      'buffers',
      { file: 'liquidity.yaml', from: '"45000000"', to: '"46500000.50"' },
      'liquidity-breach#buffers',
      'TRY 46,500,000.50',
    ],
    [
      'severity',
      { file: 'liquidity.yaml', from: 'warning_below_percent: 110', to: 'warning_below_percent: 115' },
      'liquidity-breach#severity',
      'below 115 % of the buffer',
    ],
    [
      'age of data',
      { file: 'liquidity.yaml', from: 'max_minutes: 720', to: 'max_minutes: 90' },
      'liquidity-breach#old-data',
      'more than 90 minutes old',
    ],
    [
      'age of the list',
      { file: 'sanctions.yaml', from: 'production: 7', to: 'production: 3' },
      'sanctions-escalation#age-of-the-list',
      'older than 3 days',
    ],
    [
      'retention',
      { file: 'procedures.yaml', from: 'years: 7', to: 'years: 8' },
      'audit-bundle#retention-of-records',
      'for 8 years by treasury policy',
    ],
  ])('%s', (_, edit, id, words) => {
    expect(textUnder(edit, id)).toContain(words);
  });
});

test('no figure of the policy is written out in a runbook', () => {
  const written = readdirSync(knowledgeFolder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      readFileSync(path.join(knowledgeFolder, file), 'utf8')
        .split(/\n\n/)
        .filter((paragraph) => !paragraph.startsWith('Asked as:'))
        .flatMap(
          (paragraph) =>
            paragraph
              .replaceAll(/\{\{[^}]*\}\}/g, '')
              .match(/\d{1,3}(,\d{3})+|\d\d:\d\d|\d+ %|\d+ (years|hours|minutes|days)/g) ?? [],
        ),
    );
  // A breach is below the buffer by definition, a callback of compliance's law has its own source, and the justification's length is the program's.
  expect(written).toEqual(['30 minutes', '100 %', '10 years']);
});

test('every quotation is filled in', () => {
  expect(shippedSections.filter(({ text }) => /[{}]{2}|null|undefined/.test(text))).toEqual([]);
});

test('a quotation that the policy does not have is refused, with file and line', () => {
  const documents = [
    [
      'a.md',
      '---\ntitle: A\ndoc_type: ops\ntopics: [x]\n---\n\n## One\n\nUp to {{tier-90k.up_to_usd}}.\nAt {{tier-50k}} or {{.}} or {{ }}.\n\nOpen {{tier-50k.up_to_usd\n',
    ],
  ] as const;
  const parsed = parseKnowledge({ folder: 'knowledge', documents, everydayWords: null }, quotePolicyOf(shippedPolicy));
  expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
    'knowledge/a.md:9: quotes tier-90k.up_to_usd, which the policy does not have',
    'knowledge/a.md:10: quotes tier-50k, which the policy does not have',
    'knowledge/a.md:10: quotes ., which the policy does not have',
    'knowledge/a.md:10: quotes nothing, which the policy does not have',
    'knowledge/a.md:12: has a quotation that does not open or close on this line',
  ]);
});

test.each([
  'tier-50k.id.length',
  'constructor.name',
  'tier-50k.constructor',
  '__proto__.x',
  'roles.length',
  'fingerprint.length',
])('nothing but the values of the tables is quoted: %s', (reference) => {
  expect(quotePolicyOf(shippedPolicy)(reference)).toBeNull();
});
