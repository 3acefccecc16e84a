import type { PaymentCase } from '../../../src/domain/case/payment-case';
import type { CutoffAnswer } from '../../../src/domain/policy/cutoff/cutoff';
import { verbs } from '../../../src/cards/verbs';
import {
  internalCutoff,
  breachResult,
  businessNow,
  fitsResult,
  states,
  viewOf,
  withToolCall,
} from '../payment/case-fixtures';
import { assess } from './demo-liquidity';
import { english } from '../../../src/cards/words/english/english';
import { turkishClosedDay } from '../../../src/cards/words/turkish/payment/closed-day';
import { turkish } from '../../../src/cards/words/turkish/turkish';
import { closedDayText, type ClosedBecause } from '../../../src/domain/policy/cutoff/closed-day';
import {
  cards,
  chartOf,
  chartsOf,
  executesOf,
  objectsOf,
  openTextOf,
  textOf,
  turkishCards,
  type CardObject,
} from '../read-card';
import type { Card } from '../../../src/cards/templates';

const breached = states['awaiting approvals after a breach']!;
const fitting = states['awaiting one approval']!;
const day = '2026-01-24';
const everyClosedDay: readonly ClosedBecause[] = [
  { kind: 'holiday', day, calendar: 'us-federal', holiday: 'Independence Day' },
  { kind: 'weekend', day, calendar: 'tr-banks' },
  { kind: 'not_offered', entity: 'GroupTreasuryCo', currency: 'USD', channel: 'SEPA', rule: 'no-group-usd-sepa' },
  { kind: 'no_calendar', currency: 'JPY' },
  { kind: 'no_cutoff', entity: 'GroupTreasuryCo', currency: 'USD', channel: 'SEPA' },
  { kind: 'calendar_ended', day, calendar: 'tr-banks', lastDay: '2025-12-31' },
  { kind: 'calendar_not_begun', day, calendar: 'tr-banks' },
];

function byId(card: Card, id: string): CardObject {
  const found = objectsOf(card).find((element) => element['id'] === id);
  if (!found) throw new Error(`nothing has the id ${id}`);
  return found;
}

/** Each row's cells as a person reads them. */
function rowsOf(container: unknown): string[][] {
  return objectsOf(container)
    .filter(({ type }) => type === 'TableRow')
    .map(({ cells }) => (cells as Card[]).map((cell) => textOf(cell).replaceAll('\n', ' / ')));
}

/** What opens with a press of the button that names it. */
function pressedTextOf(card: Card, id: string): string {
  const opened = byId(card, id);
  expect(opened['isVisible']).toBe(false);
  return openTextOf({ ...opened, isVisible: true });
}

function verbsOf(shownCase: PaymentCase): unknown[] {
  return executesOf(cards.paymentCard(viewOf(shownCase))).map(({ verb }) => verb);
}

