/** What a third party's proof costs: the bundle of one case made, checked and replayed, and a whole audit trail verified, with its rate and memory. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { gatherSources } from '../src/composition/bundle/gather-sources';
import { createSourceReaders } from '../src/composition/bundle/source-readers';
import { readConfig } from '../src/composition/config/config';
import { openReferenceData } from '../src/composition/data/reference-data';
import { openReview } from '../src/composition/open-review';
import { createClock } from '../src/composition/create-clock';
import { openStore } from '../src/composition/store/open-store';
import { buildBundle } from '../src/domain/bundle/build-bundle';
import { bundleName, type BundleFiles } from '../src/domain/bundle/bundle-parts';
import { replayBundle } from '../src/domain/bundle/replay-bundle';
import { verifyBundle } from '../src/domain/bundle/verify-bundle';
import type { PaymentCase } from '../src/domain/case/payment-case';
import type { Store } from '../src/ports/store';
import type { CommitRequest } from '../src/ports/commit';
import { writeBundle } from '../src/sources/bundle/write-bundle';
import { submitBenchPayment } from './bench-payment';
import { projectRoot } from './child-process';
import { showSummary, showTarget, summarise } from './figures';
import { inTemporaryFolder } from './temporary-folder';

const cases = 200;
const targetExportMs = 100;
/** BENCH_AUDIT_EVENTS=1000000 for a million. */
const eventsToVerify = Number(process.env['BENCH_AUDIT_EVENTS'] ?? 20_000);
const versionsPerCase = 10;
/** As many as share a transaction. */
const writtenTogether = 64;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function benchBundle(): Promise<void> {
  await inTemporaryFolder(benchExport);
  await inTemporaryFolder(benchVerify);
}

async function benchExport(folder: string): Promise<void> {
  const config = readConfig({}, { PROFILE: 'local', DATA_DIR: folder });
  const store = await openStore(config, { keep: 'fresh' });
  try {
    const clock = await createClock(config, store);
    const review = openReview({ data: openReferenceData(config, clock, { store }), store, clock, log: quiet });
    for (let number = 0; number < cases; number += 1) {
      let current: PaymentCase | null = await submitBenchPayment(review, `BENCH-${number}`);
      while (current?.status === 'under_review') current = await review.advanceCase(current.runId);
    }
    const madeMs: number[] = [];
    const writtenMs: number[] = [];
    const verifiedMs: number[] = [];
    const replayedMs: number[] = [];
    const out = path.join(folder, 'out');
    mkdirSync(out);
    for (let number = 0; number < cases; number += 1) {
      const id = `BENCH-${number}`;
      const files = await timed(madeMs, () => make(store, config.dataDir, id));
      await timed(writtenMs, () => writeBundle(out, bundleName(id), files));
      const verified = await timed(verifiedMs, () => verifyBundle(bundleName(id), files, readers));
      if (!verified.ok || !verified.bundle) throw new Error(`${id} does not verify`);
      const { bundle } = verified;
      const replayed = await timed(replayedMs, () => replayBundle(bundle, []));
      if (replayed.some(({ result }) => result !== 'equal')) throw new Error(`${id} comes out otherwise`);
    }
    console.log(`The bundle of one case, in a store of ${cases}`);
    console.log(showSummary('  gathered and made', summarise(madeMs)));
    console.log(showSummary('  written as a folder', summarise(writtenMs)));
    console.log(showSummary('  verified', summarise(verifiedMs)));
    console.log(showSummary('  replayed', summarise(replayedMs)));
    const whole = summarise(madeMs.map((ms, at) => ms + (writtenMs[at] ?? 0) + (verifiedMs[at] ?? 0)));
    console.log(showTarget('  export, checked and written, p50', whole.p50, ' ms', targetExportMs));
  } finally {
    await store.close();
  }
}

/** One for all, as in the desk: a policy is read once. */
const readers = createSourceReaders();

async function make(store: Store, dataDir: string, paymentId: string): Promise<BundleFiles> {
  const gathered = await gatherSources(paymentId, { store, dataDir, readers });
  if (!gathered.ok) throw new Error(JSON.stringify(gathered.problems));
  return buildBundle(gathered.bundle, 'auditor');
}

async function timed<Result>(times: number[], work: () => Result | Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const result = await work();
  times.push(performance.now() - startedMs);
  return result;
}

/** Written by the store itself, then verified by the built command in a process of its own. */
async function benchVerify(folder: string): Promise<void> {
  const config = readConfig({}, { PROFILE: 'local', DATA_DIR: folder });
  const store = await openStore(config, { keep: 'fresh' });
  const clock = await createClock(config, store);
  const review = openReview({ data: openReferenceData(config, clock), store, clock, log: quiet });
  const sample = await submitBenchPayment(review, 'BENCH-0');
  await fill(store, sample, eventsToVerify);
  await store.close();
  const { seconds, residentMb, printed } = await runVerify(folder);
  console.log(`Verifying an audit trail of ${eventsToVerify} events, ${versionsPerCase} a case`);
  console.log(`  ${printed.trim()}`);
  console.log(
    `  ${seconds.toFixed(1)} s, ${Math.round(eventsToVerify / seconds)} events a second, ${residentMb} MB resident at most`,
  );
}

async function fill(store: Store, sample: PaymentCase, events: number): Promise<void> {
  const runs = Math.ceil(events / versionsPerCase);
  for (let from = 1; from <= runs; from += writtenTogether) {
    const numbers = Array.from({ length: Math.min(writtenTogether, runs - from + 1) }, (_, at) => from + at);
    const committed = await Promise.all(numbers.map((number) => store.commit(wholeLife(sample, number))));
    const refused = committed.find(({ ok }) => !ok);
    if (refused?.ok === false) throw new Error(refused.reason);
  }
}

/** Every version in one commit: each has its own event and seal all the same. */
function wholeLife(sample: PaymentCase, number: number): CommitRequest {
  const [first, ...following] = Array.from({ length: versionsPerCase }, (_, at) => ofVersion(sample, number, at + 1));
  if (!first) throw new Error('a case without versions');
  return { ...first, following };
}

function ofVersion(sample: PaymentCase, number: number, version: number): CommitRequest {
  const runId = `WF-20260122102500-${number.toString(16).padStart(6, '0')}`;
  const payment = { ...sample.payment, payment_id: `FILL-${number}` };
  return {
    case: { ...sample, runId, payment, version },
    expectedVersion: version - 1,
    event: {
      type: version === 1 ? 'payment_submitted' : 'step_completed',
      run_id: runId,
      payment_id: payment.payment_id,
      actor: { kind: 'desk', name: 'Bench' },
      at: sample.openedAt,
      payload: { version },
    },
    idempotencyKey: `${runId}/${version}`,
    input: { version },
  };
}

async function runVerify(folder: string) {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['dist/main.js', 'audit', 'verify', '--file', path.join(folder, 'demo.db')], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], PROFILE: 'local' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let residentMb = 0;
  const watch = setInterval(() => {
    residentMb = Math.max(residentMb, mostResidentMb(child.pid));
  }, 100);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`audit verify ended with ${code ?? 'a signal'}`);
  return { seconds: (performance.now() - startedMs) / 1000, residentMb, printed };
}

/** The kernel's own mark of the most it ever had; 0 where there is no such file. */
function mostResidentMb(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1000);
  } catch {
    // It has just ended, or this is no Linux.
    return 0;
  }
}
