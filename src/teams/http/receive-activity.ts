/** Takes one activity in: who sends it is proven before its body is read, then its shape, then the bot answers in time. */
import type restify from 'restify';
import { z } from 'zod';
import { asFault } from '../../domain/values/errors';
import { parseJson } from '../../domain/values/parse-json';
import { isFromThisMachine } from '../../domain/values/this-machine';
import type { Clock, Log } from '../../ports/process';
import type { Activity, InvokeAnswer } from '../activity';
import { bindToken, type ChannelToken, type CheckToken } from '../tokens/check-token';

/** Teams gives an invoke 15 s and then sends it again; the rest is for the way. */
const turnDeadlineMs = 12_000;

/** The least an activity must have for the bot to know where to answer. */
const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url().max(2_000),
  from: z.looseObject({ id: z.string().min(1).max(500) }),
  conversation: z.looseObject({ id: z.string().min(1).max(1_000) }),
  text: z.string().max(100_000).nullish(),
});

/** Half a character (a lone surrogate) would come back from the database as another text than the one that went in. */
const halfCharacter = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

/** What a request without an answer of the bot's own is answered with. */
export interface Refused {
  readonly status: 400 | 401 | 403;
  readonly code: string;
  readonly fields?: readonly string[];
}

export interface ReceiveDeps {
  /** Runs the activity's turn; what an invoke is answered with, and undefined for anything else. */
  readonly receive: (activity: Activity) => Promise<InvokeAnswer | undefined>;
  /** Null in the local profile alone, where programs on this machine are served without a token. */
  readonly checkToken: CheckToken | null;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
}

/** Null for a sender without a token, where none is needed. */
export type Sender = ChannelToken | null;

/** Before the body is read: a stranger's megabyte is not worth it. */
export async function admitSender(
  request: restify.Request,
  checkToken: CheckToken | null,
): Promise<{ ok: true; sender: Sender } | { ok: false; refused: Refused }> {
  if (!checkToken) {
    const isLocal = isFromThisMachine({ peer: request.socket.remoteAddress, headers: request.headers });
    return isLocal ? { ok: true, sender: null } : { ok: false, refused: { status: 403, code: 'local_only' } };
  }
  const checked = await checkToken(request.headersDistinct['authorization'] ?? []);
  return checked.ok
    ? { ok: true, sender: checked.token }
    : { ok: false, refused: { status: 401, code: checked.fault } };
}

/** The activity in a body, if it is one and its sender may speak for it. */
export function readActivity(
  body: string,
  sender: Sender,
): { ok: true; activity: Activity } | { ok: false; refused: Refused } {
  const parsed = parseJson(body);
  if (!parsed.ok) return { ok: false, refused: { status: 400, code: parsed.problems[0]?.code ?? 'not_json' } };
  const checked = activitySchema.safeParse(parsed.value);
  if (!checked.success) {
    const fields = checked.error.issues.map((issue) => issue.path.join('.'));
    return { ok: false, refused: { status: 400, code: 'not_an_activity', fields } };
  }
  const fault = sender && bindToken(sender, checked.data);
  if (fault) return { ok: false, refused: { status: 401, code: fault } };
  if (halfCharacter.test(JSON.stringify(parsed.value)))
    return { ok: false, refused: { status: 400, code: 'half_a_character', fields: [] } };
  return { ok: true, activity: parsed.value as Activity };
}

/** Answers in time whatever hangs behind: the turn goes on without anybody waiting for it. */
export async function answerActivity(
  activity: Activity,
  { receive, clock, log }: ReceiveDeps,
): Promise<{ status: number; body?: unknown }> {
  const finished = new AbortController();
  const turn = receive(activity);
  const tooLate = clock.sleep(turnDeadlineMs, finished.signal).then(() => 'too_late' as const);
  try {
    const answered = await Promise.race([turn, tooLate]);
    if (answered !== 'too_late') return { status: answered?.status ?? 200, body: answered?.body };
    log.error({ type: activity.type, deadlineMs: turnDeadlineMs }, 'a turn was not answered in time');
    turn.catch((error: unknown) => {
      log.error({ code: asFault(error).code, err: error }, 'a turn that was late failed');
    });
    return lateAnswer(activity);
  } catch (error) {
    log.error({ code: asFault(error).code, err: error }, 'an activity could not be answered');
    return { status: 500, body: { error: 'internal' } };
  } finally {
    finished.abort();
    tooLate.catch(() => undefined);
  }
}

/** A press may have counted all the same: its card will say so. */
function lateAnswer({ type }: Activity): { status: number; body?: unknown } {
  if (type !== 'invoke') return { status: 200 };
  const value = {
    code: 'slow',
    message: 'This takes longer than usual. It may have been done: look at the card before you press again.',
  };
  return { status: 200, body: { statusCode: 504, type: 'application/vnd.microsoft.error', value } };
}