describe('a payment that breaches its buffer', () => {
  const card = cards.paymentCard(viewOf(breached, { cutoff: internalCutoff }));

  it('says so at once in one line with the number that matters, and a press away with all of them', () => {
    expect(openTextOf(card)).toContain(
      'Decision: **HOLD**. Would take account •••001 **125,000 USD under its buffer** at 14:30 UTC',
    );
    expect(pressedTextOf(card, 'liquidity')).toContain(
      '⚠ BREACH\nWith this payment account •••001 would fall to 1,875,000 USD at 14:30 UTC, 125,000 USD under its buffer of 2,000,000 USD.',
    );
  });

  it('draws the day as steps against the buffer, beside the table with its figures', () => {
    expect(openTextOf(card)).not.toContain('Time (UTC)');
    const { data, fallback, ...axes } = chartOf(card);
    expect(axes).toMatchObject({ xAxisTitle: 'Hour of the day (UTC)', yAxisTitle: 'Balance (USD million)' });
    const [balance, buffer] = data.map(({ values }) => values);
    expect(balance?.slice(0, 3)).toEqual([
      { x: 0, y: 3.5 },
      { x: 8.25, y: 3.5 },
      { x: 8.25, y: 3.1 },
    ]);
    expect(balance?.slice(-3)).toEqual([
      { x: 14.5, y: 2.275 },
      { x: 14.5, y: 1.875 },
      { x: 24, y: 1.875 },
    ]);
    expect(buffer).toEqual([
      { x: 0, y: 2 },
      { x: 24, y: 2 },
    ]);
    expect(fallback).toBe('drop');
    expect(pressedTextOf(card, 'liquidity')).toContain('Time (UTC)');
  });

  it('gives every balance of the evidence to the chart, unchanged', () => {
    const drawn = chartOf(card).data[0]!.values.map(({ y }) => y * 1_000_000);
    expect(new Set(drawn)).toEqual(new Set(breachResult.curve!.points.map(({ balance }) => balance)));
  });

  it('lists the moments of the day that matter, one press away', () => {
    expect(byId(card, 'liquidity_moments')['isVisible']).toBe(true);
    expect(rowsOf(byId(card, 'liquidity_moments'))).toEqual([
      ['Time (UTC)', 'Balance (USD)', 'Against the buffer'],
      ['Opening', '3,500,000', '✓ 1,500,000 over'],
      ['10:25 this payment', '2,675,000', '✓ 675,000 over'],
      ['14:30 first under the buffer, lowest balance', '1,875,000', '⚠ 125,000 under'],
      ['End of day', '1,875,000', '⚠ 125,000 under'],
    ]);
  });

  it('shows account and entity, with all flows and with the certain ones only', () => {
    const rows = rowsOf(byId(card, 'liquidity_scopes')).slice(1);
    expect(rows.map(([whose]) => whose)).toEqual([
      'Account •••001 / all flows, decides',
      'BankSubsidiary_TR / total, all flows',
      'Account •••001 / certain flows only',
      'BankSubsidiary_TR / total, certain flows only',
    ]);
    expect(rows[0]?.slice(1)).toEqual(['1,875,000', '-125,000 / ⚠ BREACH']);
    expect(rows[2]?.slice(1)).toEqual(['2,675,000', '675,000 / ✓ no breach']);
  });

  it('tells of each alternative whether it is possible, and why; the possible ones first', () => {
    const options = breachResult.recommendation.alternative_details!;
    const open = pressedTextOf(card, 'liquidity');
    expect(open).toContain('✓ Partial release, possible');
    expect(open).toContain('The rest, 125,000 USD, does not fit today.');
    expect(open.match(/, possible$/gm)).toHaveLength(options.filter(({ feasible }) => feasible).length);
    expect(open.lastIndexOf(', possible')).toBeLessThan(open.indexOf(', not possible'));
    const hidden = textOf(byId(card, 'liquidity_impossible') as Card);
    expect(hidden).toContain('✕ Delay, not possible\n•••001 never has room for all of it for the rest of the day.');
    expect(hidden.match(/, not possible$/gm)).toHaveLength(options.filter(({ feasible }) => !feasible).length);
  });

  it('masks every account, in the words of the gate too', () => {
    const words = objectsOf(card)
      .flatMap(({ text, title, label }) => [text, title, label])
      .join('\n');
    expect(words).toContain('•••003');
    expect(words).not.toMatch(/ACC-/);
  });

  it('counts down to the cutoff at once, and says how old the data is where the figures are', () => {
    expect(openTextOf(card)).toContain('Cutoff\n**15:00 UTC**\n4 h 35 min left, as of 10:25');
    expect(pressedTextOf(card, 'liquidity')).toContain('Data as of 10:20 UTC, 5 min old');
    expect(textOf(card).match(/4 h 35 min/g)).toHaveLength(1);
  });

  it('offers to release the part that fits, and says what that means', () => {
    const text = textOf(card);
    expect(text).toContain('Release a part: 125,000 USD');
    expect(text).toContain('The rest, 125,000 USD, is asked for as a request of its own.');
    expect(byId(card, 'comment_release_part')).toMatchObject({ type: 'Input.Text', label: 'Comment (optional)' });
  });

  it('every toggle names something on the card', () => {
    const targets = objectsOf(card).flatMap(({ targetElements }) => (targetElements as string[] | undefined) ?? []);
    expect(targets).toEqual(['more', 'liquidity', 'history']);
    for (const id of targets) expect(byId(card, id)).toBeTruthy();
  });
});

