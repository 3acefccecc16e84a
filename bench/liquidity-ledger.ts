/** Writes a ledger folder of any size for the liquidity bench, the same every time. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

export const benchDay = '2026-01-22';
const pieceLength = 1 << 20;

/** Flows of 1 to 900 USD either way, at any second, on accounts `ACC-0` and on of two entities, in no order. */
export function writeLiquidityLedger(folder: string, flows: number, accounts: number): void {
  mkdirSync(folder, { recursive: true });
  const random = createRandom(7);
  const handle = openSync(path.join(folder, 'ledger_today.csv'), 'w');
  let piece =
    'txn_id,timestamp_utc,entity,account_id,beneficiary_name,payment_type,amount,direction,currency,status,alert_flag,channel\n';
  for (let flow = 0; flow < flows; flow += 1) {
    const account = Math.floor(random() * accounts);
    const time = new Date(Math.floor(random() * 86_400) * 1_000).toISOString().slice(11, 19);
    piece += [
      `TXN-${String(flow).padStart(7, '0')}`,
      `${benchDay} ${time}`,
      `Entity${account % 2}`,
      `ACC-${account}`,
      `M${Math.floor(random() * 5_000)}`,
      random() < 0.9 ? 'es_transportation' : 'SWIFT',
      (1 + random() * 899).toFixed(2),
      random() < 0.5 ? 'IN' : 'OUT',
      'USD',
      random() < 0.5 ? 'QUEUED' : 'RELEASED',
      random() < 0.01 ? 'ANOMALY_DETECTED' : '',
      'SWIFT\n',
    ].join(',');
    if (piece.length < pieceLength) continue;
    writeSync(handle, piece);
    piece = '';
  }
  writeSync(handle, piece);
  closeSync(handle);
  const balances = Array.from(
    { length: accounts },
    (_, account) => `Entity${account % 2},ACC-${account},USD,5000000.00`,
  );
  writeFileSync(
    path.join(folder, 'starting_balances.csv'),
    `entity,account_id,currency,start_of_day_balance\n${balances.join('\n')}\n`,
  );
  const buffers = [0, 1].map((number) => ({ entity: `Entity${number}`, currency: 'USD', min_buffer: 1_000_000 }));
  writeFileSync(path.join(folder, 'buffers.json'), JSON.stringify(buffers));
}

/** A linear congruential generator (Numerical Recipes): good enough to spread flows, and the same on every machine. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
