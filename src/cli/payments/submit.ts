/** `submit` and `payments status`: a payment run, or a bank's answer to one that went out, taken in from a file. */
import type { Config } from '../../composition/config/config';
import { openReferenceData } from '../../composition/data/reference-data';
import { joinDesk } from '../../composition/join-desk';
import { openReview } from '../../composition/open-review';
import { createClock } from '../../composition/create-clock';
import { openPaymentFiles, type PaymentFiles } from '../../composition/serve/parts/open-payment-files';
import { openStore } from '../../composition/store/open-store';
import type { RunTaken } from '../../app/payment-files/take-run';
import { refuse } from '../../domain/values/errors';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { PaymentFileContent } from '../../ports/payment-files';
import path from 'node:path';
import { exitCodes, printJson, printText, RefusedInput, type ExitCode } from '../answer';
import { openToGoOn } from '../open-recorded';
import { stated } from '../stated';

export interface SubmitOptions {
  readonly by: string;
  readonly json?: boolean;
}

/** Each row becomes a payment under review, which the desk goes on with when it runs. */
export async function submitFile(config: Config, log: Log, file: string, { by, json }: SubmitOptions): Promise<void> {
  const name = stated('by', by);
  const store = await openStore(config, { keep: 'existing' });
  await using(store, config, log, async (files) => {
    const content = await read(files, file);
    if (content.kind !== 'payment_run')
      throw refusedKind(file, 'is a status report: take it with desk payments status');
    const submitter = { tenantId: 'local', objectId: 'command-line', name, email: null };
    const taken = await files.takeRun({ run: content.run, name: path.basename(file), submitter });
    if (!taken.ok) throw new RefusedInput(taken.problems);
    if (json === true) printJson({ id: taken.id, was_taken: taken.wasTaken, ...taken.record });
    else printText(inWords(taken));
    process.exitCode = endedWith(taken.record);
  });
}

export async function takeStatus(config: Config, log: Log, file: string): Promise<void> {
  const store = await openToGoOn(config);
  await using(store, config, log, async (files) => {
    const content = await read(files, file);
    if (content.kind !== 'status_report') throw refusedKind(file, 'is a payment run: take it with desk submit');
    const taken = await files.takeStatusReport(content.report);
    if (!taken.ok) throw new RefusedInput(taken.problems);
    const { file: sent, noted, rejected, known, problems } = taken;
    printText([`${sent}: ${noted} noted, ${rejected} rejected by the bank, ${known} known already`]);
    if (problems.length > 0) throw new RefusedInput(problems, { isPartly: noted + known > 0 });
  });
}

/** Of the same file always the same: whoever gives it again hears what is still wrong with it. */
function endedWith({ taken, known, refused }: RunTaken['record']): ExitCode {
  if (refused.length === 0) return exitCodes.done;
  return taken.length + known.length > 0 ? exitCodes.partlyRefused : exitCodes.refused;
}

async function using(
  store: Store,
  config: Config,
  log: Log,
  use: (files: PaymentFiles) => Promise<void>,
): Promise<void> {
  try {
    const clock = await createClock(config, store);
    const data = openReferenceData(config, clock, { store, log });
    const { refuseBehind, leave } = await joinDesk({ place: config.database, data, store, clock, log });
    try {
      const review = openReview({ data, store, clock, log, refuseBehind });
      const wakeups = { wake: () => undefined };
      const turn = () => Promise.resolve();
      await use(openPaymentFiles({ config, store, review, wakeups, clock, log, turn }));
    } finally {
      await leave();
    }
  } finally {
    await store.close();
  }
}

async function read({ readAside }: PaymentFiles, file: string): Promise<PaymentFileContent> {
  const done = await readAside(path.resolve(file));
  if (!done.ok) throw new RefusedInput(done.problems);
  return done.content;
}

function refusedKind(file: string, why: string): RefusedInput {
  return new RefusedInput(refuse('file_invalid', `${path.basename(file)} ${why}.`, 'file').problems);
}

function inWords({ id, record, wasTaken }: RunTaken): readonly string[] {
  const { name, rows, taken, known, refused, at } = record;
  return [
    wasTaken
      ? `${id}: this file was taken in at ${at}; nothing was added`
      : `${id}: ${taken.length} of ${rows} payments are under review`,
    ...(known.length === 0 ? [] : [`${known.length} asked for before, in the same words`]),
    ...(refused.length === 0 ? [] : [`${refused.length} not taken:`]),
    ...refused.map(
      ({ line, problems }) =>
        `  ${name}:${line}: ${problems.map(({ message, code }) => `${message} [${code}]`).join(' ')}`,
    ),
  ];
}
