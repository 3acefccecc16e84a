/** What a press is answered with, and where that belongs. */
import type { Card } from '../cards/templates';
import type { Message } from './activity';

export interface PressAnswer {
  /** What the presser sees in place of the pressed card; null leaves it as it is. */
  readonly card: Card | null;
  /** A named problem in a message of its own to the conversation, for clients without cards for one person and where there is no card. */
  readonly message: Card | null;
  /** Something said in the chat that is no card: a file that is offered. */
  readonly file?: Message;
  /**
   * Where the card belongs for clients without cards for one person. `pressed`: in the place of the card that was pressed. `shared`: it is
   * the payment's own card, already up to date. `private`: it carries a match, so it is said where nobody else reads, or not at all.
   */
  readonly place: 'pressed' | 'shared' | 'private';
}