describe('a payment that fits', () => {
  const card = cards.paymentCard(viewOf(fitting));

  it('says in a word that it does, and what is left above the buffer a press away', () => {
    expect(openTextOf(card)).toContain('✓ Liquidity screening: no breach, recommends RELEASE');
    expect(pressedTextOf(card, 'liquidity')).toContain(
      '✓ No breach\nWith this payment account •••002 stays 1,500,000 USD above its buffer of 2,000,000 USD; its lowest balance is 3,500,000 USD at 12:30 UTC.',
    );
    expect(chartsOf(card)).toHaveLength(1);
  });

  it('offers a what-if beside the figures, and no part', () => {
    expect(executesOf(byId(card, 'liquidity') as Card).map(({ verb }) => verb)).toEqual([verbs.what_if]);
    expect(verbsOf(fitting)).not.toContain(verbs.release_part);
  });
});

describe('the time that is left', () => {
  const line = (cutoff: CutoffAnswer, now: number) =>
    /^Cutoff.*\n.*\n.*$/m.exec(openTextOf(cards.paymentCard(viewOf(breached, { cutoff, businessNow: now }))))?.[0] ??
    '';
  const at = (hour: number, minute: number) => Date.UTC(2026, 0, 22, hour, minute);

  it('says that the cutoff has passed, and until when an emergency may still go', () => {
    expect(line(internalCutoff, at(15, 12))).toBe('Cutoff\n**⚠ 15:00 UTC, passed**\nemergency until 15:30 UTC');
    expect(line({ ...internalCutoff, before_cutoff: false }, at(15, 40))).toMatch(
      /^Cutoff\n\*\*⚠ 15:00 UTC, passed\*\*\n40 min ago, as of 15:40/,
    );
    expect(line(internalCutoff, at(15, 0))).toContain('⚠ 15:00 UTC, passed');
    expect(line(internalCutoff, at(14, 59))).toContain('Cutoff\n**15:00 UTC**\n1 min left, as of 14:59');
  });

  it('is none for a payment that is to leave after the cutoff', () => {
    expect(line({ ...internalCutoff, before_cutoff: false }, at(14, 0))).toContain('**15:00 UTC**\n⚠ leaves after it');
  });

  it('says why there is none today', () => {
    const closed = { ...internalCutoff, effective_cutoff_utc: null, binding: null, reasons: ['The Fed is closed.'] };
    expect(line(closed, businessNow)).toBe('Cutoff\nnone today\nThe Fed is closed.');
  });

  it.each(everyClosedDay)('says why there is none: $kind, in Turkish too and with days in words', (closed) => {
    const reasons = [`${closedDayText(closed)}.`];
    const cutoff = {
      ...internalCutoff,
      before_cutoff: false,
      closed,
      effective_cutoff_utc: null,
      binding: null,
      reasons,
    };
    for (const [drawnBy, words, why] of [
      [cards, english, closedDayText(closed)],
      [turkishCards, turkish, turkishClosedDay(closed)],
    ] as const) {
      const view = viewOf(breached, { cutoff });
      const said = words.show.datesIn(why);
      expect(said).not.toMatch(/\d{4}-\d{2}/);
      expect(openTextOf(drawnBy.paymentCard(view))).toContain(said);
      // The rule behind More says it too.
      expect(textOf(drawnBy.paymentCard(view)).split(said)).toHaveLength(3);
      expect(textOf(drawnBy.whatIfCard(fitsResult, breached, cutoff))).toContain(said);
    }
  });

  it('behind More a missed one says what comes next, once', () => {
    const missed = { ...internalCutoff, before_cutoff: false, value_date: '2026-01-23', reasons: ['cutoff-x binds.'] };
    const view = viewOf(breached, { cutoff: missed, businessNow: at(15, 40) });
    const text = textOf(cards.paymentCard(view));
    expect(text).toContain('It has passed; the next value date is 23 Jan 2026.');
    expect(text).not.toContain('cutoff-x');
    expect(textOf(turkishCards.paymentCard(view))).toContain('Geçti; sonraki valör 23 Oca 2026.');
  });

  it('is no matter once the payment is rejected, and is when an approved one must have been released', () => {
    const text = (state: string) => openTextOf(cards.paymentCard(viewOf(states[state]!, { cutoff: internalCutoff })));
    expect(text('rejected')).not.toMatch(/4 h 35 min|15:00 UTC/);
    expect(text('approved')).toContain('before 15:00 UTC');
  });
});

