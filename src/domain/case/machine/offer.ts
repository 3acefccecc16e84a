/** What may be done to a case now, and what it takes. */
import { wordsGiven, type ObtainedApproval, type PaymentCase } from '../payment-case';
import type { Act } from './refuse-act';
import type { Refusal } from '../../values/errors';
import type { StandIn } from '../../values/person';

/** One thing that may be done now, and what it takes. */
export interface Offer {
  readonly act: Act;
  /** The role a person would act in; null where it takes none, or nobody in particular is meant. */
  readonly role: string | null;
  /** The role they hold where it was asked in the place of `role`; null where they hold that itself. */
  readonly inPlaceBy: string | null;
  /** The delegation they would act by; null where they hold the role themselves. */
  readonly standIn: StandIn | null;
  /** How many characters the person's own words need at least: 0 where none are needed. */
  readonly minComment: number;
  /** The approval that overrides a breach. */
  readonly isOverride: boolean;
  /** What `release_part` lets go, and what it leaves out of what is still to pay. */
  readonly part: { readonly amount: number; readonly rest: number } | null;
  /** When the payment leaves then, ISO 8601 UTC: the time of `delay`. */
  readonly until: string | null;
  /** Whose words it makes void. */
  readonly voided: readonly Pick<ObtainedApproval, 'role' | 'by'>[];
}

export type OfferOrRefusal = { readonly ok: true; readonly offers: readonly Offer[] } | Refusal;

/** What is left open: an act that takes no words and no role. */
export function offerOf(act: Act, terms: Partial<Omit<Offer, 'act'>> = {}): Offer {
  return {
    act,
    role: null,
    inPlaceBy: null,
    standIn: null,
    minComment: 0,
    isOverride: false,
    part: null,
    until: null,
    voided: [],
    ...terms,
  };
}

/** A run begun anew needs new words from people; whoever makes the old ones void says why. */
export function voiding(current: PaymentCase): Pick<Offer, 'voided' | 'minComment'> {
  const voided = wordsGiven(current);
  return { voided, minComment: voided.length > 0 ? 1 : 0 };
}

/** The first offer of that act; null where there is none. */
export function findOffer(offers: readonly Offer[], act: Act): Offer | null {
  return offers.find((offered) => offered.act === act) ?? null;
}
