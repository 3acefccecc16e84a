/** The store: state and its audit event in one transaction; nothing else writes a case. */
import type { AuditEvent, ChainEvent, ChainLink, SubjectKind } from '../domain/case/audit-event';
import type {
  CardCopy,
  CardsDueFilter,
  ChosenLanguage,
  DeliveryTaken,
  DeliveryTurn,
  PersonalChat,
  UndeliveredCard,
} from './delivery';
import type { CaseFilter, CaseStanding, HeldAsOf, RunIdFilter, WaitingCase, WaitingFilter } from './questions';
import type { CommitRequest, CommitResult, TogetherRequest, TogetherResult } from './commit';
import type { EarlierPayment, PayeeDetails } from '../domain/case/unusual/earlier-payment';
import type { FalsePositive } from '../domain/sanctions/false-positive';
import type { JsonObject } from '../domain/values/json';
import type { KeptContents, NamedFiles, ToolCallRecords, VersionText } from './evidence';
import type { PaymentCase } from '../domain/case/payment-case';
import type { PaymentRequest } from '../domain/payment/payment-request';
import type { Person } from '../domain/values/person';
import type { KeptToken, Replica, Subject, SubjectCommitRequest, SubjectCommitResult } from './house';

/** What a whole audit trail comes to: written down somewhere else, it tells later whether anything was taken off the end. */
export interface AuditVerdict {
  readonly count: number;
  /** Hash of the last event; null where there is none. */
  readonly head: string | null;
  /** Events of earlier releases, which did not seal the key and the input a change was asked with. */
  readonly unsealedKeys: number;
  /** Which the store cannot look at by itself. */
  readonly named: NamedFiles;
}

