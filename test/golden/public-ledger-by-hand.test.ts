import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiquidityScreening } from '../../src/domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../src/domain/liquidity/assess-liquidity';
import { readLedgerFolder } from '../../src/sources/ledger/folder';
import { describeWithShared } from '../fakes/shared-data';
import { noTerms } from '../domain/liquidity/ledger-fixture';

/*
 * The desk's definitions (docs/liquidity-data.md) once more, as plain loops over exact cents: nothing here is shared with
 * src, so that a fault of the index, of the reader or of the arithmetic cannot be in both.
 */

const day = '2026-01-19';

interface Row {
  readonly id: string;
  readonly second: number;
  readonly entity: string;
  readonly account: string;
  readonly currency: string;
  /** In cents; out is negative. */
  readonly signed: bigint;
  readonly certain: boolean;
}

interface Figures {
  readonly breach: boolean;
  readonly first_breach_time: string | null;
  readonly gap: number;
  readonly projected_min_balance: number;
  readonly buffer_threshold: number;
  readonly headroom: number;
  readonly severity: string;
  readonly max_releasable: number;
  readonly earliest_full_release: string | null;
  readonly already_below_buffer: boolean;
  readonly start_of_day_balance: number;
  readonly total_outflow: number;
  readonly total_inflow: number;
  readonly net_flow: number;
  readonly end_of_day_balance: number;
}

interface Payment {
  readonly cents: bigint;
  readonly second: number;
}

const lastSecond = 86_399;

/** Every second at which something happens is looked at, one after the other; every sum is made of whole cents. */
function workOut(opening: bigint, rows: readonly Row[], payment: Payment, buffer: bigint): Figures {
  const moved = new Map<number, bigint>([[payment.second, 0n]]);
  let totalIn = 0n;
  let totalOut = payment.cents;
  for (const { second, signed } of rows) {
    moved.set(second, (moved.get(second) ?? 0n) + signed);
    if (signed > 0n) totalIn += signed;
    else totalOut -= signed;
  }
  const seconds = [...moved.keys()].sort((a, b) => a - b);
  let free = opening;
  let lowest = opening;
  let firstBreach: number | null = opening < buffer ? 0 : null;
  let alreadyBelow = opening < buffer;
  let spare: bigint | null = null;
  let earliest: number | null = payment.second;
  for (const [index, second] of seconds.entries()) {
    free += moved.get(second)!;
    const value = second < payment.second ? free : free - payment.cents;
    if (value < lowest) lowest = value;
    if (value < buffer && firstBreach === null) firstBreach = second;
    if (second <= payment.second && free < buffer) alreadyBelow = true;
    if (second < payment.second) continue;
    if (spare === null || free - buffer < spare) spare = free - buffer;
    // As long as it would not fit, it has to wait for whatever happens next.
    if (free - payment.cents < buffer) earliest = seconds[index + 1] ?? null;
  }
  const most = spare! < 0n ? 0n : spare!;
  const headroom = lowest - buffer;
  return {
    breach: headroom < 0n,
    first_breach_time: firstBreach === null ? null : timeOf(firstBreach),
    gap: money(headroom < 0n ? -headroom : 0n),
    projected_min_balance: money(lowest),
    buffer_threshold: money(buffer),
    headroom: money(headroom),
    severity: severityOf(lowest, buffer),
    max_releasable: money(most < payment.cents ? most : payment.cents),
    earliest_full_release: earliest === null ? null : timeOf(earliest),
    already_below_buffer: alreadyBelow,
    start_of_day_balance: money(opening),
    total_outflow: money(totalOut),
    total_inflow: money(totalIn),
    net_flow: money(totalIn - totalOut),
    end_of_day_balance: money(opening + totalIn - totalOut),
  };
}

function severityOf(lowest: bigint, buffer: bigint): string {
  if (lowest * 100n < buffer * 80n) return 'CRITICAL';
  if (lowest < buffer) return 'BREACH';
  return lowest * 100n < buffer * 110n ? 'WARNING' : 'NONE';
}

