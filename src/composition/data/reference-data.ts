/** Everything the desk is told by files: policy, people, watch list, ledger, procedures, agents and workflow, read and checked before anything starts. */
import { placeInLedger } from '../../domain/case/run/place-in-ledger';
import { policyOfRun } from '../../app/review/policy-of-run';
import { createReadReservations, type ReadReservations } from '../../app/waiting/read-reservations';
import type { Config } from '../config/config';
import { createRuntime, type HostedAgents } from '../serve/hosted-agents';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { nothingHeld } from '../../domain/liquidity/held/held-set';
import { termsOf, type LiquidityTerms } from '../../domain/liquidity/terms';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Policy } from '../../domain/policy/policy';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import type { AgentProfile, AgentRuntime } from '../../ports/agents';
import type { Clock, Log } from '../../ports/process';
import type { Current, KnowledgeSource, VersionedPolicySource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import { untold, type Telemetry } from '../../ports/telemetry';
import { createPeopleInForce, type PeopleInForce } from '../../sources/policy/people-in-force';
import type { TakeInbox } from '../../sources/statements/inbox-aside';
import { createPolicyInForce, policyVersionsFolder } from '../../sources/policy/policy-in-force';
import { openKnowledge, openRunbooks, type Runbooks } from './runbooks';
import { openLedgerData, type LedgerData } from './ledger-data';
import { joinFalsePositives, type FalsePositives } from './join-false-positives';
import { createCheckProcedures } from '../../tools/check-procedures';
import { createTools, type Tools } from './create-tools';
import { listAgeLimit, openScreeningData } from './screening-data';
import { tellOfTool } from '../serve/tell-of-work';
import {
  contextKeys,
  createWorkflowInForce,
  workflowVersionsFolder,
  type WorkflowInForce,
  type WorkflowInForceDeps,
} from './workflow-in-force';

export interface ReferenceDataOptions {
  /** Where runs look up the policy they keep, which outlives a one-off command; left out, all runs are of the one in force. */
  readonly store?: Pick<Store, 'findCase' | 'readReservations' | 'readFalsePositives' | 'isKept'>;
  /** The project whose agents are asked; left out or null, the embedded ones are. */
  readonly hosted?: HostedAgents | null;
  /** Where what is refused or changes is told; left out, nobody is. */
  readonly log?: Log;
  /** Lets the process do other work between the slices of a large ledger; left out, it is read in one go. */
  readonly turn?: () => Promise<void>;
  /** Left out: statements are taken in a thread of their own. */
  readonly takeInbox?: TakeInbox;
  /** Hears of agents and tools at work; left out, nobody does. */
  readonly telemetry?: Telemetry;
}

export interface ReferenceData extends Omit<LedgerData, 'look'> {
  readonly policy: VersionedPolicySource;
  readonly directory: PeopleInForce;
  /** The lists in force now, as one. */
  readonly list: WatchList;
  /** What has to be looked at again and again, by what `/status` calls it; what is bad is logged, and the last good one stays. */
  readonly looks: readonly { readonly name: string; readonly look: () => void | Promise<void> }[];
  /** All of them now, each for itself; what fails is told by whoever looks regularly. */
  refresh(): Promise<void>;
  /** By the policy in force; null where age does not count. */
  readonly maxListAgeDays: () => number | null;
  /** What the policy in force says to the liquidity gate. */
  readonly terms: Current<LiquidityTerms>;
  /** What the policy says that a case's run keeps. Throws `policy_invalid` where that is not kept here any more. */
  readonly termsOf: (paymentCase: PaymentCase) => LiquidityTerms;
  /** What waiting and approved payments hold on the ledger's day; nothing where no store is kept. */
  readonly reservations: ReadReservations;
  /** The sections of the knowledge folder, with what they quote of the policy in force. */
  readonly knowledge: Runbooks;
  /** Where sections are found: that folder, or the search service configured. */
  readonly knowledgeSource: KnowledgeSource;
  readonly tools: Tools;
  /** What two people recorded by button, and what stands in the file. */
  readonly falsePositives: FalsePositives;
  readonly runtime: AgentRuntime;
  readonly definition: WorkflowInForce;
}

/** Throws the fault of the first source that cannot be used, naming file and reason. */
export function openReferenceData(
  config: Config,
  clock: Clock,
  { store, hosted = null, log = silent, turn, takeInbox, telemetry = untold }: ReferenceDataOptions = {},
): ReferenceData {
  const policy = createPolicyInForce({
    folder: config.policyDir,
    versionsFolder: store ? policyVersionsFolder(config.dataDir) : null,
    log,
  });
  const directory = createPeopleInForce({ file: config.peopleFile, roles: () => policy.current().roles, log });
  const screening = openScreeningData(config, clock);
  const { look: lookAtLedger, ...ledgerData } = openLedgerData({ config, policy, clock, turn, takeInbox, log });
  const { ledger } = ledgerData;
  const termsUnder = keepTerms();
  const policyOf = policyOfRunIn(store, policy);
  const reservations = store ? createReadReservations({ store, ledger, clock }) : holdsNothing;
  const knowledge = openRunbooks(config.knowledgeDir, policy);
  const knowledgeSource = openKnowledge(config, knowledge, log);
  const maxListAgeDays = () => listAgeLimit(policy.current(), config);
  const falsePositives = joinFalsePositives(screening, store);
  const tools = createTools({
    screening: { screener: screening.screener, falsePositives, maxListAgeDays, policy },
    liquidity: {
      ledger,
      ofRun: async (runId) => {
        const run = await store?.findCase(runId);
        return { terms: termsUnder(policyUnder(policy, run)), ...placeOfRun(run, ledger) };
      },
      reservations,
      isKept: store && ((hash) => store.isKept(hash)),
    },
    knowledge: knowledgeSource,
    telemetry,
  });
  const procedureCheck = tellOfTool(createCheckProcedures(), telemetry);
  const { agentsDir, toolKey } = config;
  const asked = { tools, procedureCheck, policy, clock, policyOfRun: policyOf };
  const runtime = createRuntime({ agentsDir, toolKey, hosted, log, telemetry, ...asked });
  const definition = createWorkflowInForce({
    file: config.workflowFile,
    versionsFolder: store ? workflowVersionsFolder(config.dataDir) : null,
    known: knownToWorkflows(runtime.agents),
    log,
  });
  const looks = [
    {
      name: 'policy files',
      look: () => {
        policy.reload();
      },
    },
    {
      name: 'people file',
      look: () => {
        directory.reload();
      },
    },
    {
      name: 'workflow file',
      look: () => {
        definition.reload();
      },
    },
    { name: 'statements and ledger', look: lookAtLedger },
  ];
  return {
    policy,
    directory,
    get list() {
      return screening.screener.current().list;
    },
    ...ledgerData,
    looks,
    refresh: () => lookAtAll(looks),
    maxListAgeDays,
    terms: { current: () => termsUnder(policy.current()) },
    termsOf: (paymentCase) => termsUnder(policyOfRun(policy, paymentCase)),
    reservations,
    knowledge,
    knowledgeSource,
    tools,
    falsePositives,
    runtime,
    definition,
  };
}

/** What a workflow may name. */
export function knownToWorkflows(agents: readonly AgentProfile[]): WorkflowInForceDeps['known'] {
  return { agentRefs: agents.map(({ name }) => name), contextKeys };
}

async function lookAtAll(looks: ReferenceData['looks']): Promise<void> {
  await Promise.all(looks.map(({ look }) => attempt(look)));
}

/** One source that cannot be looked at keeps nobody from the others. */
async function attempt(look: () => void | Promise<void>): Promise<void> {
  try {
    await look();
  } catch {
    // The duty that looks every few seconds meets the same and reports it.
  }
}

function policyOfRunIn(store: Pick<Store, 'findCase'> | undefined, policy: VersionedPolicySource) {
  return async (runId: string): Promise<Policy> => policyUnder(policy, await store?.findCase(runId));
}

/** What the run keeps; that in force for a run nobody knows. */
function policyUnder(policy: VersionedPolicySource, run: PaymentCase | null | undefined): Policy {
  return run ? policyOfRun(policy, run) : policy.current();
}

function placeOfRun(run: PaymentCase | null | undefined, ledger: Current<Ledger>) {
  return run ? { place: placeInLedger(run, ledger.current()) } : {};
}

/** Terms keep what they worked out, so each policy has its own for as long as it lives. */
function keepTerms(): (policy: Policy) => LiquidityTerms {
  const kept = new WeakMap<Policy, LiquidityTerms>();
  return (policy) => {
    const terms = kept.get(policy) ?? termsOf(policy);
    kept.set(policy, terms);
    return terms;
  };
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const holdsNothing: ReadReservations = () => Promise.resolve(nothingHeld);
