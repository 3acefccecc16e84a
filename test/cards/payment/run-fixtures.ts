/** A payment run to draw a card of. */
import type { RunCardView } from '../../../src/cards/lists/run-card';
import { caseStatuses } from '../../../src/domain/case/machine/states';
import { decimal } from '../../../src/domain/values/money';
import type { RunStanding } from '../../../src/ports/payment-files';
import { businessNow, listOf, states } from './case-fixtures';

const waiting = states['awaiting approvals after a breach']!;
const { items: worst } = listOf([waiting, states['under compliance review'] ?? waiting]);

export function standingOf(over: Partial<RunStanding> = {}, record: Partial<RunStanding['record']> = {}): RunStanding {
  return {
    id: 'RUN-0123456789AB',
    record: {
      state: 'taken',
      name: 'run.csv',
      format: 'csv',
      message_id: null,
      sha256: 'f'.repeat(64),
      rows: 10_000,
      by: 'Maya',
      by_object_id: 'maya',
      at: '2026-01-22T10:20:00Z',
      taken: Array.from({ length: 9_990 }, (_, at) => ({ line: at + 2, run_id: `WF-${at}` })),
      known: [{ line: 9_998, run_id: 'WF-OLD' }],
      refused: Array.from({ length: 9 }, (_, at) => ({
        line: at + 9_999,
        problems: [
          { code: 'unknown_account', message: 'No account X is in the ledger.', field: 'account_id' } as const,
        ],
      })),
      ...record,
    },
    counts: new Map(caseStatuses.map((status, at) => [status, at * 100 + 1])),
    sums: [
      { currency: 'USD', count: 9_000, sum: decimal('123456789.5') },
      { currency: 'JPY', count: 990, sum: decimal('1000000') },
    ],
    duplicates: 3,
    unusual: 12,
    worstFirst: [],
    theirs: { runIds: ['WF-1', 'WF-2'], sums: [{ currency: 'USD', count: 2, sum: decimal('2100') }], oneByOne: 0 },
    shown: '0'.repeat(16),
    ...over,
  };
}

/** With everything that may stand on it. */
export const runView: RunCardView = {
  standing: standingOf(),
  worst,
  done: {
    ok: true,
    approved: 250,
    complete: 200,
    refused: [{ paymentId: 'TXN-9', problem: { code: 'stale_card', message: 'Not approved. The card has changed.' } }],
    left: 12,
  },
  businessNow,
};

export const begunView: RunCardView = {
  standing: standingOf(
    { counts: new Map(), sums: [], duplicates: 0, unusual: 0, theirs: { runIds: [], sums: [], oneByOne: 0 } },
    { state: 'begun', taken: [], known: [], refused: [] },
  ),
  worst: [],
  done: null,
  businessNow,
};
