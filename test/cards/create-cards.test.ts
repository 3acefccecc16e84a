import { cpSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplates } from '../../src/cards/templates';
import { forLegacyClient } from '../../src/cards/for-legacy-client';
import { partNames, templateNames, type Card } from '../../src/cards/templates';
import { verbs } from '../../src/cards/verbs';
import {
  blockResult,
  breachResult,
  businessNow,
  clearResult,
  escalateResult,
  fitsResult,
  internalCutoff,
  listOf,
  person,
  states,
  viewOf,
  offersOf,
} from './payment/case-fixtures';
import { bytesOf, cards, executesOf, objectsOf, textOf, validationEvents } from './read-card';

const accounts = [
  { account_id: 'ACC-BAN-001', entity: 'BankSubsidiary_TR', currency: 'USD' },
  { account_id: 'ACC-GRP-001', entity: 'GroupTreasuryCo', currency: 'USD' },
];
const member = { ...person('Maya'), roles: ['Treasury Manager'] };
const form = {
  formId: 'form-1',
  draft: {
    beneficiary_name: 'ACME *Trading* LLC',
    amount: '250,000',
    currency: 'USD',
    payment_type: 'EMERGENCY' as const,
  },
  problems: [{ code: 'field_missing' as const, message: 'is missing', field: 'account_id' }],
  accounts,
};

const others: Readonly<Record<string, Card>> = {
  'payment form': cards.paymentFormCard(form),
  'empty payment form': cards.paymentFormCard({ formId: 'form-2', draft: {}, problems: [], accounts: [] }),
  'screening for compliance': cards.screeningCard(
    states['under compliance review']!,
    offersOf(states['under compliance review']!),
  ),
  'screening without a result': cards.screeningCard(states['just submitted']!, []),
  'clear name': cards.screeningResultCard(clearResult, 'others'),
  'blocked name': cards.screeningResultCard(blockResult, 'compliance'),
  'escalated name for others': cards.screeningResultCard(escalateResult, 'others'),
  'liquidity breach': cards.liquidityCard(breachResult),
  'liquidity fits': cards.liquidityCard(fitsResult),
  'what if of a payment': cards.whatIfCard(fitsResult, states['awaiting approvals after a breach']!, internalCutoff),
  'what if before the gate answered': cards.whatIfCard(breachResult, states['sanctions done']!, internalCutoff),
  'list of what waits': cards.worklistCard(listOf(Object.values(states))),
  'empty list of what waits': cards.worklistCard(listOf([])),
  personas: cards.personasCard([member, { ...person('Dana'), roles: [] }], member),
  'help with personas': cards.helpCard({ hasPersonas: true }),
  help: cards.helpCard({ hasPersonas: false }),
  'demo welcome': cards.welcomeCard({ demoDayNow: businessNow }),
  welcome: cards.welcomeCard({ demoDayNow: null }),
  problem: cards.problemCard({
    title: 'Refused',
    problems: [{ code: 'field_invalid', message: 'The *amount* is zero', field: 'amount' }],
    referenceId: 'ref-1',
  }),
  notice: cards.noticeCard({ title: 'Done', text: 'Already recorded' }),
};

