/** A thousand made-up payments, of every kind and to every sort of payee: each is reviewed, exported and replayed from its bundle to the letter. */
import fc from 'fast-check';
import type { PaymentDraft } from '../../../src/domain/payment/payment-request';
import { bundleOf, replay } from '../../fakes/bundles';
import { openTreasury } from '../../fakes/treasury';

const count = 1_000;

const payees = [
  'ACME Corp',
  'Large Vendor Inc',
  'Müller & Söhne GmbH',
  'Jean-Luc Picard',
  '阿里巴巴集团',
  'Yılmaz İnşaat A.Ş.',
];
const listed = [
  'BANK MASKAN',
  'Housing Bank',
  'BNKA MASKAN',
  'Maskan Trading FZE',
  'Mahan Air Co.',
  'Bashar al Assad',
  'Sberbank Rossii',
];
const around = ['', 'Mr ', 'Payment to ', 'The '];
const accounts = [
  { account_id: 'ACC-BAN-001', entity: 'BankSubsidiary_TR', currency: 'USD' },
  { account_id: 'ACC-BAN-002', entity: 'BankSubsidiary_TR', currency: 'USD' },
  { account_id: 'ACC-GRP-001', entity: 'GroupTreasuryCo', currency: 'USD' },
] as const;

const payee = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...payees) },
  { weight: 3, arbitrary: fc.constantFrom(...listed) },
  { weight: 2, arbitrary: fc.stringMatching(/^[A-Z][a-z]{2,9} [A-Z][a-z]{2,12}( (Ltd|AG|SA))?$/) },
);
const draft = fc.record(
  {
    beneficiary_name: fc.tuple(fc.constantFrom(...around), payee).map((parts) => parts.join('')),
    amount: fc.oneof(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 100_000, max: 6_000_000 })),
    place: fc.constantFrom(...accounts),
    payment_type: fc.constantFrom('SWIFT', 'EMERGENCY', 'URGENT_SUPPLIER', 'INTERNAL'),
    purpose: fc.constantFrom('invoice 4711', 'rent for BANK MASKAN house', 'wages of January', 'IMO 9187629 bunkers'),
    beneficiary_country: fc.constantFrom('TR', 'DE', 'IR', 'US'),
  },
  { requiredKeys: ['beneficiary_name', 'amount', 'place', 'payment_type'] },
);

test('say the same', async () => {
  const treasury = await openTreasury();
  const startedMs = process.cpuUsage().user;
  const outcomes = new Map<string, number>();
  const differing: string[] = [];
  const made = fc.sample(draft, { numRuns: count, seed: 20_260_122 });
  for (const [at, { place, payment_type, ...asked }] of made.entries()) {
    const payment = { ...asked, ...place, payment_type, payment_id: `GEN-${at}` } as PaymentDraft;
    const { runId, status, decision } = await treasury.askFor(payment);
    const outcome = decision?.outcome ?? 'none';
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    const replayed = replay(`GEN-${at}`, await bundleOf(treasury, `GEN-${at}`));
    // What waits would hold its headroom, and everybody after it would break the buffer.
    if (status === 'awaiting_approval') await treasury.reject(runId);
    if (replayed.length === 0 || replayed.some(({ result }) => result !== 'equal'))
      differing.push(`GEN-${at} ${asked.beneficiary_name}`);
  }
  const seconds = (process.cpuUsage().user - startedMs) / 1e6;
  const told = [...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', ');
  process.stdout.write(
    `replayed ${count - differing.length} of ${count} the same, ${seconds.toFixed(1)} s of processor time: ${told}\n`,
  );
  await treasury.close();
  expect(differing).toEqual([]);
  expect(outcomes.size).toBeGreaterThan(3);
}, 300_000);
