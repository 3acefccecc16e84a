/** Everything the desk is told by files: policy, people, watch list, ledger, procedures, agents and workflow, read and checked before anything starts. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readAgentFiles } from './agents/agent-files';
import { createEmbeddedRuntime } from './agents/embedded-runtime';
import { policyOfRun } from './app/policy-of-run';
import type { Config } from './config';
import type { Ledger } from './domain/liquidity/ledger';
import { termsOf, type LiquidityTerms } from './domain/liquidity/terms';
import type { Policy } from './domain/policy/policy';
import type { WatchList } from './domain/sanctions/watch-list';
import { createKnowledgeIndex, type KnowledgeIndex } from './domain/knowledge/search';
import type { AgentRuntime, Clock, Current, Directory, Log, Store, VersionedPolicySource } from './ports';
import { readKnowledgeFolder } from './sources/knowledge-folder';
import { readLedgerFolder } from './sources/ledger-folder';
import { readPeople } from './sources/people-file';
import { createPolicyInForce, policyVersionsFolder } from './sources/policy-in-force';
import { openScreeningData, type ScreeningData } from './screening-data';
import { createComputeLiquidityImpact, type ComputeLiquidityImpactDeps } from './tools/compute-liquidity-impact';
import { createScreenSanctions } from './tools/screen-sanctions';
import { createSearchTreasuryKb } from './tools/search-treasury-kb';
import { parseDefinition, type Definition } from './workflow/definition';

export type Tools = ReturnType<typeof createTools>;

/** What outlives a one-off command: where runs look up the policy they keep, and where changes to it are told. */
export interface ReferenceDataKeeping {
  readonly store: Pick<Store, 'findCase'>;
  readonly log: Log;
}

export interface ReferenceData {
  readonly policy: VersionedPolicySource;
  readonly directory: Directory;
  /** The lists in force now, as one. */
  readonly list: WatchList;
  readonly ledger: Current<Ledger>;
  /** What the policy in force says to the liquidity gate. */
  readonly terms: Current<LiquidityTerms>;
  readonly knowledge: KnowledgeIndex;
  readonly tools: Tools;
  readonly runtime: AgentRuntime;
  readonly definition: Definition;
}

/** Keys every run starts with; each step's output_key and workflow_state join them. */
const contextKeys = ['payment_request', 'computed'];

/** Throws the fault of the first source that cannot be used, naming file and reason. */
export function openReferenceData(config: Config, clock: Clock, keeping?: ReferenceDataKeeping): ReferenceData {
  const policy = createPolicyInForce({
    folder: config.policyDir,
    versionsFolder: keeping ? policyVersionsFolder(config.dataDir) : null,
    log: keeping?.log ?? silent,
  });
  const directory = readPeople(config.peopleFile, policy.current().roles);
  const screening = openScreeningData(config, clock);
  const ledger = inForce(readLedgerFolder(config.ledgerDir));
  const terms = termsInForce(policy);
  const knowledge = createKnowledgeIndex(readKnowledgeFolder(config.knowledgeDir));
  const tools = createTools(config, policy, screening, { ledger, terms }, knowledge);
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
    terms,
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
  knowledge: KnowledgeIndex,
) {
  return {
    sanctions: createScreenSanctions({
      ...screening,
      maxListAgeDays: () =>
        policy.current().sanctions.max_list_age_days[config.profile === 'local' ? 'demo' : 'production'],
    }),
    liquidity: createComputeLiquidityImpact(liquidity),
    knowledge: createSearchTreasuryKb({ knowledge: inForce(knowledge) }),
  };
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