function timeOf(second: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day}T${two(Math.floor(second / 3_600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;
}

function money(cents: bigint): number {
  return Number(centsText(cents));
}

function centsText(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function toCents(text: string): bigint {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const cents = BigInt(whole + decimals.padEnd(2, '0'));
  return text.startsWith('-') ? -cents : cents;
}

/** The public files have neither quotes nor commas inside fields. */
function linesOf(folder: string, file: string): string[][] {
  const text = readFileSync(join(folder, file), 'utf8');
  if (text.includes('"')) throw new Error(`${file} has quotes, which this reader does not know`);
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
}

describeWithShared('treasury', 'the public ledger, worked out again by hand', (folder) => {
  const ledger = readLedgerFolder(folder);
  const rows = linesOf(folder, 'ledger_today.csv').map((cells): Row => {
    const [id = '', time = '', entity = '', account = '', , , amount = '', direction, currency = '', status = ''] =
      cells;
    const [hours = 0, minutes = 0, seconds = 0] = time.slice(11).split(':').map(Number);
    const cents = toCents(amount);
    return {
      id,
      second: hours * 3_600 + minutes * 60 + seconds,
      entity,
      account,
      currency,
      signed: direction === 'IN' ? cents : -cents,
      certain: status === 'RELEASED' || status === 'SETTLED',
    };
  });
  const balances = linesOf(folder, 'starting_balances.csv').map(
    ([entity = '', account = '', currency = '', opening = '']) => ({
      entity,
      account,
      currency,
      opening: toCents(opening),
    }),
  );
  const buffers = new Map(
    (
      JSON.parse(readFileSync(join(folder, 'buffers.json'), 'utf8')) as {
        entity: string;
        currency: string;
        min_buffer: number;
      }[]
    ).map(({ entity, currency, min_buffer }) => [`${entity} ${currency}`, BigInt(min_buffer) * 100n]),
  );
  type Balance = (typeof balances)[number];

  /** The four scopes as they should be; `ownRow` is the payment's own, which counts once. */
  function expected(of: Balance, payment: Payment, ownRow: string | null) {
    const buffer = buffers.get(`${of.entity} ${of.currency}`)!;
    return (['all', 'certain'] as const).flatMap((view) =>
      (['account', 'entity'] as const).map((scope) => {
        const belongs = ({ entity, account, currency }: Balance | Row): boolean =>
          currency === of.currency && (scope === 'account' ? account === of.account : entity === of.entity);
        const counted = rows.filter((row) => belongs(row) && (view === 'all' || row.certain));
        const opening = balances.filter(belongs).reduce((sum, balance) => sum + balance.opening, 0n);
        const others = counted.filter(({ id }) => id !== ownRow);
        return {
          scope,
          name: scope === 'account' ? of.account : of.entity,
          view,
          flows: counted.length,
          ...workOut(opening, others, payment, buffer),
        };
      }),
    );
  }

  function ask(input: Parameters<typeof assessLiquidity>[1]): LiquidityScreening {
    const asked = assessLiquidity(ledger, input, {
      runId: 'WF-test',
      nowMs: Date.parse(`${day}T08:00:00Z`),
      terms: noTerms,
    });
    if (!asked.ok) throw new Error(asked.problems.map(({ message }) => message).join(' '));
    return asked.output;
  }

  function compare(output: LiquidityScreening, scopes: ReturnType<typeof expected>): void {
    expect(output.scopes).toEqual(scopes);
    const { flows: _flows, scope: _scope, name: _name, view: _view, ...deciding } = scopes[0]!;
    expect({ ...output.breach_assessment, ...output.account_summary }).toMatchObject(deciding);
  }

  test('is all there: 3,001 rows, 259 balances, a buffer for each', () => {
    expect([rows.length, balances.length]).toEqual([3_001, 259]);
    expect(balances.filter(({ entity, currency }) => !buffers.has(`${entity} ${currency}`))).toEqual([]);
  });

  /** The day's first and last second, one with flows of the account's own, one with flows of its entity, one with none. */
  function timesFor(of: Balance, number: number): number[] {
    const own = rows.filter(({ account, currency }) => account === of.account && currency === of.currency);
    const entity = rows.filter((row) => row.entity === of.entity && row.currency === of.currency);
    const pick = (from: readonly Row[]): number[] => (from.length === 0 ? [] : [from[number % from.length]!.second]);
    return [...new Set([0, lastSecond, ...pick(own), ...pick(entity), 34_567 + number])];
  }

  test.each(['BankSubsidiary_TR', 'GroupTreasuryCo'])(
    'agrees to the cent on every account of %s, at the largest part that fits and one cent more',
    (entity) => {
      let questions = 0;
      for (const [number, of] of balances.entries()) {
        if (of.entity !== entity) continue;
        for (const second of timesFor(of, number)) {
          const [unlimited] = expected(of, { cents: 10n ** 14n, second }, null);
          const most = toCents(unlimited!.max_releasable.toFixed(2));
          for (const cents of [most, most + 1n].filter((amount) => amount > 0n)) {
            const input = {
              amount: centsText(cents),
              currency: of.currency,
              account_id: of.account,
              entity: of.entity,
              timestamp_utc: timeOf(second),
            };
            compare(ask(input), expected(of, { cents, second }, null));
            questions += 1;
          }
        }
      }
      expect(questions).toBeGreaterThan(750);
    },
  );

  test('agrees to the cent on payments the ledger has, queued or released, which count once', () => {
    const outgoing = rows.filter(({ signed }) => signed < 0n);
    let questions = 0;
    for (const [index, row] of outgoing.entries()) {
      if (index % 10 !== 0) continue;
      const of = balances.find(({ account, currency }) => account === row.account && currency === row.currency);
      if (!of) continue;
      compare(ask({ payment_id: row.id }), expected(of, { cents: -row.signed, second: row.second }, row.id));
      questions += 1;
    }
    expect(questions).toBeGreaterThan(250);
  });
});
