/** What arrives when somebody presses a button or posts a form. */
import type { JsonObject } from '../../domain/values/json';
import type { Member } from '../../domain/values/person';

export interface Pressed {
  readonly verb: string;
  /** What the client sent with the button: ids, the version it shows, inputs. Never trusted further. */
  readonly data: unknown;
  readonly actor: Member;
  readonly conversation: JsonObject;
  /** A chat with the bot alone: nobody else reads the answer. */
  readonly isPersonal?: boolean;
  /** The message that was pressed, as the channel names it; null where it does not. */
  readonly activityId?: string | null;
  /** Which copy of the payment's card it is on; null or left out where the button does not say. */
  readonly copy?: number | null;
}
