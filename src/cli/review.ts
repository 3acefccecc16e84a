/** `review`: one payment through the whole workflow without a chat; it reserves nothing. */
import { readFileSync } from 'node:fs';
import type { Config } from '../composition/config/config';
import { Fault, refuse } from '../domain/values/errors';
import { parseJson } from '../domain/values/parse-json';
import { finalOutput } from '../domain/case/decision/final-output';
import type { PaymentCase } from '../domain/case/payment-case';
import { joinDesk, type JoinedDesk } from '../composition/join-desk';
import { openReview, type Review } from '../composition/open-review';
import { createClock } from '../composition/create-clock';
import { randomHex } from '../composition/random-hex';
import { openStore } from '../composition/store/open-store';
import { openHostedAgents } from '../composition/serve/hosted-agents';
import { openReferenceData } from '../composition/data/reference-data';
import type { serveTools, ServedTools } from '../composition/serve/serve-tools';
import type { Clock, Log } from '../ports/process';
import type { Store } from '../ports/store';
import { printAnswer, RefusedInput, type AnswerOptions } from './answer';
import { caseSummary } from './case-summary';
import { isBlank } from '../domain/values/text/visible';

const maxRequestBytes = 1_048_576;
/** How far another process is with the review is looked at so often. */
const lookAgainMs = 500;

/** `file` is a path, or `-` for standard input. In a named data folder the review is kept, and resumed where it stopped. */
export async function review(config: Config, log: Log, file: string, options: AnswerOptions): Promise<void> {
  const draft = readRequest(file);
  const store = await openStore(config, { keep: config.isDataDirNamed ? 'existing' : 'nothing' });
  try {
    const reviewed = await reviewIn(store, config, log, draft);
    printAnswer(options, finalOutput(reviewed), () => caseSummary(reviewed));
  } finally {
    await store.close();
  }
}

/** The request's review to its end, taken up from its last completed step where the store knows it. Throws `RefusedInput`. */
export async function reviewIn(store: Store, config: Config, log: Log, draft: unknown): Promise<PaymentCase> {
  const clock = await createClock(config, store);
  const hosted = await openHostedAgents(config, store, log);
  const data = openReferenceData(config, clock, { ...(config.isDataDirNamed ? { store } : {}), hosted, log });
  // Hosted agents call the tools from outside, and what they ask is written down by whoever answers them: here, this command.
  const served = hosted && (await serve({ config, tools: Object.values(data.tools), store, clock, log }));
  try {
    // What is not kept is nobody else's.
    const place = config.isDataDirNamed ? config.database : null;
    const desk = await joinDesk({ place, data, store, clock, log, onTaken: (runId) => opened.letGo(runId) });
    const opened = openReview({ data, store, clock, log, refuseBehind: desk.refuseBehind });
    try {
      const { runId } = await submit(opened, draft);
      return await reviewToEnd(opened, desk, { store, clock, log, runId });
    } finally {
      await desk.leave();
    }
  } finally {
    await served?.close();
  }
}

/** What answers over HTTP is loaded only here. */
async function serve(parts: Parameters<typeof serveTools>[0]): Promise<ServedTools> {
  const { serveTools } = await import('../composition/serve/serve-tools.js');
  return serveTools(parts);
}

async function submit({ submitPayment }: Review, draft: unknown): Promise<PaymentCase> {
  const submitter = {
    tenantId: 'local',
    objectId: 'command-line',
    name: claimedOriginator(draft) ?? 'command line',
    email: null,
  };
  const submitted = await submitPayment({ draft, submitter, conversation: null, submissionId: randomHex(12) });
  if (!submitted.ok) throw new RefusedInput(submitted.problems);
  return submitted.case;
}

interface Reviewing {
  readonly store: Pick<Store, 'findCase'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Pick<Log, 'info'>;
  readonly runId: string;
}

/** By this process while it has the case's lock; a running desk may have been faster, and then what it finds is waited for. */
async function reviewToEnd(
  { advanceCase }: Pick<Review, 'advanceCase'>,
  { refuseBehind, locks }: JoinedDesk,
  { store, clock, log, runId }: Reviewing,
): Promise<PaymentCase> {
  let isTold = false;
  try {
    for (;;) {
      const current = await store.findCase(runId);
      if (!current) throw new Fault('internal', `run ${runId} vanished`);
      if (current.status !== 'under_review') return current;
      const behind = refuseBehind();
      if (behind) throw new RefusedInput(behind.problems);
      if (locks.holds(runId) || (await locks.take(runId))) {
        await advanceCase(runId);
        continue;
      }
      if (!isTold) log.info({ runId }, 'a running desk reviews the payment; its review is waited for');
      isTold = true;
      await clock.sleep(lookAgainMs);
    }
  } finally {
    await locks.giveBack(runId);
  }
}

function readRequest(file: string): unknown {
  const text = readText(file);
  if (Buffer.byteLength(text) > maxRequestBytes)
    throw new RefusedInput(refuse('request_too_large', 'The request is over 1 MB.').problems);
  const parsed = parseJson(text, file === '-' ? 'Standard input' : file);
  if (!parsed.ok) throw new RefusedInput(parsed.problems);
  return parsed.value;
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new RefusedInput(
      refuse('file_unreadable', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}.`)
        .problems,
    );
  }
}

/** On a command line nobody is authenticated: the originator is whom the request names. */
function claimedOriginator(draft: unknown): string | null {
  const originator = typeof draft === 'object' && draft !== null && 'originator' in draft ? draft.originator : null;
  return typeof originator === 'string' && !isBlank(originator) ? originator.trim() : null;
}
