/** What is written down of a card once its connector has answered, or has not. */
import type { CardCopy, ChannelAnswer } from '../../ports/delivery';
import { longestWaitMs } from '../../domain/case/time/card-wait';
import type { Drawn } from './read-beside';
import { answerName, answerRules, mayHaveArrived, type AnswerRule } from './answer-rules';
import { minuteMs } from '../../domain/values/time';

const firstWaitMs = 1_000;
const longestBackoffMs = 5 * minuteMs;
/** The answer to a card that is too large. */
export const tooLarge = '413';

export interface Answered {
  /** As it was when it was sent. */
  readonly copy: CardCopy;
  readonly version: number;
  readonly drawn?: Drawn;
  readonly answer: ChannelAnswer;
  /** Whether all that can be done was on it; else it is sent again with that. */
  readonly isWhole?: boolean;
  /** Whether it was sent so late that no update of before can land on top of it. */
  readonly isSettled: boolean;
  /** Real time, UTC milliseconds. */
  readonly nowMs: number;
  /** 0 to 1. */
  readonly random: () => number;
}

export function afterAnswer({ copy: sent, drawn = {}, ...answered }: Answered): CardCopy {
  const { version, answer, isWhole = true, isSettled, nowMs, random } = answered;
  if (answer.kind === 'taken') {
    const { drawnFrom: _from, chosenLanguage: _in, ...undrawn } = sent;
    return afterSuccess({ ...undrawn, ...drawn }, isWhole ? version : 0, answer.activityId, isSettled);
  }
  const copy = sent;
  const isPost = copy.activityId === null;
  const name = answerName(answer);
  const failures = copy.lastAnswer === name ? copy.failures + 1 : 1;
  const isDoubtful = mayHaveArrived(answer);
  const retryAfterMs = answer.kind === 'refused' ? answer.retryAfterMs : null;
  const failed: CardCopy = {
    ...copy,
    failures,
    triedVersion: version,
    lastAnswer: name,
    retryAtMs: nowMs + waitMs(failures, retryAfterMs, random),
    inDoubt: copy.inDoubt || (isDoubtful && !isPost),
  };
  const rule = answerRules(answer, isPost);
  if (failures < rule.tries) return { ...failed, state: stateWhileTrying(isPost, isDoubtful) };
  return afterLastTry(failed, rule, { isPost, isDoubtful, wasBrief: copy.lastAnswer === tooLarge });
}

function afterSuccess(copy: CardCopy, version: number, activityId: string | null, isSettled: boolean): CardCopy {
  const isPost = copy.activityId === null;
  return {
    ...copy,
    state: 'shown',
    activityId: activityId ?? copy.activityId,
    shownVersion: version,
    triedVersion: version,
    failures: 0,
    lastAnswer: null,
    retryAtMs: null,
    inDoubt: !isPost && !isSettled,
  };
}

interface LastTry {
  readonly isPost: boolean;
  readonly isDoubtful: boolean;
  readonly wasBrief: boolean;
}

function afterLastTry(failed: CardCopy, { then }: AnswerRule, { isPost, isDoubtful, wasBrief }: LastTry): CardCopy {
  if (then === 'shorten' && !wasBrief)
    return { ...failed, state: stateWhileTrying(isPost, isDoubtful), retryAtMs: null };
  const over = { ...failed, retryAtMs: null };
  if (then === 'post_anew') {
    if (failed.lastAnswer === '404' || failed.lastAnswer === '410') return { ...over, state: 'gone', inDoubt: false };
    // It may stand there still, and a later version may be taken; the home card is another one from now on.
    return { ...over, state: 'given_up', kind: 'found' };
  }
  return { ...over, state: 'given_up' };
}

function stateWhileTrying(isPost: boolean, isDoubtful: boolean): CardCopy['state'] {
  if (!isPost) return 'shown';
  return isDoubtful ? 'posting' : 'waiting';
}

/** Spread, so that what failed together does not come back together. */
function waitMs(failures: number, retryAfterMs: number | null, random: () => number): number {
  const backoffMs = Math.min(longestBackoffMs, firstWaitMs * 2 ** Math.min(failures - 1, 20));
  const spreadMs = backoffMs * (0.5 + random());
  if (retryAfterMs === null) return spreadMs;
  return Math.min(longestWaitMs, Math.max(retryAfterMs, 0) * (1 + random() / 5));
}
