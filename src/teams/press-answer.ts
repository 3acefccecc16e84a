/** What a press is answered with, and where that belongs. */
import type { Card } from '../cards/templates';

export interface PressAnswer {
  /** What the presser sees in place of the pressed card; null leaves it as it is. */
  readonly card: Card | null;
  /** A named problem in a message of its own to the conversation, for clients without cards for one person and where there is no card. */
  readonly message: Card | null;
  /**
   * Where the card belongs for clients without cards for one person. `pressed`: in the place of the card that was pressed. `shared`: it is
   * the payment's own card, already up to date. `private`: it carries a match, so it is said where nobody else reads, or not at all.
   */
  readonly place: 'pressed' | 'shared' | 'private';
}
