/** Sends one card of a case to one conversation: written down, sent, and what came of it written down. */
import { asFault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { CardChannel, CardCopy, ChannelAnswer, Clock, Log, Store } from '../../ports';
import { afterAnswer, tooLarge } from './after-answer';
import { nextDelivery, type Delivery } from './next-delivery';

/** `current`: every card there shows the case. `failed`: one does not, and waits to be tried again. `silent`: the connector did not answer. */
export type DeliveryOutcome = 'current' | 'sent' | 'failed' | 'silent';

export interface Delivered {
  readonly outcome: DeliveryOutcome;
  /** Something else of the case is due there at once: a card posted anew, another copy. */
  readonly hasMore: boolean;
}

export interface DeliverCardDeps {
  readonly store: Pick<Store, 'findCase' | 'listCopies' | 'saveCopies'>;
  readonly clock: Pick<Clock, 'recordedNow' | 'sleep'>;
  readonly random: () => number;
  /** Which chat a conversation is: one for every copy of it. */
  readonly chatOf: (conversation: JsonObject) => string;
  readonly log: Log;
}

export type DeliverCard = (runId: string, chat: string, channel: CardChannel) => Promise<Delivered>;

/** An answer that is not written down has the card posted twice: a full disk may have room again in a moment. */
const noteTries = 5;
const noteAgainAfterMs = 1_000;

/** At most one request. Throws what the store throws before anything was sent. */
export function createDeliverCard({ store, clock, random, chatOf, log }: DeliverCardDeps): DeliverCard {
  return async (runId, chat, channel) => {
    const paymentCase = await store.findCase(runId);
    const home = paymentCase?.conversation;
    if (!paymentCase || !home) return nothingDue;
    const isHere = ({ conversation }: Pick<CardCopy, 'conversation'>) => chatOf(conversation ?? home) === chat;
    const copies = await store.listCopies(runId);
    const next = (known: readonly CardCopy[]) =>
      nextDelivery({ paymentCase, copies: known, isHere, nowMs: clock.recordedNow() });
    const delivery = next(copies);
    if (!delivery) {
      const isFailing = copies.some((copy) => isHere(copy) && failsToShow(copy, paymentCase));
      return isFailing ? { outcome: 'failed', hasMore: false } : nothingDue;
    }
    // What is only updated has its name already: nothing is lost if this process ends now.
    if (delivery.copy.activityId === null) await store.saveCopies([...delivery.others, delivery.copy]);
    const answer = await channel.send({
      case: paymentCase,
      conversation: delivery.copy.conversation ?? home,
      copy: delivery.copy.number,
      activityId: delivery.copy.activityId,
      isBrief: delivery.copy.lastAnswer === tooLarge,
    });
    const noted = await note(delivery, paymentCase, answer);
    const hasMore = next(merged(copies, [...delivery.others, noted])) !== null;
    if (answer.kind === 'taken') return { outcome: 'sent', hasMore };
    return { outcome: answer.kind === 'silence' ? 'silent' : 'failed', hasMore };
  };

  async function note({ copy }: Delivery, { runId, version }: PaymentCase, answer: ChannelAnswer): Promise<CardCopy> {
    const noted = afterAnswer({ copy, version, answer, nowMs: clock.recordedNow(), random });
    if (answer.kind !== 'taken') {
      const fields = { runId, copy: copy.number, version, answer, state: noted.state, failures: noted.failures };
      if (noted.state === 'given_up') log.error(fields, 'card delivery given up');
      else log.warn(fields, 'card delivery failed');
    }
    for (let tries = 1; ; tries += 1) {
      try {
        await store.saveCopies([noted]);
        return noted;
      } catch (error) {
        if (tries === noteTries) throw error;
        log.error({ runId, code: asFault(error).code, err: error }, 'a card delivery could not be noted');
        await clock.sleep(noteAgainAfterMs);
      }
    }
  }
}

const nothingDue: Delivered = { outcome: 'current', hasMore: false };

/** In order of number, as the store lists them. */
function merged(copies: readonly CardCopy[], changed: readonly CardCopy[]): readonly CardCopy[] {
  const byNumber = new Map([...copies, ...changed].map((copy) => [copy.number, copy]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

function failsToShow({ state, shownVersion, failures }: CardCopy, { version }: PaymentCase): boolean {
  return state !== 'lost' && state !== 'gone' && shownVersion < version && failures > 0;
}
