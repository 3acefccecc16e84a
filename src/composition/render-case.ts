/** How a case becomes a card: drawn under the policy its run keeps, with what may be done about it now. */
import type { Knowledge } from '../app/know';
import { createCards, type Cards } from '../cards/create-cards';
import type { Card } from '../cards/templates';
import { reportOf } from '../domain/case/block-report';
import { rulesFor } from '../domain/case/in-force';
import type { Offer, OfferOrRefusal } from '../domain/case/offer';
import type { PaymentCase } from '../domain/case/payment-case';
import { offer, permittedActions } from '../domain/case/permitted-actions';
import type { Act } from '../domain/case/refuse-act';
import type { BlockReport } from '../domain/policy/block-report';
import { cutoffOf } from '../domain/policy/compute-facts';
import type { CutoffAnswer } from '../domain/policy/cutoff/cutoff';
import type { Member } from '../domain/values/person';
import type { Clock } from '../ports';
import type { ReferenceData } from './reference-data';

export interface Renderer {
  readonly cards: Cards;
  renderCase(paymentCase: PaymentCase, viewer: Member | null): Card;
  /** Now, by the policy the payment's run keeps. */
  cutoffFor(paymentCase: PaymentCase): CutoffAnswer;
  offersFor(paymentCase: PaymentCase, who: Member | null): readonly Offer[];
  /** Until when a blocked payment is reported, by the policy its run keeps. */
  blockReportOf(paymentCase: PaymentCase): BlockReport | null;
  offerOrRefusal(act: Act, paymentCase: PaymentCase, who: Member): OfferOrRefusal;
}

export interface RendererParts {
  readonly cardsDir: string;
  readonly data: Pick<ReferenceData, 'list' | 'ledger'>;
  readonly knowledge: Knowledge;
  readonly clock: Clock;
}

export function createRenderer({ cardsDir, data, knowledge, clock }: RendererParts): Renderer {
  const cards = createCards({ folder: cardsDir });
  const offersFor = (paymentCase: PaymentCase, who: Member | null) =>
    permittedActions(paymentCase, who, knowledge.inForce(paymentCase));
  const cutoffFor = (paymentCase: PaymentCase) => {
    const inForce = knowledge.inForce(paymentCase);
    return cutoffOf(rulesFor(inForce), paymentCase.payment, inForce.nowMs);
  };
  return {
    cards,
    cutoffFor,
    blockReportOf: (paymentCase) => reportOf(paymentCase, rulesFor(knowledge.inForce(paymentCase))),
    offersFor,
    offerOrRefusal: (act, paymentCase, who) => offer(act, paymentCase, who, knowledge.inForce(paymentCase)),
    renderCase: (paymentCase, viewer) =>
      cards.paymentCard({
        case: paymentCase,
        isDemoDay: clock.isDemoDay,
        businessNow: clock.now(),
        listName: data.list.name,
        offers: offersFor(paymentCase, viewer),
        cutoff: cutoffFor(paymentCase),
        accountChoices: data.ledger.current().accounts(),
      }),
  };
}
