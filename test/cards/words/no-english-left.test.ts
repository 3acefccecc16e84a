import { languageOf } from '../../../src/cards/words/languages';
import type { PaymentView } from '../../../src/cards/payment/payment-view';
import type { Card } from '../../../src/cards/templates';
import {
  blockResult,
  breachResult,
  fitsResult,
  holders,
  holdersOf,
  internalCutoff,
  listOf,
  offersOf,
  states,
  viewOf,
} from '../payment/case-fixtures';
import { begunView, runView } from '../payment/run-fixtures';
import { bytesOf, textOf, turkishCards, validationEvents } from '../read-card';
import { englishOn, englishTokens } from './english-left';

const names = [...Object.keys(holders), ...Object.values(holders).flat(), 'Compliance Officer', 'DEMO LIST'];

/** What a person reads, without what others wrote and what policy and ledger call things. */
function readOn(
  card: Card,
  { case: { decision, payment, approvals, rejection, dispositions, withdrawal, bankReturn, bankStatus } }: PaymentView,
): string {
  const quoted = [
    ...names,
    payment.beneficiary_name,
    ...[...approvals, ...dispositions, ...[rejection, withdrawal].filter((made) => made != null)].flatMap(
      ({ comment }) => comment ?? [],
    ),
    ...(decision?.ruleIds ?? []),
    ...(decision?.workflowSteps ?? []).map(({ action }) => action),
    decision?.policyReference ?? '',
    bankReturn?.note ?? '',
    ...(bankStatus?.reasons ?? []).map(({ text }) => text ?? ''),
  ].filter((text) => text !== '');
  return quoted.reduce((text, known) => text.replaceAll(known, ' '), textOf(withoutValues(card)));
}

/** Of a choice only its title is read. */
function withoutValues(card: Card): Card {
  return JSON.parse(JSON.stringify(card), (key, value: unknown) =>
    key === 'choices' ? (value as { title: string }[]).map(({ title }) => ({ title })) : value,
  ) as Card;
}

const waiting = states['awaiting approvals after a breach']!;
const maya = holdersOf('Treasury Manager')[0]!;
const views: Readonly<Record<string, PaymentView>> = {
  ...Object.fromEntries(Object.entries(states).map(([name, shown]) => [name, viewOf(shown)])),
  'for one approver': viewOf(waiting, { viewer: maya, offers: offersOf(waiting, maya) }),
  'after the cutoff': viewOf(waiting, { stoppedBy: 'cutoff_missed', offers: [] }),
};

it('knows English words that could be left', () => {
  expect(englishTokens.size).toBeGreaterThan(300);
  expect(englishOn('Needs approval by Maya')).toEqual(['needs', 'approval']);
});

describe('a card in Turkish', () => {
  it.each(Object.entries(views))('%s: no English word of ours is left', (_name, view) => {
    const card = turkishCards.paymentCard({ cutoff: internalCutoff, ...view });
    expect(englishOn(readOn(card, view))).toEqual([]);
    expect(validationEvents(card)).toEqual([]);
    expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    expect(JSON.stringify(card)).not.toContain('${');
  });

  it('shows money, days and lengths of time as Turkish readers write them', () => {
    const text = textOf(turkishCards.paymentCard({ cutoff: internalCutoff, ...viewOf(waiting) }));
    expect(text).toContain('250.000 USD');
    expect(text).toContain('Onayla: 250.000 USD');
    expect(text).toContain('22 Oca 2026');
    expect(text).toContain('10:25: kalan 4 sa 35 dk');
    expect(text).not.toContain('250,000');
  });

  it('has a form, help, welcome, lists and answers without an English word', () => {
    const form = turkishCards.paymentFormCard({
      formId: 'a'.repeat(12),
      draft: { amount: '250000', currency: 'USD' },
      problems: [{ code: 'unknown_account', message: 'No account X is in the ledger.', field: 'account_id' }],
      accounts: [],
    });
    const view = viewOf(waiting);
    const drawn = {
      form,
      help: turkishCards.helpCard({ hasPersonas: true }),
      welcome: turkishCards.welcomeCard({ demoDayNow: Date.UTC(2026, 0, 22, 10, 25) }),
      'list of what waits': turkishCards.worklistCard(listOf(Object.values(states))),
      'empty list': turkishCards.worklistCard(listOf([])),
      'payment run': turkishCards.runCard(runView),
      'payment run being taken in': turkishCards.runCard(begunView),
      personas: turkishCards.personasCard([maya], null),
      explanation: turkishCards.explanationCard(waiting, viewOf(waiting)),
      liquidity: turkishCards.liquidityCard(breachResult),
      'liquidity that fits': turkishCards.liquidityCard(fitsResult),
      'a name for others': turkishCards.screeningResultCard(blockResult, 'others'),
    };
    const left = Object.entries(drawn).map(([name, card]) => [name, englishOn(readOn(card, view))]);
    expect(Object.fromEntries(left)).toEqual(Object.fromEntries(Object.keys(drawn).map((name) => [name, []])));
    for (const card of Object.values(drawn)) expect(validationEvents(card)).toEqual([]);
    expect(textOf(form)).toContain('250.000,00');
  });
});

it.each([
  ['tr', 'tr'],
  ['tr-TR', 'tr'],
  ['TR_tr', 'tr'],
  ['en-US', 'en'],
  ['de-DE', 'en'],
  [undefined, 'en'],
  [42, 'en'],
] as const)('the locale %s is read in %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
