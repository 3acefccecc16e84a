/** What the chat edge may ask of the product. */
import type { ServiceStanding } from '../cards/answers/service-card';
import type { BundleLink, Cards } from '../cards/create-cards';
import type { RefusedPress } from '../cards/payment/payment-view';
import type { Card } from '../cards/templates';
import type { Words } from '../cards/words/words';
import type { AnswerQuestion } from '../app/questions/answer-question';
import type { ReadWorklist } from '../app/questions/read-worklist';
import type { ApproveRun } from '../app/payment-files/approve-run';
import type { ReadRun } from '../app/payment-files/read-run';
import type { TakeRun } from '../app/payment-files/take-run';
import type { ReleasePart } from '../app/requests/release-part';
import type { AskAgain } from '../app/requests/ask-again';
import type { CorrectPayment } from '../app/requests/correct-payment';
import type { AskWhatIf } from '../app/questions/ask-what-if';
import type { Delegations } from '../app/house/delegations';
import type { FollowDelegations } from '../app/house/follow-delegations';
import type { ActOnCase } from '../app/act-on-case';
import type { RequestPayment } from '../app/requests/request-payment';
import type { FindLastPaidAccount } from '../app/requests/last-paid-account';
import type { ReadPastedText } from '../app/requests/read-pasted-text';
import type { Understand } from '../app/requests/understand';
import type { CardDelivery, ShowOrLog } from '../app/delivery/card-delivery';
import type { NoteChat } from '../app/delivery/note-chat';
import type { LiquidityInput, LiquidityScreening } from '../domain/evidence/liquidity-screening';
import type { SanctionsScreening } from '../domain/evidence/sanctions-screening';
import type { CashPosition } from '../domain/liquidity/cash-position';
import type { Refusal } from '../domain/values/errors';
import type { Offer, OfferOrRefusal } from '../domain/case/machine/offer';
import type { InForce } from '../domain/case/in-force';
import type { Act } from '../domain/case/machine/refuse-act';
import type { PaymentCase } from '../domain/case/payment-case';
import type { BlockReport } from '../domain/policy/block-report';
import type { Member } from '../domain/values/person';
import type { CutoffAnswer } from '../domain/policy/cutoff/cutoff';
import type { CardSending } from '../ports/delivery';
import type { Clock, Log, RandomHex } from '../ports/process';
import type { Directory, LedgerSource, PolicySource } from '../ports/sources';
import type { Store } from '../ports/store';
import type { PaymentFileContent } from '../ports/payment-files';
import type { FetchFile } from './files/fetch-file';
import type { BundleOffers } from './files/file-consent';
import type { UploadFile } from './files/upload-file';
import type { TellPerson } from './cards/tell-person';
import type { NoteRefusal } from './note-refusal';
import type { Personas } from './people/personas';

/** Files of payments that come by chat. */
export interface PaymentRuns {
  readonly take: TakeRun;
  readonly read: ReadRun;
  readonly approve: ApproveRun;
  /** Large and hostile files keep nobody waiting. `name` is for people. */
  readonly readBytes: (
    name: string,
    bytes: Buffer,
  ) => Promise<{ readonly ok: true; readonly content: PaymentFileContent } | Refusal>;
  readonly fetchFile: FetchFile;
}

export interface Desk {
  readonly requestPayment: RequestPayment;
  readonly actOnCase: ActOnCase;
  readonly askAgain: AskAgain;
  readonly releasePart: ReleasePart;
  readonly correctPayment: CorrectPayment;
  readonly askWhatIf: AskWhatIf;
  readonly paymentRuns: PaymentRuns;
  readonly readWorklist: ReadWorklist;
  readonly showOrLog: ShowOrLog;
  /** A pressed card nobody has written down is one more to keep up to date. */
  readonly adoptCard: CardDelivery['adopt'];
  /** One more card of a payment for whoever asked to see it, kept current; false where the payment has no chat. */
  readonly openCard: CardDelivery['open'];
  /** Where somebody talks to the desk alone. */
  readonly noteChat: NoteChat;
  readonly delegations: Pick<Delegations, 'all' | 'give' | 'answer'>;
  /** Brings what waits to whoever has come to stand in for somebody. */
  readonly followDelegations: FollowDelegations;
  readonly tellPerson: TellPerson;
  readonly store: Pick<
    Store,
    'findCase' | 'findCaseByPayment' | 'listCases' | 'listCopies' | 'listToAcknowledge' | 'listSubjects'
  >;
  readonly ledger: LedgerSource;
  readonly policy: PolicySource;
  readonly clock: Clock;
  readonly randomHex: RandomHex;
  readonly noteRefusal: NoteRefusal;
  readonly log: Log;
  readonly cards: Cards;
  /** Those of the cards, for what the chat says itself. */
  readonly words: Words;
  /** With what may be done by that person; by somebody, where it is everybody's card. */
  readonly renderCase: (paymentCase: PaymentCase, viewer: Member | null, refused?: RefusedPress) => Promise<Card>;
  /** As that copy of its card is drawn: for whom it is alone, or for everybody. */
  readonly renderCopy: (
    paymentCase: PaymentCase,
    copy: Pick<CardSending, 'viewer' | 'isOwn'>,
    refused?: RefusedPress,
  ) => Promise<Card>;
  /** What one act takes from that person now, or why it is not to be had. */
  readonly offerOrRefusal: (act: Act, paymentCase: PaymentCase, who: Member) => Promise<OfferOrRefusal>;
  /** What a case's rules are looked up in now. */
  readonly inForce: (paymentCase: PaymentCase) => Promise<InForce>;
  readonly offersFor: (paymentCase: PaymentCase, who: Member | null) => Promise<readonly Offer[]>;
  /** Now, by the policy the payment's run keeps. */
  readonly cutoffFor: (paymentCase: PaymentCase) => CutoffAnswer;
  /** Until when a blocked payment is reported; null where nothing is to be. */
  readonly blockReportOf: (paymentCase: PaymentCase) => BlockReport | null;
  /** Where that person finds the payment's bundle for a while; null where the desk has no address for links. */
  readonly linkBundle: (paymentCase: PaymentCase, who: Member) => Promise<BundleLink | null>;
  /** Bundles as files; null where no client of this desk takes files. */
  readonly bundleOffers: BundleOffers | null;
  readonly uploadFile: UploadFile;
  readonly screenName: (name: string) => Promise<SanctionsScreening>;
  readonly assessLiquidity: (input: LiquidityInput) => Promise<{ ok: true; output: LiquidityScreening } | Refusal>;
  /** All accounts, added up in the currency given, or in policy's. */
  readonly cashPosition: (baseCurrency: string | null) => { position: CashPosition; ratesAsOf: string };
  /** What a sentence means; it starts nothing. */
  readonly understand: Understand;
  /** The same with what an agent adds to a pasted text, where one is asked. */
  readonly readPastedText: ReadPastedText;
  readonly findLastPaidAccount: FindLastPaidAccount;
  readonly people: Pick<Directory, 'members' | 'withRole'>;
  /** A question about policy or procedure, answered from both with its source, or not at all. */
  readonly answerQuestion: AnswerQuestion;
  /** Which list, ledger, policy and workflow are in force, and what fails. */
  readonly readService: () => Promise<ServiceStanding>;
  /** Null outside the local profile. */
  readonly personas: Personas | null;
}
