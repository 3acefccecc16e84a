/** What a chat is answered with in one language: cards, words, and the answers to messages and presses. */
import { createAnswerMessage, type AnswerMessage } from './answer-message';
import { createAnswerPress, type AnswerPress } from './answer-press';
import type { Desk } from './desk';

export interface Edge extends Pick<Desk, 'cards' | 'words'> {
  readonly answerMessage: AnswerMessage;
  readonly answerPress: AnswerPress;
}

export function createEdge(desk: Desk): Edge {
  const { cards, words } = desk;
  return { cards, words, answerMessage: createAnswerMessage(desk), answerPress: createAnswerPress(desk) };
}
