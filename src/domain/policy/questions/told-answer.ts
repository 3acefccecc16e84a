/** What an answer of the tables tells of: days, figures and names, for whoever says it in another language than the sentence beside it. */
import type { Channel, PaymentType } from '../../payment/payment-request';
import type { FinalAction } from '../../evidence/operational-procedures';
import type { Severity } from '../../evidence/liquidity-screening';
import type { Decimal } from '../../values/money';
import type { DayKind } from '../cutoff/business-day';
import type { CutoffAnswer } from '../cutoff/cutoff';
import type { Grant } from '../approvals/grants';
import type { ReasonCode } from '../outcome';

export type ToldAnswer = ToldCutoffs | ToldNoCutoff | ToldCalendars | ToldApprovers | ToldFigures;

export interface ToldCutoffs {
  readonly about: 'cutoffs';
  /** Business time, UTC milliseconds. */
  readonly nowMs: number;
  readonly ways: readonly {
    readonly entity: string;
    readonly currency: string;
    readonly channel: Channel;
    readonly answer: CutoffAnswer;
  }[];
}

/** Such a payment counts as late. */
export interface ToldNoCutoff {
  readonly about: 'no_cutoff';
  /** Entity, currency and channel, as far as they were asked about. */
  readonly what: string;
}

export interface ToldCalendars {
  readonly about: 'calendars';
  readonly calendars: readonly (ToldDay | ToldHolidays)[];
}

/** Days are `2026-05-25`. */
export interface ToldDay {
  readonly name: string;
  readonly date: string;
  readonly kind: DayKind;
  /** Null on a business day, and where the calendar does not reach so far. */
  readonly nextBusinessDay: string | null;
}

/** The next few. */
export interface ToldHolidays {
  readonly name: string;
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
}

/** Of a payment that screening cleared and that is before its cutoff. */
export interface ToldApprovers {
  readonly about: 'approvers';
  readonly amount: Decimal | null;
  readonly currency: string;
  readonly paymentType: PaymentType;
  readonly severity: Severity;
  readonly isAfterHours: boolean;
  readonly entity: string | null;
  readonly action: FinalAction;
  readonly people: readonly { readonly role: string; readonly grants: readonly Grant[]; readonly slaHours: number }[];
  /** No rate to USD could be used: the strictest tier stands. */
  readonly hasNoRate: boolean;
}

export interface ToldFigures {
  readonly about: 'figures';
  readonly figures: readonly ToldFigure[];
}

/** A row of a table, for each kind of figure people ask for. */
export type ToldFigure =
  | { readonly of: 'reason_code'; readonly code: ReasonCode; readonly meaning: string; readonly nextStep: string }
  /** What screening stopped is kept apart from the rest. */
  | { readonly of: 'retention'; readonly years: number; readonly basis: string; readonly isOfSanctions: boolean }
  /** Null: may not delegate. */
  | { readonly of: 'delegation'; readonly role: string; readonly businessDays: number | null }
  /** `next` is who is asked then. */
  | { readonly of: 'time_to_answer'; readonly role: string; readonly hours: number; readonly next: string | null }
  | { readonly of: 'buffer'; readonly entity: string; readonly currency: string; readonly minimum: Decimal }
  /** Percent of the buffer below which it is called so. */
  | { readonly of: 'severity'; readonly warning: number; readonly critical: number };
