/** What needs somebody's hand, and what is in force: as `/status` tells it. */
import type { KeepInStep } from '../../app/house/keep-in-step';
import type { ServiceStanding, ServiceTrouble } from '../../cards/answers/service-card';
import type { ServiceSource } from '../../cards/words/english/service';
import { endingCalendars } from '../../domain/policy/cutoff/ending-calendars';
import type { Problem } from '../../domain/values/errors';
import type { Duties } from '../../jobs/duties';
import type { Clock } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { ReferenceData } from '../data/reference-data';
import { undeliveredWorthTelling } from './undelivered';

export interface ServiceDeps {
  readonly duties: Pick<Duties, 'states'>;
  readonly store: Pick<Store, 'listUndelivered'>;
  readonly data: ReferenceData;
  readonly inStep: Pick<KeepInStep, 'reasons'>;
  readonly clock: Pick<Clock, 'now' | 'isDemoDay'>;
}

/** A card of `/status` holds a few lines; the log has the rest. */
const namedCards = 5;
const namedStatements = 5;
const longestFileName = 60;
const shortFingerprint = 12;

export async function readService(deps: ServiceDeps): Promise<ServiceStanding> {
  const { data, clock } = deps;
  const { list, ledger, policy, definition } = data;
  const { name, day, asOf, hasOwnBuffers } = ledger.current();
  const { name: workflow, version } = definition.current();
  return {
    troubles: [
      ...troublesAtWork(deps),
      ...(await undeliveredCards(deps.store)),
      ...troublesOfData(data),
      ...endingCalendars(policy.current(), clock.now()).map((one) => ({ what: 'calendar_ends', ...one }) as const),
    ],
    list: { name: list.name, entries: list.entries.length, published: list.listDate },
    ledger: { name, day, asOf, hasOwnBuffers },
    policy: policy.current().fingerprint.slice(0, shortFingerprint),
    workflow: { name: workflow, version },
    isDemoDay: clock.isDemoDay,
  };
}

/** Duties that fail, and statements nobody can take. */
export function troublesAtWork({
  duties,
  data,
  inStep,
}: Pick<ServiceDeps, 'duties' | 'inStep'> & {
  readonly data: Pick<ReferenceData, 'stuckStatements'>;
}): readonly ServiceTrouble[] {
  const reasons = inStep.reasons();
  return [
    ...(reasons.length > 0 ? [{ what: 'takes_no_work', reasons } as const] : []),
    ...duties
      .states()
      .filter(({ code, isStuck }) => code !== null || isStuck)
      .map(({ name, code }) => ({ what: 'duty_fails', duty: name, code }) as const),
    ...data
      .stuckStatements()
      .slice(0, namedStatements)
      .map(({ file }) => ({ what: 'statement_stuck', file: file?.slice(0, longestFileName) ?? null }) as const),
  ];
}

async function undeliveredCards(store: Pick<Store, 'listUndelivered'>): Promise<readonly ServiceTrouble[]> {
  const undelivered = await undeliveredWorthTelling(store);
  const named = undelivered
    .slice(0, namedCards)
    .map(({ paymentId, state, lastAnswer }) => ({ what: 'card_undelivered', paymentId, state, lastAnswer }) as const);
  return undelivered.length > namedCards ? [...named, { what: 'more_cards_undelivered' }] : named;
}

function troublesOfData(data: ReferenceData): readonly ServiceTrouble[] {
  const { policy, definition, knowledge, directory, ledger } = data;
  const refused = data.ledgerRefused();
  const unheld = directory.rolesNobodyHolds();
  const unproven = ledger
    .current()
    .proofs()
    .filter(({ state }) => state === 'not_proven');
  const waiting = ledger.current().openEntries().length;
  return [
    ...notInForce('policy', policy.problems()),
    ...notInForce('workflow', definition.problems()),
    ...notInForce('runbooks', knowledge.problems()),
    ...notInForce('people', directory.problems()),
    ...(unheld.length === 0 ? [] : [{ what: 'roles_nobody_holds', roles: unheld } as const]),
    ...(refused === null ? [] : [{ what: 'not_in_force', of: 'ledger', why: refused } as const]),
    ...(data.isLedgerRead() ? [{ what: 'ledger_being_read' } as const] : []),
    ...unproven.map(({ accountId, currency, why }) => ({ what: 'not_proven', accountId, currency, why }) as const),
    ...(waiting === 0 ? [] : [{ what: 'entries_wait', count: waiting } as const]),
  ];
}

function notInForce(of: ServiceSource, problems: readonly Problem[]): readonly ServiceTrouble[] {
  return problems.map(({ message }) => ({ what: 'not_in_force', of, why: message }));
}
