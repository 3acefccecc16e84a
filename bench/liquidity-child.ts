/** One size of the liquidity bench: loads the ledger folder named, asks, compares every answer with a plain scan's, prints JSON. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { assessLiquidity } from '../src/domain/liquidity/assess-liquidity';
import type { Ledger } from '../src/domain/liquidity/ledger/ledger';
import { prepareLedger } from '../src/domain/liquidity/ledger/prepare-ledger';
import { termsOf } from '../src/domain/liquidity/terms';
import { readLedgerFolder } from '../src/sources/ledger/folder';
import { readPolicyFolder } from '../src/sources/policy/policy-folder';
import { summarise, type Summary } from './figures';
import { benchDay } from './liquidity-ledger';

export interface LiquidityFigures {
  readonly loadMs: number;
  /** What the bot does besides: it builds what the questions use. */
  readonly prepareMs: number;
  readonly residentMb: number;
  /** The first question of all. */
  readonly firstMs: number;
  readonly release: Summary;
  readonly hold: Summary;
  readonly scan: Summary;
}

const questions = 400;
const scans = 20;
/** Against 5,000,000 on the account and a buffer of 1,000,000. */
const amounts = { release: 100_000, hold: 4_500_000 };

interface Question {
  readonly accountId: string;
  readonly amount: number;
  readonly time: string;
}

function main(): void {
  const folder = process.argv[2] ?? '';
  const terms = termsOf(readPolicyFolder(path.resolve(__dirname, '../policy')));
  const startedMs = performance.now();
  const ledger = readLedgerFolder(folder);
  const loadMs = performance.now() - startedMs;
  prepareLedger(ledger);
  const prepareMs = performance.now() - startedMs - loadMs;
  const residentMb = process.resourceUsage().maxRSS / 1_000;
  const accounts = ledger.accounts().length;
  const questionAt = (number: number, amount: number): Question => ({
    accountId: `ACC-${number % accounts}`,
    amount,
    time: `${benchDay}T${String(8 + (number % 7)).padStart(2, '0')}:00:00Z`,
  });
  const ask = ({ accountId, amount, time }: Question) => {
    const input = { amount, currency: 'USD', account_id: accountId, timestamp_utc: time, payment_type: 'EMERGENCY' };
    const asked = assessLiquidity(ledger, input, { runId: 'BENCH', nowMs: Date.parse(time), terms });
    if (!asked.ok) throw new Error(asked.problems.map(({ message }) => message).join(' '));
    return asked.output;
  };
  const timed = (work: () => void): number => {
    const fromMs = performance.now();
    work();
    return performance.now() - fromMs;
  };
  const firstMs = timed(() => ask(questionAt(0, amounts.hold)));
  const times = (amount: number): Summary =>
    summarise(Array.from({ length: questions }, (_, number) => timed(() => ask(questionAt(number, amount)))));
  const [release, hold] = [times(amounts.release), times(amounts.hold)];
  const columns = columnsOf(ledger);
  const scan = summarise(
    Array.from({ length: scans }, (_, number) => {
      const question = questionAt(number, amounts.hold);
      let lowest = 0;
      const tookMs = timed(() => {
        lowest = scanLowest(columns, question);
      });
      const { projected_min_balance: ours } = ask(question).breach_assessment;
      if (Math.round(ours * 100) !== lowest) throw new Error(`${ours} is not ${lowest / 100}`);
      return tookMs;
    }),
  );
  const figures: LiquidityFigures = { loadMs, prepareMs, residentMb, firstMs, release, hold, scan };
  process.stdout.write(JSON.stringify(figures));
}

interface Flow {
  readonly accountId: string;
  readonly atMs: number;
  readonly cents: number;
}

function columnsOf(ledger: Ledger): readonly Flow[] {
  return Array.from(ledger.rows(), ({ account_id: accountId, atMs, amount, direction }) => {
    const cents = amount.times(100).toNumber();
    return { accountId, atMs, cents: direction === 'IN' ? cents : -cents };
  });
}

/** The smallest balance of the day in cents, as anybody would work it out without an index. */
function scanLowest(flows: readonly Flow[], { accountId, amount, time }: Question): number {
  const own = flows.filter((flow) => flow.accountId === accountId);
  own.push({ accountId, atMs: Date.parse(time), cents: -amount * 100 });
  own.sort((a, b) => a.atMs - b.atMs);
  let balance = 500_000_000;
  let lowest = balance;
  for (const [index, { atMs, cents }] of own.entries()) {
    balance += cents;
    if (own[index + 1]?.atMs !== atMs && balance < lowest) lowest = balance;
  }
  return lowest;
}

main();
