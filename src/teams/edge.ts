/** What a chat is answered with in one language: cards, words, and the answers to messages and presses. */
import { createAnswerMessage, type AnswerMessage } from './answer-message';
import { createAnswerPress, type AnswerPress } from './answer-press';
import { createAnswerConsent, type AnswerConsent } from './answer-consent';
import type { Desk } from './desk';
import { createNoteRefusal } from './note-refusal';

export interface Edge extends Pick<Desk, 'cards' | 'words'> {
  readonly answerMessage: AnswerMessage;
  readonly answerPress: AnswerPress;
  readonly answerConsent: AnswerConsent;
}

export function createEdge(parts: Omit<Desk, 'noteRefusal'>): Edge {
  const desk: Desk = { ...parts, noteRefusal: createNoteRefusal(parts) };
  const { cards, words } = desk;
  return {
    cards,
    words,
    answerMessage: createAnswerMessage(desk),
    answerPress: createAnswerPress(desk),
    answerConsent: createAnswerConsent(desk),
  };
}
