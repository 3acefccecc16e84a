/** What follows each answer a connector can give to a card: the one table of it. */
import type { ChannelAnswer } from '../../ports/delivery';

/**
 * What is done once the answer has come `tries` times in a row; before that the same is sent again, later.
 * post_anew: the message cannot be brought up to date, a new one can. shorten: the state alone is sent. give_up: until the case changes.
 */
export interface AnswerRule {
  readonly tries: number;
  readonly then: 'post_anew' | 'shorten' | 'give_up';
}

interface RulePair {
  readonly update: AnswerRule;
  readonly post: AnswerRule;
}

/** With waits of at most five minutes some three hours, which outlasts an outage of the service and ends before the day does. */
const long = 40;

/** The channel may do better later: 429, 412, 502 and 504 are what Teams asks bots to retry. */
const retry: RulePair = { update: { tries: long, then: 'give_up' }, post: { tries: long, then: 'give_up' } };
/** The message is not there: no update will ever reach it. A conversation that is not there may be a connector that restarts. */
const gone: RulePair = { update: { tries: 1, then: 'post_anew' }, post: { tries: 4, then: 'give_up' } };
/** It is there and is not taken. A gateway says such things by mistake too, so it is asked a few times before a second card is posted. */
const refused: RulePair = { update: { tries: 3, then: 'post_anew' }, post: { tries: 4, then: 'give_up' } };

const rules: Readonly<Record<number | 'silence' | 'fault', RulePair>> = {
  silence: retry,
  // The card cannot be rendered, or no token is to be had.
  fault: retry,
  400: refused,
  // Our own token is not taken: nothing to do with this card.
  401: retry,
  // The bot was removed from the conversation, or may not touch the message.
  403: refused,
  404: gone,
  405: { ...gone, post: refused.post },
  408: retry,
  409: refused,
  410: gone,
  412: retry,
  413: { update: { tries: 1, then: 'shorten' }, post: { tries: 1, then: 'shorten' } },
  425: retry,
  429: retry,
  // Not implemented: a channel without updates.
  501: refused,
};

export function answerRules(answer: Exclude<ChannelAnswer, { kind: 'taken' }>, isPost: boolean): AnswerRule {
  const pair = answer.kind === 'refused' ? (rules[answer.status] ?? unlisted(answer.status)) : rules[answer.kind];
  return isPost ? pair.post : pair.update;
}

function unlisted(status: number): RulePair {
  return status >= 500 ? retry : refused;
}

/** Whether a post that was answered so may stand in the chat all the same: a gateway gives up before what is behind it does. */
export function mayHaveArrived(answer: ChannelAnswer): boolean {
  if (answer.kind === 'refused') return answer.status === 408 || (answer.status >= 500 && answer.status !== 501);
  return answer.kind === 'silence';
}

/** How the answer is written down. */
export function answerName(answer: Exclude<ChannelAnswer, { kind: 'taken' }>): string {
  return answer.kind === 'refused' ? String(answer.status) : answer.kind;
}