export interface Store extends ToolCallRecords, KeptContents {
  commit(request: CommitRequest): Promise<CommitResult>;
  commitSubject(request: SubjectCommitRequest): Promise<SubjectCommitResult>;
  commitTogether(request: TogetherRequest): Promise<TogetherResult>;
  findSubject(kind: SubjectKind, id: string): Promise<Subject | null>;
  /** All of that kind as they stand now, the first made first. */
  listSubjects(kind: SubjectKind): Promise<readonly Subject[]>;
  /** What a commit under that key and input left; null where there was none, or one with another input. */
  findRepeated(idempotencyKey: string, input: JsonObject): Promise<PaymentCase | null>;
  findCase(runId: string): Promise<PaymentCase | null>;
  /** The case as it stood at an earlier version. */
  findVersion(runId: string, version: number): Promise<PaymentCase | null>;
  /** Every version there was, the first first, as the very text that its event sealed. */
  readVersionTexts(runId: string): Promise<readonly VersionText[]>;
  findCaseByPayment(paymentId: string): Promise<PaymentCase | null>;
  /** Ids of payments that begin with these letters, in any case. */
  listPaymentIds(filter: { readonly beginning: string; readonly limit: number }): Promise<readonly string[]>;
  listCases(filter: CaseFilter): Promise<readonly PaymentCase[]>;
  /** Where these cases stand, in no order; those that are not there are left out. */
  listStanding(runIds: readonly string[]): Promise<readonly CaseStanding[]>;
  /** Which cases `listCases` would list, without what they say. */
  listRunIds(filter: RunIdFilter): Promise<readonly string[]>;
  /** What waiting and approved payments hold that are to leave on that UTC day (`2026-01-22`), all of them; what has not changed since the last time is the same in it. */
  readReservations(day: string): Promise<HeldAsOf>;
  /** Waiting cases in that place of people's lists, of each cutoff group those that are due first, in no order. */
  listWaiting(filter: WaitingFilter): Promise<{ readonly places: readonly WaitingCase[]; readonly isCut: boolean }>;
  /** Other payments with the same payee, account or nearly the same id, the newest first; a few hundred at most. */
  findEarlier(of: {
    readonly runId: string;
    readonly payment: PayeeDetails & Pick<PaymentRequest, 'payment_id'>;
  }): Promise<readonly EarlierPayment[]>;
  /** Who changed that payee's details in other payments, where none to these details has been approved; in no order. */
  findPayeeChangers(of: Pick<PaymentCase, 'runId' | 'payment'>): Promise<readonly Person[]>;
  /** Run ids the desk must come back to by that time (UTC milliseconds of business time), the first due first. */
  listDue(filter: { readonly nowMs: number; readonly limit: number }): Promise<readonly string[]>;
  /** Blocked payments that compliance has not acknowledged, the oldest first. */
  listToAcknowledge(limit: number): Promise<readonly PaymentCase[]>;
  /** Every false positive two people recorded with a case, expired ones too; the same list while none is added. */
  readFalsePositives(): Promise<readonly FalsePositive[]>;
  /** Run ids whose card is missing, or behind and due, or in doubt where that is asked for too; the oldest first. */
  listCardsDue(filter: CardsDueFilter): Promise<readonly string[]>;
  /** Cards that failed and still do not show their case, those given up first. */
  listUndelivered(limit: number): Promise<readonly UndeliveredCard[]>;
  /** Of payments: ascending seq, after the given one; of one run, or of all. Where there are more than the limit, the first of them, or the newest. */
  readEvents(filter: {
    readonly runId?: string;
    readonly afterSeq?: number;
    readonly limit: number;
    readonly which?: 'first' | 'newest';
  }): Promise<readonly AuditEvent[]>;
  /** Of payments and of the house: ascending seq, after the given one. */
  readChain(filter: {
    readonly afterSeq?: number;
    readonly limit: number;
    /** Only those of no payment. */
    readonly houseOnly?: boolean;
  }): Promise<readonly ChainEvent[]>;
  /** Everything recorded, held against everything else. Throws `store_corrupt` naming the first thing that is not as it was written. */
  verifyAudit(): Promise<AuditVerdict>;
  /** A stretch of the chain and of what its events left, after the link. Throws as `verifyAudit`. */
  verifyStretch(stretch: { readonly after: ChainLink; readonly limit: number }): Promise<readonly ChainEvent[]>;
  /** Null in an empty store. */
  lastEvent(): Promise<ChainEvent | null>;
  /** Every posting of the run's card, in order. */
  listCopies(runId: string): Promise<readonly CardCopy[]>;
  /** The chat somebody talks in from now on. */
  rememberChat(chat: PersonalChat): Promise<void>;
  /** Of those who have ever talked to the desk alone, in no order. */
  findChats(people: readonly Pick<Person, 'tenantId' | 'objectId'>[]): Promise<readonly PersonalChat[]>;
  /** What that chat or person reads from now on, on the disk. */
  chooseLanguage(chosenFor: string, language: string): Promise<ChosenLanguage>;
  /** What was chosen after that number, in order; some of what was chosen before it again. All of it after 0. */
  listChosenLanguages(after: number): Promise<readonly ChosenLanguage[]>;
  /** Those that are over are forgotten with it. */
  keepToken(token: KeptToken): Promise<void>;
  /** Null where it is over, or there never was one. */
  findToken(hash: string): Promise<JsonObject | null>;
  /** Of several at once one alone is told true. */
  dropToken(hash: string): Promise<boolean>;
  /** Whether this process may send that case's cards to that chat: nobody else may then, until it ends or has been silent for too long. */
  takeDelivery(taken: DeliveryTaken): Promise<DeliveryTurn>;
  endDelivery(taken: DeliveryTaken): Promise<void>;
  /**
   * All of them, whole or not at all. `known`: all of the run's, as they were listed; what is not among them is new. False, with nothing
   * written, where somebody else has added one since: two cards of one number would be one card.
   */
  saveCopies(copies: readonly CardCopy[], known?: readonly CardCopy[]): Promise<boolean>;
  /** Notes that this process is there. Gives the others that are, those that started first before the others. */
  noteReplica(replica: Replica): Promise<readonly Replica[]>;
  forgetReplica(id: string): Promise<void>;
  /** Whether this machine's clock and the database's are too far apart for both to be worked by. */
  isClockApart(): Promise<boolean>;
  /** Writes to the database and looks whether it still is the one that was opened. Throws `store_failed` where it is not. */
  probe(): Promise<void>;
  close(): Promise<void>;
}