describe('what the figures rest on', () => {
  const withAudit = (audit: object) =>
    textOf(cards.liquidityCard({ ...breachResult, audit: { ...breachResult.audit, ...audit } }));

  it('says that nobody recorded how old the data is', () => {
    expect(withAudit({ data_as_of: null })).toContain('Nobody recorded how old the data is');
  });

  it('gives the day too where the data is of another one', () => {
    expect(withAudit({ data_as_of: '2026-01-21T07:20:00Z' })).toContain(
      'Data as of 21 Jan 2026 07:20 UTC, 1 d 3 h old',
    );
  });

  it('names what other payments hold', () => {
    const held = (count: number, stated: object = {}) =>
      withAudit({
        reserved: [...Array(count).keys()].map((index) => ({
          payment_id: `PAY-${index}`,
          amount: 1_000.5,
          from: '2026-01-22T12:00:00Z',
        })),
        reserved_count: undefined,
        reserved_total: undefined,
        ...stated,
      });
    expect(held(1)).toContain(
      'Counted in: other payments, waiting or approved, hold PAY-0 1,000.50 USD from 12:00 UTC.',
    );
    expect(held(5)).toContain('and 2 more; 5,002.50 USD in all.');
    expect(held(0)).not.toContain('Counted in');
    // The evidence names the first only, and says how many there are.
    expect(held(100, { reserved_count: 2_000, reserved_total: '2001000' })).toContain(
      'and 1997 more; 2,001,000 USD in all.',
    );
  });
});

describe('a look after the decision', () => {
  const checkedAt = '2026-01-22T11:05:00Z';
  const gap = { field: 'gap', before: '125,000 USD', after: '250,000 USD' } as const;
  const looked = (verdict: 'same' | 'better' | 'worse'): PaymentCase => ({
    ...breached,
    liquidityCheck: { checkedAt, ledgerFingerprint: 'f', verdict, changes: [gap] },
  });

  it('that came out worse takes the approval away and asks for a new decision', () => {
    const text = openTextOf(cards.paymentCard(viewOf(looked('worse'))));
    expect(text).toContain(
      '⚠ Worse since the decision: gap from 125,000 USD to 250,000 USD (checked 11:05 UTC). This decision cannot be approved any more: a new one is needed, restart the review.',
    );
    expect(text).toContain('⚠ Needs a new decision');
    expect(text).toContain('Next: **Maya** or **Helen** may restart the review. If nobody does, nothing is paid');
    expect(text.match(/Worse since/g)).toHaveLength(1);
    // A part is reviewed anew, so what got worse does not stand in its way.
    const offered = verbsOf(looked('worse'));
    expect(offered).not.toContain(verbs.approve);
    expect(offered).toEqual(
      expect.arrayContaining([verbs.release_part, verbs.what_if, verbs.reject, verbs.restart_review]),
    );
  });

  it('that came out better says so and leaves the approval', () => {
    expect(openTextOf(cards.paymentCard(viewOf(looked('better'))))).toContain(
      '✓ Better since the decision: gap from 125,000 USD to 250,000 USD (checked 11:05 UTC).',
    );
    expect(verbsOf(looked('better'))).toEqual(verbsOf(breached));
  });

  it('that could not be made says why, with the account masked', () => {
    const change = {
      field: 'assessment',
      before: 'possible',
      after: 'not possible: ACC-BAN-001 has USD flows but no start-of-day balance',
    } as const;
    const gone = { ...looked('worse').liquidityCheck!, changes: [change] };
    const text = textOf(cards.paymentCard(viewOf({ ...breached, liquidityCheck: gone })));
    expect(text).toContain('not possible: •••001 has USD flows but no start-of-day balance (checked 11:05 UTC)');
    expect(text.replace(/^ACC-BAN-\d{3}$/gm, '')).not.toContain('ACC-');
  });

  it('is told in the reader’s own figures and words', () => {
    const changes = [
      { field: 'breach', before: 'no', after: 'yes' },
      { field: 'severity', before: 'NONE', after: 'BREACH' },
      { field: 'gap', before: '0 USD', after: '1,250,000.50 USD' },
      { field: 'projected_min_balance', before: '2,000,000 USD', after: '-125,000 USD' },
    ] as const;
    const told = (drawn: typeof cards, changed: readonly { field: string; before: string; after: string }[]) => {
      const check = { ...looked('worse').liquidityCheck!, changes: changed as typeof changes };
      return openTextOf(drawn.paymentCard(viewOf({ ...breached, liquidityCheck: check })));
    };
    expect(told(cards, changes)).toContain(
      'breach from no to yes, severity from no breach to BREACH, gap from 0 USD to 1,250,000.50 USD, lowest balance from 2,000,000 USD to -125,000 USD',
    );
    expect(told(turkishCards, changes)).toContain(
      'ihlal: önce hayır, şimdi evet, derece: önce ihlal yok, şimdi İHLAL, açık: önce 0 USD, şimdi 1.250.000,50 USD, en düşük bakiye: önce 2.000.000 USD, şimdi -125.000 USD',
    );
    const odd = [{ field: 'gap', before: 'valueOf', after: 'constructor' }];
    expect(told(cards, odd)).toContain('gap from valueOf to constructor');
    const gone = [{ field: 'assessment', before: 'possible', after: 'not possible: no day in the ledger' }];
    expect(told(turkishCards, gone)).toContain('likidite artık hesaplanamıyor (11:05 UTC itibarıyla)');
    const left = [{ field: 'payment', before: 'waiting', after: 'statement D1 says it was paid on 2026-01-22' }];
    expect(told(cards, left)).toContain('Never released again: statement D1 says it was paid on 22 Jan 2026');
    expect(told(turkishCards, left)).toContain('deftere veya bankanın ekstresine göre bu ödeme çıkmış');
  });

  it('that changed nothing is not told', () => {
    expect(textOf(cards.paymentCard(viewOf(looked('same'))))).not.toContain('since the decision');
  });
});

