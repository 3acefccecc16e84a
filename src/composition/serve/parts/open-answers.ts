/** What a chat may ask beside payments: a name, a balance, a rule, and what is in force. */
import { createAnswerQuestion } from '../../../app/questions/answer-question';
import { createFoundryIntake } from '../../../agents/foundry/foundry-intake';
import { createFindLastPaidAccount } from '../../../app/requests/last-paid-account';
import { createReadPastedText, type AskIntake } from '../../../app/requests/read-pasted-text';
import { createKnownThings, createUnderstand } from '../../../app/requests/understand';
import { assessLiquidity } from '../../../domain/liquidity/assess-liquidity';
import { cashPosition } from '../../../domain/liquidity/cash-position';
import { baseCurrencyOf } from '../../../domain/liquidity/terms';
import { reserve } from '../../../domain/liquidity/held/reserve';
import { endingCalendars } from '../../../domain/policy/cutoff/ending-calendars';
import type { Clock, Log, RandomHex, Store } from '../../../ports';
import type { HostedAgents } from '../hosted-agents';
import type { Desk } from '../../../teams/desk';
import type { ReferenceData } from '../../data/reference-data';

export type Answers = Pick<
  Desk,
  | 'understand'
  | 'readPastedText'
  | 'findLastPaidAccount'
  | 'people'
  | 'screenName'
  | 'assessLiquidity'
  | 'cashPosition'
  | 'answerQuestion'
  | 'describeService'
>;

export interface AnswerParts {
  readonly data: ReferenceData;
  readonly store: Pick<Store, 'findEarlier'>;
  /** Null where the agents are embedded: then the reader reads alone. */
  readonly hosted: HostedAgents | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomHex: RandomHex;
  /** What needs somebody's hand; it comes first. */
  readonly describeTrouble: () => Promise<readonly string[]>;
  /** Takes in what changed outside; large files come into force when they are read. */
  readonly lookAtData: () => Promise<void>;
}

export function openAnswers({
  data,
  store,
  hosted,
  clock,
  log,
  randomHex,
  describeTrouble,
  lookAtData,
}: AnswerParts): Answers {
  const call = (kind: string) => ({ runId: `${kind}-${randomHex(6)}`, nowMs: clock.now() });
  return {
    understand: createUnderstand({ ...data, clock }),
    readPastedText: createReadPastedText({
      ask: askIntake(hosted, clock),
      known: createKnownThings({ ...data, clock }),
      clock,
      log,
    }),
    findLastPaidAccount: createFindLastPaidAccount(store),
    people: data.directory,
    screenName: (name) => data.tools.sanctions.run({ name }, call('SCREEN')),
    assessLiquidity: async (input) =>
      assessLiquidity(reserve(data.ledger.current(), await data.reservations(), null), input, {
        ...call('LIQUIDITY'),
        terms: data.terms.current(),
      }),
    cashPosition: (asked) => {
      const { rate, ratesAsOf, table } = data.terms.current();
      const baseCurrency = asked ?? baseCurrencyOf({ table });
      return { position: cashPosition(data.ledger.current(), { nowMs: clock.now(), baseCurrency, rate }), ratesAsOf };
    },
    answerQuestion: createAnswerQuestion({
      policy: data.policy,
      knowledge: data.knowledgeSource,
      fit: (found, question) => data.knowledge.current().fit(found, question),
      clock,
      log,
    }),
    describeService: async () => {
      // Whoever just changed a rule or a ledger asks here whether it counts: sooner than the next sweep.
      await lookAtData();
      return [...(await describeTrouble()), describeService(data, clock)].join(' ');
    },
  };
}

function askIntake(hosted: HostedAgents | null, clock: Pick<Clock, 'recordedNow'>): AskIntake | null {
  if (!hosted?.intake) return null;
  const { intake: file, project, lock } = hosted;
  return createFoundryIntake({ file, project, lock, nowMs: () => clock.recordedNow() });
}

function describeService(data: ReferenceData, clock: Clock): string {
  const { list, ledger, ledgerRefused, policy, knowledge, directory, definition } = data;
  const { name: workflow, version } = definition.current();
  const { name: ledgerName, day, asOf, hasOwnBuffers } = ledger.current();
  const refused = ledgerRefused();
  const unheld = directory.rolesNobodyHolds();
  const age = asOf === null ? 'of unknown age' : `as of ${asOf}`;
  return [
    // What needs somebody's hand comes first.
    ...policy.problems().map(({ message }) => `A changed policy is not in force: ${message}.`),
    ...definition.problems().map(({ message }) => `A changed workflow is not in force: ${message}.`),
    ...knowledge.problems().map(({ message }) => `A runbook is behind the policy: ${message}.`),
    ...directory.problems().map(({ message }) => `A changed people file is not in force: ${message}.`),
    ...(unheld.length === 0 ? [] : [`Nobody holds ${unheld.join(', ')}: a payment that asks for it waits in vain.`]),
    ...(refused === null ? [] : [`A changed ledger is not in force: ${refused}.`]),
    ...describeStatements(data),
    ...endingCalendars(policy.current(), clock.now()),
    `Watch list ${list.name}, ${list.entries.length} entries, published ${list.listDate ?? 'on an unknown day'}.`,
    `Ledger ${ledgerName}, day ${day ?? 'unknown'}, ${age}, ${hasOwnBuffers ? 'with its own buffers' : 'buffers of the policy'}.`,
    `Policy ${policy.current().fingerprint.slice(0, 12)}, workflow ${workflow} ${version}.`,
    clock.isDemoDay ? 'DEMO DAY: business time is simulated.' : '',
  ]
    .join(' ')
    .trim();
}

/** Accounts that do not add up and entries that wait are named first and counted; the rest is a command away. */
function describeStatements({ ledger, isLedgerRead }: ReferenceData): string[] {
  const current = ledger.current();
  const unproven = current.proofs().filter(({ state }) => state === 'not_proven');
  const open = current.openEntries().length;
  const waits = open === 1 ? 'entry of a statement waits' : 'entries of statements wait';
  return [
    ...(isLedgerRead() ? ['A changed ledger is being read; until then the one before counts.'] : []),
    ...unproven.map(
      ({ accountId, currency, why }) => `${accountId} ${currency} is not proven, and nothing is released on it: ${why}`,
    ),
    ...(open === 0 ? [] : [`${open} ${waits} for somebody: desk statements unmatched.`]),
  ];
}
