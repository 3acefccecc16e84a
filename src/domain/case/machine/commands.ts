/** Everything that can be done to a case, as a closed union: what the desk itself does, and what a person asks for. */
import type { ScreeningComparison } from '../../liquidity/compare-screenings';
import type { BankedEntry } from '../../liquidity/statements/banked-payment';
import type { PaymentRequest } from '../../payment/payment-request';
import type { FaultCode } from '../../values/errors';
import type { JsonObject } from '../../values/json';
import type { KeptContent } from '../../values/kept-content';
import type { Member, Person } from '../../values/person';
import type { Proposal } from '../decision/decide';
import type { Run, ToolCallRecord } from '../run/run';

/** A new case. Its first run begins with the policy in force. */
export interface SubmitPayment {
  readonly type: 'submit_payment';
  readonly runId: string;
  readonly payment: PaymentRequest;
  readonly submitter: Person;
  readonly conversation: JsonObject | null;
  /** The case it asks again for; left out for a payment nobody asked for before. */
  readonly asksAgainFor?: AskedBefore | undefined;
  /** The part it is the rest of; left out for a payment that is whole. */
  readonly restOf?: RestOf | undefined;
  /** The payment run it came in, and where it stands there; left out for a payment asked for by itself. */
  readonly fromRun?: FromRun | undefined;
  /** Who chose its amount in the case it follows from; left out where nobody did, or it follows from none. */
  readonly amountChangedBy?: readonly Person[] | undefined;
}

/** An ended case that is asked for again as a new one. */
export interface AskedBefore {
  readonly runId: string;
  readonly paymentId: string;
  /** The id it was first asked for under, and how often it has been asked for since: 2 the first time. */
  readonly firstPaymentId: string;
  readonly attempt: number;
  /** How it ended; left out by releases before this was kept. */
  readonly ended?: EndedBefore | undefined;
  /** Why it is asked for again; left out where nobody said. */
  readonly why?: string | undefined;
}

export interface EndedBefore {
  readonly status: 'rejected' | 'withdrawn' | 'expired' | 'returned';
  /** Null where the desk or a statement ended it. */
  readonly by: Person | null;
  /** In that person's own words; null where there are none, or where they tell of a match. */
  readonly said: string | null;
}

/** A row of a payment run. */
export interface FromRun {
  readonly run: string;
  readonly line: number;
}

/** A payment that was lowered to a part: what it leaves out is a request of its own. */
export interface RestOf {
  readonly runId: string;
  readonly paymentId: string;
  /** A test identity had a hand in the part, and so in the rest. */
  readonly isTest: boolean;
}

/** What the desk does to the version of a case it looked at; on any other version it is done anew. */
interface ByDesk {
  readonly basedOn: number;
}

/** What new evidence names by hash: kept in the commit that keeps the evidence. */
interface WithEvidence {
  readonly contents?: readonly KeptContent[];
}

export type DeskCommand = ByDesk &
  (
    | ({ readonly type: 'complete_step'; readonly run: Run } & WithEvidence)
    | ({ readonly type: 'conclude'; readonly run: Run; readonly proposal: Proposal } & WithEvidence)
    | {
        readonly type: 'fail';
        readonly code: FaultCode;
        /** The step whose agent failed; left out where none did. */
        readonly step?: string | null;
        readonly about?: JsonObject;
      }
    | {
        readonly type: 'note_liquidity_check';
        readonly found: ScreeningComparison;
        readonly ledgerFingerprint: string;
      }
    /** A payment that was asked for later makes something of this one unusual: what it is, the machine works out. */
    | { readonly type: 'note_unusual' }
    /** What is due now, as the machine works it out: people are reminded, the next role is asked, the cutoff is missed. */
    | { readonly type: 'remind' | 'escalate' | 'expire' }
    /** The payment was screened again, against lists that came into force since. */
    | ({ readonly type: 'rescreen'; readonly call: ToolCallRecord; readonly screenedAt: string } & WithEvidence)
    /** It goes to the bank in a payment file, together with others. */
    | { readonly type: 'send'; readonly sent: Omit<SentInFile, 'at'> }
    /** What the bank answers to it, in a status report. */
    | { readonly type: 'note_bank_status'; readonly status: Omit<BankStatus, 'at'> }
    /** A bank's statement booked the payment, or brought it back. */
    | { readonly type: 'settle'; readonly entry: BankEntry; readonly entries: readonly BankedEntry[] }
    /** Less of it stands as booked than was asked for: a part was paid, or a part came back. */
    | { readonly type: 'book_short'; readonly entry: BankEntry; readonly entries: readonly BankedEntry[] }
    | { readonly type: 'return_payment'; readonly entry: BankEntry }
  );

