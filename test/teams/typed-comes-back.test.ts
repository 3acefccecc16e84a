/** What a sentence says and nobody can read stands in the form as it was said, to be put right there. */
import path from 'node:path';
import { english } from '../../src/cards/words/english/english';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import { readLedgerFolder } from '../../src/sources/ledger/folder';
import { fillForm } from '../../src/teams/answers/fill-form';
import type { Asked } from '../../src/teams/answers/answer-intent';
import type { Desk } from '../../src/teams/desk';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { understand } from '../fakes/demo-understand';

const root = path.resolve(__dirname, '../..');
const desk = {
  words: english,
  cards: createCards({ words: english, templates: loadTemplates(path.join(root, 'cards')) }),
  ledger: { current: () => readLedgerFolder(path.join(root, 'demo/ledger'), null) },
  policy: { current: () => shippedPolicy },
  findLastPaidAccount: () => Promise.resolve(null),
} as unknown as Desk;

async function inputsFor(said: string): Promise<Readonly<Record<string, unknown>>> {
  const [form] = await fillForm(desk, { reading: understand(said), formId: 'a'.repeat(12) } as Asked);
  const inputs: Record<string, unknown> = {};
  JSON.stringify(form, (_, part: unknown) => {
    const { id, value } = Object(part) as { id?: unknown; value?: unknown };
    if (typeof id === 'string' && value !== undefined) inputs[id] = value;
    return part;
  });
  return inputs;
}

it.each([
  ['pay ACME Corp 250, 000 USD', 'amount', '250, 000 USD'],
  ['pay ACME Corp -500 USD', 'amount', '-500 USD'],
  ['pay ACME Corp 100.555 USD from ACC-BAN-001', 'amount', ''],
  ['pay ACME Corp 100.00 JPY', 'amount', '100.00 JPY'],
  ['pay ACME Corp 50-60k USD', 'amount', '50-60k USD'],
  ['pay ACME Corp 5,000 USD from ACC-XYZ-9', 'account_id', 'ACC-XYZ-9'],
  ['pay Siemens AG 10k EUR, IBAN DE89370400440532013001', 'beneficiary_account', 'DE89370400440532013001'],
])('%s: %s', async (said, field, value) => {
  const inputs = await inputsFor(said);
  if (value === '') expect(inputs[field]).not.toBe('100.555');
  else expect(inputs[field]).toBe(value);
});
