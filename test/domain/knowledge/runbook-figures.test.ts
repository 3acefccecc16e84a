/** Figures the runbooks repeat for people are those the policy decides by. */
import path from 'node:path';
import { decimal, formatAmount } from '../../../src/domain/values/money';
import { readKnowledgeFolder } from '../../../src/sources/knowledge/knowledge-folder';
import { shippedPolicy } from '../policy/shipped-policy';

const sections = readKnowledgeFolder(path.resolve(__dirname, '../../../knowledge'));

function textOf(id: string): string {
  const section = sections.find((candidate) => candidate.id === id);
  if (!section) throw new Error(`no section ${id}`);
  return section.text;
}

test('the buffers of each entity', () => {
  const { buffers } = shippedPolicy.liquidity;
  const sentence = (entity: string) =>
    new RegExp(`${entity} keeps ([^;]*?)(;|\\. )`).exec(textOf('liquidity-breach#buffers'))?.[1];
  for (const { entity, currency, minimum } of buffers)
    expect([entity, sentence(entity)]).toEqual([
      entity,
      expect.stringContaining(`${currency} ${formatAmount(decimal(minimum), currency)}`),
    ]);
});

test('the internal cutoffs of each entity', () => {
  const sentence = (entity: string) =>
    new RegExp(`${entity}: ([^]*?)\\.`).exec(textOf('cutoffs#internal-cutoffs'))?.[1];
  for (const { entity, currency, channel, at_utc: at } of shippedPolicy.cutoffs.internal)
    expect(sentence(entity)).toContain(`${currency} ${channel} ${at}`);
});

test('credit lines, limits of a breach, delegation, retention and the age of the list', () => {
  const { liquidity, roles, procedures, sanctions } = shippedPolicy;
  for (const { entity, currency, limit } of liquidity.credit_lines) {
    expect(textOf('liquidity-breach#credit-line')).toContain(`${formatAmount(decimal(limit), currency)} ${currency}`);
    expect(textOf('liquidity-breach#credit-line')).toContain(entity);
  }
  expect(textOf('liquidity-breach#severity')).toContain(`below ${liquidity.severity.warning_below_percent} %`);
  expect(textOf('liquidity-breach#severity')).toContain(
    `CRITICAL: below ${liquidity.severity.critical_below_percent} %`,
  );
  for (const { delegation_max_business_days: days } of roles)
    if (days !== null) expect(textOf('approvals#delegation')).toMatch(new RegExp(`\\b${days}\\b`));
  expect(textOf('audit-bundle#retention-of-records')).toContain('seven years');
  expect(procedures.retention.map(({ years }) => years)).toEqual([7, 10]);
  expect(textOf('sanctions-escalation#age-of-the-list')).toContain(`${sanctions.max_list_age_days.production} days`);
});