describe('the what-if form', () => {
  const accounts = ['ACC-BAN-003', 'ACC-BAN-001', 'ACC-BAN-002'].map((account_id) => ({
    account_id,
    entity: 'BankSubsidiary_TR',
    currency: 'USD',
  }));
  const others = [
    { account_id: 'ACC-GRP-001', entity: 'GroupTreasuryCo', currency: 'USD' },
    { account_id: 'ACC-BAN-020', entity: 'BankSubsidiary_TR', currency: 'EUR' },
  ];
  const choose = (accountChoices: typeof accounts) => cards.paymentCard(viewOf(breached, { accountChoices }));

  it('is filled in with the payment as it is', () => {
    const card = choose([...accounts, ...others]);
    expect(byId(card, 'what_if_amount')).toMatchObject({ value: '250,000' });
    // Its own time is not ahead any more: nothing is now.
    expect(byId(card, 'what_if_at')).toMatchObject({ value: '' });
    expect(byId(card, 'what_if_account')).toMatchObject({
      type: 'Input.ChoiceSet',
      value: 'ACC-BAN-001',
      choices: [
        { title: '•••BAN-001, as requested', value: 'ACC-BAN-001' },
        { title: '•••002', value: 'ACC-BAN-002' },
        { title: '•••003', value: 'ACC-BAN-003' },
      ],
    });
  });

  it('masks accounts that end alike too, showing as much more as tells them apart', () => {
    const twin = { account_id: 'ACC-OLD-002', entity: 'BankSubsidiary_TR', currency: 'USD' };
    expect(byId(choose([...accounts, twin]), 'what_if_account')['choices']).toEqual([
      { title: '•••001, as requested', value: 'ACC-BAN-001' },
      { title: '•••BAN-002', value: 'ACC-BAN-002' },
      { title: '•••003', value: 'ACC-BAN-003' },
      { title: '•••OLD-002', value: 'ACC-OLD-002' },
    ]);
  });

  it('lets the account be typed where there are too many to choose from', () => {
    const many = [...Array(60).keys()].map((index) => ({ ...accounts[0]!, account_id: `ACC-MANY-${index}` }));
    expect(byId(choose(many), 'what_if_account')).toMatchObject({ type: 'Input.Text', value: 'ACC-BAN-001' });
  });

  it('is there while held with a result, and not once the payment has ended', () => {
    expect(verbsOf({ ...breached, status: 'held' })).toContain(verbs.what_if);
    expect(verbsOf({ ...breached, status: 'held' })).not.toContain(verbs.release_part);
    for (const ended of ['approved', 'released', 'settled', 'returned', 'withdrawn'])
      expect(verbsOf(states[ended]!)).not.toContain(verbs.what_if);
    expect(verbsOf(states['liquidity done']!)).not.toContain(verbs.what_if);
  });
});