describe.each(Object.entries(others))('the card "%s"', (_name, card) => {
  it('is valid, bound and small', () => {
    expect(validationEvents(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('${');
    expect(bytesOf(card)).toBeLessThan(28 * 1024);
  });
});

it('gives every template and every part of one to exactly one file', () => {
  const filesIn = (folder: string) => readdirSync(join(__dirname, '../../cards', folder)).sort();
  expect(filesIn('.')).toEqual([...templateNames.map((name) => `${name}.json`), 'parts'].sort());
  expect(filesIn('parts')).toEqual(partNames.map((name): string => `${name}.json`).sort());
});

it('refuses to start with a broken or missing template, naming the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  expect(() => loadTemplates(folder)).toThrow(/override\.json.*ENOENT/);
  cpSync(join(__dirname, '../../cards/parts'), join(folder, 'parts'), { recursive: true });
  expect(() => loadTemplates(folder)).toThrow(/payment\.json.*ENOENT/);
  writeFileSync(join(folder, 'payment.json'), '{"type": "AdaptiveCard", "version": "1.6", "body": []}');
  expect(() => loadTemplates(folder)).toThrow(/payment\.json[\s\S]*version/);
  writeFileSync(join(folder, 'payment.json'), '{"type": "AdaptiveCard",');
  expect(() => loadTemplates(folder)).toThrow(/payment\.json.*JSON/);
  const misspelt = { type: 'AdaptiveCard', version: '1.5', body: [{ $part: 'rejct' }] };
  writeFileSync(join(folder, 'payment.json'), JSON.stringify(misspelt));
  expect(() => loadTemplates(folder)).toThrow(/payment\.json[\s\S]*\$part/);
  writeFileSync(join(folder, 'parts/liquidity-details.json'), '{"type": "TextBlock"}');
  expect(() => loadTemplates(folder)).toThrow(/liquidity-details\.json[\s\S]*array/);
});

it('fills the form with what is known, unchanged, and names what is missing at the top', () => {
  const card = others['payment form']!;
  const input = (id: string) => objectsOf(card).find((element) => element['id'] === id);
  expect(input('beneficiary_name')?.['value']).toBe('ACME *Trading* LLC');
  expect(input('amount')?.['value']).toBe('250,000');
  expect(input('account_id')?.['choices']).toEqual([
    { title: 'ACC-BAN-001, BankSubsidiary_TR, USD', value: 'ACC-BAN-001' },
    { title: 'ACC-GRP-001, GroupTreasuryCo, USD', value: 'ACC-GRP-001' },
  ]);
  expect(textOf(card)).toContain('⚠ **Pay from**: is missing');
});

/** Ids of the inputs that are there without a press, and of those behind More. */
function inputsOf(card: Card) {
  const ids = (value: unknown) =>
    objectsOf(value).flatMap(({ type, id }) => (String(type).startsWith('Input.') ? [String(id)] : []));
  const body = card['body'] as { id?: unknown }[];
  const more = body.find(({ id }) => id === 'more_fields') as { isVisible?: unknown } | undefined;
  return { first: ids(body.filter((element) => element !== more)), more: ids(more), isOpen: more?.isVisible };
}

it('asks for the few fields most payments need, the rest behind More, and picks dates and times', () => {
  const empty = others['empty payment form']!;
  const { first, more, isOpen } = inputsOf(empty);
  expect(first).toEqual([
    'beneficiary_name',
    'beneficiary_account',
    'amount',
    'currency',
    'account_id',
    'payment_type',
    'value_date',
  ]);
  expect(more).toContain('beneficiary_country');
  expect(isOpen).toBe(false);
  const typeOf = (id: string) => objectsOf(empty).find((element) => element['id'] === id)?.['type'];
  expect(['value_date', 'leaves_on', 'leaves_at', 'beneficiary_country', 'urgency'].map(typeOf)).toEqual([
    'Input.Date',
    'Input.Date',
    'Input.Time',
    'Input.ChoiceSet',
    'Input.ChoiceSet',
  ]);
  // A required input that is folded away could not be filled in.
  expect(objectsOf(empty['body']).filter(({ isRequired }) => isRequired === true)).toHaveLength(4);
});

it('opens what is filled in or wrong', () => {
  const open = (parts: object) => inputsOf(cards.paymentFormCard({ ...form, problems: [], ...parts })).isOpen;
  expect(open({ draft: { purpose: 'Invoice 4711' } })).toBe(true);
  expect(open({ problems: [{ code: 'bic_invalid', message: 'x', field: 'beneficiary_bic' }] })).toBe(true);
  expect(open({ draft: { beneficiary_name: 'ACME', entity: 'GroupTreasuryCo' } })).toBe(false);
});

it('fills the pickers, and keeps what they cannot show as it was said', () => {
  const value = (draft: object, id: string) =>
    objectsOf(cards.paymentFormCard({ ...form, draft })).find((element) => element['id'] === id)?.['value'];
  const at = { timestamp_utc: '2026-01-22T14:30:00Z' };
  expect([value(at, 'leaves_on'), value(at, 'leaves_at')]).toEqual(['2026-01-22', '14:30']);
  expect(value({ timestamp_utc: 'half past two' }, 'timestamp_utc')).toBe('half past two');
  expect(value({ timestamp_utc: '2026-01-22T14:30:17Z' }, 'timestamp_utc')).toBe('2026-01-22T14:30:17Z');
  expect(value({ beneficiary_country: 'Deutschland' }, 'beneficiary_country')).toBe('DE');
  const odd = cards.paymentFormCard({ ...form, draft: { beneficiary_country: 'Atlantis', urgency: 'very' } });
  expect(textOf(odd)).toContain('Atlantis, as it was said');
  expect(textOf(odd)).toContain('very, as it was said');
  expect(value({ amount: '1250000.5', currency: 'USD' }, 'amount')).toBe('1,250,000.50');
  expect(value({ amount: '1.500', currency: 'USD' }, 'amount')).toBe('1.500');
});

it('names fields as people do, also inside a sentence', () => {
  const card = cards.paymentFormCard({
    ...form,
    problems: [
      { code: 'iban_invalid', field: 'beneficiary_account', message: 'beneficiary_account is not a valid IBAN.' },
      { code: 'value_date_past', field: 'value_date', message: 'The value date 2026-01-20 has passed.' },
      { code: 'timestamp_invalid', field: 'timestamp_utc', message: 'timestamp_utc is not a date and time.' },
    ],
  });
  const text = textOf(card);
  expect(text).toContain('⚠ **Payee’s account** is not a valid IBAN.');
  expect(text).toContain('⚠ **Value date**: The value date 20 Jan 2026 has passed.');
  expect(text).toContain('⚠ **Leaves at** is not a date and time.');
  expect(text.replaceAll(/^\w+_\w+$/gm, '')).not.toMatch(/beneficiary_|_utc/);
});

it.each(['*', '"', '字', '\\'])('a form of the longest texts of %j stays below 28 KB', (letter) => {
  const worst = letter.repeat(2_000);
  const fields = ['beneficiary_name', 'purpose', 'entity', 'originator', 'timestamp_utc', 'beneficiary_country'];
  const draft = Object.fromEntries(fields.map((field) => [field, worst]));
  const many = [...Array(60).keys()].map((at) => ({
    account_id: `${at}${letter.repeat(60)}`,
    entity: worst,
    currency: 'USD',
  }));
  const problems = [...Array(12)].map(() => ({ code: 'field_invalid' as const, field: 'purpose', message: worst }));
  const card = cards.paymentFormCard({ formId: 'f', draft, problems, accounts: many });
  expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
  expect(validationEvents(card)).toEqual([]);
});

it('keeps an account nobody knows in the form instead of losing it', () => {
  const card = cards.paymentFormCard({ ...form, draft: { account_id: 'acc-ban-001' } });
  expect(textOf(card)).toContain('acc-ban-001, not a known account');
});

it('lets the account be typed where there are too many to choose from', () => {
  const many = [...Array(259).keys()].map((index) => ({
    account_id: `ACC-${index}`,
    entity: 'GroupTreasuryCo',
    currency: 'USD',
  }));
  const account = objectsOf(cards.paymentFormCard({ ...form, accounts: many })).filter(({ id }) => id === 'account_id');
  expect(account.map(({ type }) => type)).toEqual(['Input.Text']);
});

it('sends with the form only its id beside the inputs, and marks what is required where the client does', () => {
  const card = others['payment form']!;
  expect(executesOf(card).map(({ verb, data }) => ({ verb, data }))).toEqual([
    { verb: verbs.submit_payment, data: { form_id: 'form-1' } },
    { verb: verbs.cancel_form, data: { form_id: 'form-1' } },
  ]);
  const inputs = objectsOf(card).filter(({ type }) => String(type).startsWith('Input.'));
  for (const { label, isRequired, errorMessage } of inputs) {
    expect(label).not.toMatch(/required/);
    if (isRequired === true) expect(errorMessage).toBeTruthy();
  }
});

it('shows the liquidity what-if with its numbers', () => {
  const text = textOf(others['liquidity breach']!);
  for (const part of ['Liquidity for 250,000 USD', '1,875,000 USD', '125,000 USD', 'What-if only'])
    expect(text).toContain(part);
});

it('lists what waits with who is asked, and says how many there are when it cannot show all', () => {
  const many = [...Array(30).keys()].map(() => states['awaiting approvals after a breach']!);
  const text = textOf(cards.worklistCard(listOf(many)));
  expect(text).toContain('of 30.');
  expect(text).toContain('Asks **Maya** (Treasury Manager) and **Helen** (Head of Treasury)');
  expect(text).toContain('Decision: **HOLD**  ·  cutoff 15:00 UTC  ·  **4 h 35 min left**');
});

it.each(['*', '字', '\n', '\\'])('lists and screenings of the longest texts of %j stay below 28 KB', (letter) => {
  const worst = letter.repeat(2_000);
  const waiting = states['awaiting approvals after a breach']!;
  const long = { ...waiting, payment: { ...waiting.payment, payment_id: worst, beneficiary_name: worst } };
  const reviewed = states['half reviewed by compliance']!;
  const noted = { ...reviewed.dispositions[0]!, by: person(worst, worst), comment: worst };
  const found = { ...escalateResult, beneficiary_screened: worst, recommendation: worst };
  const drawn = [
    cards.worklistCard(listOf([...Array(30)].map(() => long))),
    cards.personasCard(
      [...Array(30)].map(() => ({ ...person(worst), roles: [...Array(8)].map(() => worst) })),
      { ...member, name: worst },
    ),
    cards.screeningCard({ ...reviewed, dispositions: [...Array(6)].map(() => noted) }, offersOf(reviewed)),
    cards.screeningResultCard(
      { ...found, match_details: { ...found.match_details, matched_name: worst } },
      'compliance',
    ),
  ];
  for (const card of drawn) {
    expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    expect(validationEvents(card)).toEqual([]);
  }
});

it('mentions /as only where personas exist', () => {
  expect(textOf(others['help with personas']!)).toContain('/as NAME');
  expect(textOf(others['help']!)).not.toContain('/as');
});

it('gives clients without Action.Execute the same buttons as Action.Submit, nested ones too', () => {
  const card = cards.paymentCard(viewOf(states['awaiting approvals after a breach']!));
  const legacy = forLegacyClient({
    ...card,
    version: '1.6',
    actions: [{ type: 'Action.Execute', title: 'Bare', verb: 'x' }],
  });
  expect(executesOf(legacy)).toEqual([]);
  const submits = objectsOf(legacy).filter(({ type }) => type === 'Action.Submit');
  const ids = { run_id: 'WF-20260122102500-a1b2c3', version: 4 };
  expect(submits.map(({ data }) => data)).toEqual([
    { ...ids, verb: verbs.approve },
    { ...ids, verb: verbs.reject },
    { ...ids, verb: verbs.approve },
    { ...ids, verb: verbs.restart_review },
    { ...ids, verb: verbs.claim },
    ...['request_override', 'ask_question', 'attach_reference', 'correct', 'withdraw'].map((verb) => ({
      ...ids,
      verb,
    })),
    { ...ids, verb: verbs.sweep },
    { ...ids, verb: verbs.release_part },
    { ...ids, verb: verbs.what_if },
    { verb: 'x' },
  ]);
  expect(submits.every((submit) => !('verb' in submit))).toBe(true);
  expect(legacy['version']).toBe('1.5');
  expect(executesOf(card)).toHaveLength(13);
  expect(executesOf(forLegacyClient(card))).toEqual([]);
});
