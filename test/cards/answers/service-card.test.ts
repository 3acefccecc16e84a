/** `/status` without a payment, in both languages: what needs somebody's hand comes first, each by itself, and what is in force stays in sight. */
import type { ServiceStanding, ServiceTrouble } from '../../../src/cards/answers/service-card';
import { bytesOf, cards, textOf, turkishCards, validationEvents } from '../read-card';

const quiet: ServiceStanding = {
  troubles: [],
  list: { name: 'OFAC SDN', entries: 19143, published: '2026-01-21' },
  ledger: { name: 'ledger_today', day: '2026-01-22', asOf: '2026-01-22T10:20:00Z', hasOwnBuffers: false },
  policy: '0123456789ab',
  workflow: { name: 'treasury-shock-day-workflow', version: '1.0' },
  isDemoDay: false,
};
const every: Readonly<Record<ServiceTrouble['what'], ServiceTrouble>> = {
  takes_no_work: {
    what: 'takes_no_work',
    reasons: [
      { what: 'older_release', than: 'desk-2' },
      { what: 'reads_other', of: 'policy' },
      { what: 'clock_apart' },
    ],
  },
  duty_fails: { what: 'duty_fails', duty: 'payment files', code: 'store_failed' },
  statement_stuck: { what: 'statement_stuck', file: 'a_b.sta' },
  card_undelivered: { what: 'card_undelivered', paymentId: 'TXN-9', state: 'given_up', lastAnswer: '403' },
  more_cards_undelivered: { what: 'more_cards_undelivered' },
  not_in_force: { what: 'not_in_force', of: 'policy', why: 'policy/roles.yaml:7: missed comma' },
  roles_nobody_holds: { what: 'roles_nobody_holds', roles: ['CFO', 'MLRO'] },
  ledger_being_read: { what: 'ledger_being_read' },
  not_proven: { what: 'not_proven', accountId: 'ACC-1', currency: 'USD', why: '5 is missing' },
  entries_wait: { what: 'entries_wait', count: 1 },
  calendar_ends: { what: 'calendar_ends', name: 'Turkish banks', users: ['TRY'], lastDay: '2027-12-31' },
};
const linesOf = (standing: ServiceStanding, drawnBy = cards) =>
  textOf(drawnBy.serviceCard(standing)).split('\n').slice(1);

it('says what is in force, times with their zone', () => {
  expect(textOf(cards.serviceCard(quiet)).split('\n')).toEqual([
    'In force',
    'Watch list: OFAC SDN, 19143 entries, published 21 Jan 2026',
    'Ledger: ledger_today, for 22 Jan 2026, as of 22 Jan 2026 10:20 UTC',
    "Buffers: the policy's",
    'Policy 0123456789ab, workflow treasury-shock-day-workflow 1.0',
  ]);
});

it('says what is not known', () => {
  const lines = linesOf({
    ...quiet,
    list: { ...quiet.list, published: null },
    ledger: { ...quiet.ledger, day: null, asOf: null, hasOwnBuffers: true },
    isDemoDay: true,
  });
  expect(lines).toEqual(
    expect.arrayContaining([
      'Watch list: OFAC SDN, 19143 entries, of an unknown day',
      'Ledger: ledger_today, of an unknown day, of unknown age',
      "Buffers: the ledger's own",
      'DEMO DAY: business time is simulated.',
    ]),
  );
});

it.each(Object.entries(every))(
  '%s comes first, in both languages, and no sentence is the same in them',
  (_what, trouble) => {
    const standing = { ...quiet, troubles: [trouble] };
    const [english] = linesOf(standing);
    const [turkish] = linesOf(standing, turkishCards);
    expect(english).toMatch(/^⚠ /);
    expect(turkish).toMatch(/^⚠ /);
    expect(turkish).not.toBe(english);
    for (const drawnBy of [cards, turkishCards]) expect(validationEvents(drawnBy.serviceCard(standing))).toEqual([]);
  },
);

it('says why a process takes no work in the language of the chat', () => {
  const standing = { ...quiet, troubles: [every.takes_no_work] };
  expect(linesOf(standing)[0]).toBe(
    "⚠ This process takes no work. desk-2 is a newer release, whose cases this one cannot read. It reads another version of the policy than is in force. Its clock and the database's are too far apart.",
  );
  expect(linesOf(standing, turkishCards)[0]).toBe(
    '⚠ Bu süreç iş almıyor. Daha yeni bir sürüm çalışıyor ve yazdığı ödemeler burada okunamıyor: desk-2. Okuduğu sürüm yürürlüktekinden başka: politika. Saati ile veritabanının saati arasındaki fark fazla.',
  );
});

it('tells what a duty met, and what it is called, in the language of the chat', () => {
  const standing = {
    ...quiet,
    troubles: [every.duty_fails, { what: 'duty_fails', duty: 'cards', code: null } as const],
  };
  expect(linesOf(standing).slice(0, 2)).toEqual([
    '⚠ Failing: payment files. The database did not take the change.',
    '⚠ Failing: cards. It takes too long.',
  ]);
  expect(linesOf(standing, turkishCards).slice(0, 2)).toEqual([
    '⚠ Aksayan: ödeme dosyaları. Veritabanı değişikliği almadı.',
    '⚠ Aksayan: kartlar. Çok uzun sürüyor.',
  ]);
});

it('keeps what is in force in sight below a hundred troubles, counts the rest, and fits into a message', () => {
  const why = `policy/roles.yaml:7: ${'x'.repeat(3_000)}`;
  const troubles = Array.from({ length: 100 }, () => ({ what: 'not_in_force', of: 'policy', why }) as const);
  const card = cards.serviceCard({ ...quiet, troubles });
  expect(textOf(card)).toContain('84 more; the log names all.');
  expect(textOf(card)).toContain('Policy 0123456789ab');
  expect(bytesOf(card)).toBeLessThan(28 * 1024);
});