it('offers no part where the tool proved none, whatever the agent says', () => {
  const nothing = { ...breachResult.breach_assessment, max_releasable: 0 };
  const none = withToolCall(breached, 'liquidity', { ...breachResult, breach_assessment: nothing });
  expect(verbsOf(none)).not.toContain(verbs.release_part);
  const whole = { ...breachResult.breach_assessment, max_releasable: 250_000 };
  expect(verbsOf(withToolCall(breached, 'liquidity', { ...breachResult, breach_assessment: whole }))).not.toContain(
    verbs.release_part,
  );
});

it('says of a part what is not requested', () => {
  const payment = { ...fitting.payment, amount: 200_000, full_amount: 250_000 };
  expect(openTextOf(cards.paymentCard(viewOf({ ...fitting, payment })))).toContain(
    'Part of 250,000 USD; 50,000 USD left out',
  );
});

it('shows nothing of liquidity while compliance looks at the payment', () => {
  const reviewed = withToolCall(states['under compliance review']!, 'liquidity', breachResult);
  const card = cards.paymentCard(viewOf(reviewed, { cutoff: internalCutoff }));
  for (const word of ['1,875,000', 'What if', 'What else', 'Data as of']) expect(textOf(card)).not.toContain(word);
  expect(chartsOf(card)).toEqual([]);
});

it('withholds an alternative that names the match of a cleared payment', () => {
  const cleared = states['cleared by compliance']!;
  const [first, ...rest] = breachResult.recommendation.alternative_details!;
  const named = { ...first!, why: 'Move the payment to BANK MASKAN.' };
  const recommendation = { ...breachResult.recommendation, alternative_details: [named, ...rest] };
  const found = withToolCall(cleared, 'liquidity', { ...breachResult, recommendation });
  const text = textOf(cards.paymentCard(viewOf(found)));
  expect(text).toContain('Withheld, see compliance');
  expect(text.toLowerCase()).not.toContain('maskan.');
});

describe('the answer to a what-if', () => {
  const asked = assess({
    amount: 100_000,
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    timestamp_utc: '2026-01-22T15:10:00Z',
  });
  const card = cards.whatIfCard(asked, breached, internalCutoff);

  it('sets its figures beside those the payment is decided from', () => {
    const comparison = objectsOf(card).find(({ type }) => type === 'Table');
    expect(rowsOf(comparison)).toEqual([
      ['Compared', 'Decided from', 'What if'],
      ['Amount', '250,000 USD', '100,000 USD'],
      ['Leaves at', '10:25 UTC', '15:10 UTC'],
      ['Account', '•••001', '•••002'],
      ['Lowest balance', '1,875,000 USD', '3,500,000 USD'],
      ['Buffer', '2,000,000 USD', '2,000,000 USD'],
      ['Gap', '125,000 USD', '0 USD'],
      ['Result', '⚠ BREACH', '✓ no breach'],
      ['Releasable', '125,000 USD', '100,000 USD'],
    ]);
    expect(textOf(card)).toContain('What if: payment TXN-EMRG-001');
    expect(textOf(card)).toContain('nothing is requested or reserved');
    expect(textOf(card)).toContain('Cutoff 15:00 UTC (internal), in 4 h 35 min\nData as of 10:20 UTC, 5 min old');
  });

  it('leads back to the payment and offers nothing else', () => {
    expect(executesOf(card).map(({ verb, data }) => ({ verb, data }))).toEqual([
      { verb: verbs.show_payment, data: { run_id: breached.runId, version: breached.version } },
    ]);
  });

  it('is the same picture as /liquidity gives, without buttons there', () => {
    expect(executesOf(cards.liquidityCard(fitsResult))).toEqual([]);
    expect(chartOf(card).data.map(({ legend }) => legend)).toEqual([
      'Balance with this payment',
      'Buffer of 2,000,000 USD',
    ]);
  });
});