/** The payment file a payment goes to the bank in. */
export interface SentInFile {
  /** The message's id, which is the run's. */
  readonly file: string;
  /** The group it stands in. */
  readonly paymentInformation: string;
  /** What statements and status reports call it. */
  readonly endToEndId: string;
  /** Of the whole file. */
  readonly sha256: string;
  /** Whoever asked for the file. */
  readonly askedBy: string;
  readonly at: string;
}

/** What the bank last answered to a payment of a file. */
export interface BankStatus {
  /** The payment file's message id. */
  readonly file: string;
  /** ISO 20022: `ACSP`, `RJCT`. */
  readonly code: string;
  readonly reasons: readonly { readonly code: string | null; readonly text: string | null }[];
  /** The report's message id, and when the bank made it, as it wrote that. */
  readonly report: string;
  readonly reportedAt: string;
  readonly at: string;
}

/** The entry of a statement that is about this payment. */
export interface BankEntry {
  /** The bank's own reference; null where the entry has none. */
  readonly reference: string | null;
  /** ISO day on which the bank booked it. */
  readonly bookedOn: string;
  /** Which statement it stands in, as the bank or its file names it. */
  readonly statement: string;
  /** The bank's words, where it gives any: why a payment came back. */
  readonly note: string | null;
  /** Why a payment came back, as banks' codes have it: `AC04`; left out where there is none. */
  readonly code?: string | undefined;
}

/** What a person asks for by a button of a payment's card; wire names. */
export const personActs = [
  'approve',
  'reject',
  'clear_false_positive',
  'confirm_true_match',
  'restart_review',
  'release_part',
  'delay',
  'propose_false_positive',
  'confirm_false_positive',
  'acknowledge_block',
  'claim',
  'pass_on',
  'withdraw',
  'take_back_approval',
  'release',
  'ask_again',
  'correct',
  'request_override',
  'ask_question',
  'answer_question',
  'attach_reference',
] as const;
export type PersonAct = (typeof personActs)[number];

/** One press: who, on which version of the case, and in their own words (null where none were given). */
export interface Press {
  readonly type: PersonAct;
  readonly actor: Member;
  readonly shownVersion: number;
  readonly comment: string | null;
  /** ISO day until which a record shall hold, as typed; left out where the act has none. */
  readonly expiresOn?: string | undefined;
  /** Whom a claim is passed on to; left out where it ends. */
  readonly passTo?: Member | undefined;
  /** The payment as it shall be, complete and checked, and the version of the case it was made from; left out by every other act. */
  readonly corrected?: { readonly basedOn: number; readonly payment: PaymentRequest } | undefined;
  /** The new case that asks again, or asks for what a part leaves out; left out by every other act. */
  readonly successor?: { readonly runId: string; readonly paymentId: string } | undefined;
  /** What else was typed, under the act's own names; left out where the act takes nothing else. */
  readonly inputs?: PressInputs | undefined;
}

export type PressInputs = Readonly<Record<string, string>>;

export type Command = SubmitPayment | DeskCommand | Press;
export type CommandType = Command['type'];
