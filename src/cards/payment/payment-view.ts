/** What the card of a payment is drawn from: the case, and what the case itself does not know. */
import type { AskedRole } from '../../domain/case/people/asked-people';
import type { OnlyHolder } from '../../domain/case/people/only-holders';
import type { PersonAct, PressInputs } from '../../domain/case/machine/commands';
import type { AuditEvent } from '../../domain/case/audit-event';
import type { Offer } from '../../domain/case/machine/offer';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { BlockReport } from '../../domain/policy/block-report';
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import type { FaultCode, Problem } from '../../domain/values/errors';
import type { Person } from '../../domain/values/person';
import type { RefusalCode } from '../../domain/values/refusal-codes';
import type { AgentUnderWay } from '../../ports/agents';
import type { AccountChoice } from './payment-form';

export interface TypedComment {
  readonly act: PersonAct;
  readonly comment: string;
  /** What else was typed, by the act's own names. */
  readonly inputs?: PressInputs | undefined;
}

/** What a what-if was asked about, as typed. */
export interface TypedWhatIf {
  readonly amount: string;
  readonly at: string;
  readonly accountId: string;
}

export interface PressRefusal {
  /** Of the person who pressed. */
  readonly name: string;
  readonly problems: readonly Problem[];
  /** Under which it is logged. */
  readonly referenceId: string;
}

/** What goes back to whoever pressed, and to nobody else. */
export interface RefusedPress {
  readonly typed?: TypedComment | undefined;
  readonly whatIf?: TypedWhatIf | undefined;
  readonly refusal: PressRefusal;
}

export interface PaymentView {
  readonly case: PaymentCase;
  readonly isDemoDay: boolean;
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
  /** The watch list in force, e.g. `OFAC SDN` or `DEMO LIST`. */
  readonly listName: string;
  /** What may be done now, by whoever the card is for: the card offers this and nothing else. */
  readonly offers: readonly Offer[];
  /** Whoever the card is for alone; null where everybody in the conversation reads it. */
  readonly viewer: Person | null;
  /** Who the card is headed for, where their own chat is another one's: a persona. */
  readonly addressee?: Person | undefined;
  /** Agents that are being asked at this moment; left out where nobody follows them. */
  readonly underWay?: readonly AgentUnderWay[];
  /** Whom the case waits for. */
  readonly asked: readonly AskedRole[];
  /** Who may have the review started again; a handful. Asked only where the card names them: everybody is tried one by one. */
  readonly restarters: () => readonly Person[];
  /** Who may note that the bank was told to pay; a handful, asked for as the restarters are. */
  readonly releasers: () => readonly Person[];
  /** Whose press to release a part would leave a role with nobody; left out where nobody asked. */
  readonly onlyHolders?: readonly OnlyHolder[];
  /** Why nobody may approve any more; null where somebody may. */
  readonly stoppedBy: RefusalCode | FaultCode | null;
  /** What was recorded of the case, the oldest first; more may have come before the first of them. */
  readonly events: readonly AuditEvent[];
  /** What was not done and why, on the card of whoever pressed and on no other. */
  readonly refusal?: PressRefusal | undefined;
  /** What a refused press had been given: it comes back to whoever typed it, and to nobody else. */
  readonly typed?: TypedComment | undefined;
  readonly whatIf?: TypedWhatIf | undefined;
  /** By when a payment stopped for a match is reported, for whoever may read the match; left out where nobody asked. */
  readonly blockReport?: BlockReport | null | undefined;
  /** Computed for business time; left out where nobody computed one. */
  readonly cutoff?: CutoffAnswer;
  /** The ledger's accounts, for the what-if; left out: only the payment's own is offered. */
  readonly accountChoices?: readonly AccountChoice[];
}
