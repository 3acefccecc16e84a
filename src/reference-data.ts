/** Everything the desk is told by files: policy, people, watch list, ledger, procedures, agents and workflow, read and checked before anything starts. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readAgentFiles } from './agents/agent-files';
import { createEmbeddedRuntime } from './agents/embedded-runtime';
import { createApprovedReservations, type ApprovedReservations } from './app/approved-reservations';
import { policyOfRun } from './app/policy-of-run';
import type { Config } from './config';
import type { Ledger } from './domain/liquidity/ledger';
import { termsOf, type LiquidityTerms } from './domain/liquidity/terms';
import type { Policy } from './domain/policy/policy';
import type { WatchList } from './domain/sanctions/watch-list';
import { createKnowledgeIndex, type KnowledgeIndex } from './domain/knowledge/search';
import type {
  AgentRuntime,
  Clock,
  Current,
  Directory,
  KnowledgeSource,
  Log,
  Store,
  VersionedPolicySource,
} from './ports';
import { createAzureKnowledge } from './sources/azure-knowledge';
import { connectAzureSearch } from './sources/azure-search';
import { createIndexedKnowledge } from './sources/indexed-knowledge';
import { readKnowledgeFolder } from './sources/knowledge-folder';
import { openWatchedLedger } from './sources/ledger-source';
import { readPeople } from './sources/people-file';
import { takeInbox } from './sources/statement-inbox';
import { createPolicyInForce, policyVersionsFolder } from './sources/policy-in-force';
import { openScreeningData, type ScreeningData } from './screening-data';
import { createComputeLiquidityImpact, type ComputeLiquidityImpactDeps } from './tools/compute-liquidity-impact';
import { createScreenSanctions } from './tools/screen-sanctions';
import { createSearchTreasuryKb } from './tools/search-treasury-kb';
import { parseDefinition, type Definition } from './workflow/definition';

export type Tools = ReturnType<typeof createTools>;

/** What outlives a one-off command: where runs look up the policy they keep, and where changes to it are told. */
export interface ReferenceDataKeeping {
  readonly store: Pick<Store, 'findCase' | 'listCases'>;
  readonly log: Log;
}

export interface ReferenceData {
  readonly policy: VersionedPolicySource;
  readonly directory: Directory;
  /** The lists in force now, as one. */
  readonly list: WatchList;
  readonly ledger: Current<Ledger>;
  /** Looks for a changed policy, new statements and a changed ledger; what is bad is logged, and the last good one stays. */
  refresh(): void;
  /** What the policy in force says to the liquidity gate. */
  readonly terms: Current<LiquidityTerms>;
  /** What approved payments hold; nothing where no store is kept. */
  readonly reservations: ApprovedReservations;
  /** The sections of the knowledge folder, which chat answers cite. */
  readonly knowledge: KnowledgeIndex;
  readonly tools: Tools;
  readonly runtime: AgentRuntime;
  readonly definition: Definition;
}

/** A statement nobody has written to for this long is complete. */
const settledAfterMs = 5_000;

/** Keys every run starts with; each step's output_key and workflow_state join them. */
const contextKeys = ['payment_request', 'computed'];

/** Throws the fault of the first source that cannot be used, naming file and reason. */
export function openReferenceData(config: Config, clock: Clock, keeping?: ReferenceDataKeeping): ReferenceData {
  const log = keeping?.log ?? silent;
  const policy = createPolicyInForce({
    folder: config.policyDir,
    versionsFolder: keeping ? policyVersionsFolder(config.dataDir) : null,
    log,
  });
  const directory = readPeople(config.peopleFile, policy.current().roles);
  const screening = openScreeningData(config, clock);
  const ledger = openWatchedLedger(config.ledgerDir, log);
  const terms = termsInForce(policy);
  const reservations = keeping ? createApprovedReservations(keeping.store) : nothingApproved;
  const knowledge = createKnowledgeIndex(readKnowledgeFolder(config.knowledgeDir));
  const tools = createTools(
    config,
    policy,
    screening,
    { ledger, terms, reservations },
    knowledgeSource(config, knowledge, log),
  );
  const runtime = createEmbeddedRuntime({
    agents: readAgentFiles(config.agentsDir),
    tools,
    policy,
    clock,
    ...(keeping ? { policyOfRun: policyOfRunIn(keeping.store, policy) } : {}),
  });
  const definition = parseDefinition({
    file: path.relative(process.cwd(), config.workflowFile),
    text: readFileSync(config.workflowFile, 'utf8'),
    agentRefs: runtime.agents.map(({ name }) => name),
    contextKeys,
  });
  return {
    policy,
    directory,
    get list() {
      return screening.screener.current().list;
    },
    ledger,
    refresh: () => {
      policy.reload();
      for (const { file, problems } of takeInbox(config.ledgerDir, clock.recordedNow() - settledAfterMs))
        log.info({ file, problems }, 'a statement was taken from the inbox');
      ledger.refresh();
    },
    terms,
    reservations,
    knowledge,
    tools,
    runtime,
    definition,
  };
}

function policyOfRunIn(store: Pick<Store, 'findCase'>, policy: VersionedPolicySource) {
  return async (runId: string): Promise<Policy> => {
    const run = await store.findCase(runId);
    return run ? policyOfRun(policy, run) : policy.current();
  };
}

function createTools(
  config: Config,
  policy: Current<Policy>,
  screening: ScreeningData,
  liquidity: ComputeLiquidityImpactDeps,
  knowledge: KnowledgeSource,
) {
  return {
    sanctions: createScreenSanctions({
      ...screening,
      maxListAgeDays: () =>
        policy.current().sanctions.max_list_age_days[config.profile === 'local' ? 'demo' : 'production'],
    }),
    liquidity: createComputeLiquidityImpact(liquidity),
    knowledge: createSearchTreasuryKb({ knowledge }),
  };
}

function knowledgeSource({ knowledgeService: service }: Config, folder: KnowledgeIndex, log: Log): KnowledgeSource {
  return service === null
    ? createIndexedKnowledge(inForce(folder))
    : createAzureKnowledge({ index: service.index, connect: () => connectAzureSearch(service), log });
}

/** The terms keep what they worked out, so they are made anew only when the policy is another one. */
function termsInForce(policy: Current<Policy>): Current<LiquidityTerms> {
  let source = policy.current();
  let terms = termsOf(source);
  return {
    current() {
      if (policy.current() !== source) {
        source = policy.current();
        terms = termsOf(source);
      }
      return terms;
    },
  };
}

function inForce<T>(value: T): Current<T> {
  return { current: () => value };
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const nothingApproved: ApprovedReservations = () => Promise.resolve([]);
