/** What `/status` without a payment says: what needs somebody's hand first, then what is in force. */
import type { OutOfStep } from '../../ports/house';
import type { FaultCode } from '../../domain/values/errors';
import type { EndingCalendar } from '../../domain/policy/cutoff/ending-calendars';
import type { UndeliveredCard } from '../../ports/delivery';
import type { ServiceSource } from '../words/english/service';
import type { Words } from '../words/words';
import type { ShortAnswer } from './answer-card';

/** `why` quotes a file or a bank's figures: it is told as it was found, in English. */
export type ServiceTrouble =
  | { readonly what: 'takes_no_work'; readonly reasons: readonly OutOfStep[] }
  /** `code` null: it takes too long. */
  | { readonly what: 'duty_fails'; readonly duty: string; readonly code: FaultCode | null }
  /** `file` null: the inbox itself cannot be looked through. */
  | { readonly what: 'statement_stuck'; readonly file: string | null }
  | ({ readonly what: 'card_undelivered' } & Pick<UndeliveredCard, 'paymentId' | 'state' | 'lastAnswer'>)
  | { readonly what: 'more_cards_undelivered' }
  | { readonly what: 'not_in_force'; readonly of: ServiceSource; readonly why: string }
  | { readonly what: 'roles_nobody_holds'; readonly roles: readonly string[] }
  | { readonly what: 'ledger_being_read' }
  | { readonly what: 'not_proven'; readonly accountId: string; readonly currency: string; readonly why: string }
  | { readonly what: 'entries_wait'; readonly count: number }
  | ({ readonly what: 'calendar_ends' } & EndingCalendar);

export interface ServiceStanding {
  readonly troubles: readonly ServiceTrouble[];
  /** `published`: `2026-01-21`, null where nobody knows. */
  readonly list: { readonly name: string; readonly entries: number; readonly published: string | null };
  readonly ledger: {
    readonly name: string;
    readonly day: string | null;
    /** ISO 8601, UTC; null where the age is not known. */
    readonly asOf: string | null;
    readonly hasOwnBuffers: boolean;
  };
  /** The beginning of its fingerprint. */
  readonly policy: string;
  readonly workflow: { readonly name: string; readonly version: string };
  readonly isDemoDay: boolean;
}

/** What is in force stays in sight below them; the log names all. */
const namedTroubles = 16;

export function serviceAnswer(standing: ServiceStanding, words: Words): ShortAnswer {
  const { service } = words;
  const { troubles, list, ledger, policy, workflow, isDemoDay } = standing;
  const more = troubles.length - namedTroubles;
  return {
    title: service.title,
    lines: [
      ...troubles.slice(0, namedTroubles).map((trouble) => `⚠ ${troubleText(trouble, words)}`),
      ...(more > 0 ? [service.moreTroubles(more)] : []),
      service.list(list.name, list.entries, list.published === null ? null : words.show.day(list.published)),
      service.ledger(
        ledger.name,
        ledger.day === null ? null : words.show.day(ledger.day),
        ledger.asOf === null ? null : words.show.instant(ledger.asOf),
      ),
      service.buffers(ledger.hasOwnBuffers),
      service.rules(policy, workflow.name, workflow.version),
      ...(isDemoDay ? [service.demoDay] : []),
    ],
  };
}

function outOfStepText(reason: OutOfStep, { service }: Words): string {
  const say = service.outOfStep;
  switch (reason.what) {
    case 'reads_other':
      return say.readsOther(reason.of);
    case 'older_release':
      return say.olderRelease(reason.than);
    case 'clock_apart':
      return say.clockApart;
  }
}

function troubleText(trouble: ServiceTrouble, words: Words): string {
  const say = words.service.troubles;
  switch (trouble.what) {
    case 'takes_no_work':
      return [say.takesNoWork, ...trouble.reasons.map((reason) => outOfStepText(reason, words))].join(' ');
    case 'duty_fails':
      return say.dutyFails(
        words.service.duties[trouble.duty] ?? trouble.duty,
        trouble.code === null ? say.takesTooLong : words.fault(trouble.code),
      );
    case 'statement_stuck':
      return trouble.file === null ? say.inboxUnread : say.statementStuck(trouble.file);
    case 'card_undelivered':
      return say.cardUndelivered(trouble.paymentId, trouble.lastAnswer, trouble.state === 'given_up');
    case 'more_cards_undelivered':
      return say.moreCardsUndelivered;
    case 'not_in_force':
      return say.notInForce(trouble.of, trouble.why);
    case 'roles_nobody_holds':
      return say.rolesNobodyHolds(trouble.roles.join(', '));
    case 'ledger_being_read':
      return say.ledgerBeingRead;
    case 'not_proven':
      return say.notProven(`${trouble.accountId} ${trouble.currency}`, trouble.why);
    case 'entries_wait':
      return say.entriesWait(trouble.count);
    case 'calendar_ends':
      return say.calendarEnds(trouble.users.join(', '), trouble.name, words.show.day(trouble.lastDay));
  }
}
