/** Everything the desk is told by files: policy, people, watch list, ledger, procedures, agents and workflow, read and checked before anything starts. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readAgentFiles } from './agents/agent-files';
import { createEmbeddedRuntime } from './agents/embedded-runtime';
import type { Config } from './config';
import { Fault } from './domain/errors';
import type { Ledger } from './domain/liquidity/ledger';
import type { Policy } from './domain/policy/policy';
import { createScreener } from './domain/sanctions/screen-party';
import type { WatchList } from './domain/sanctions/watch-list';
import { createKnowledgeIndex } from './domain/knowledge/search';
import type { AgentRuntime, Clock, Current, Directory } from './ports';
import { readKnowledgeFolder } from './sources/knowledge-folder';
import { readLedgerFolder } from './sources/ledger-folder';
import { readOfacList } from './sources/ofac-list';
import { readPeople } from './sources/people-file';
import { readPolicyFolder } from './sources/policy-folder';
import { createComputeLiquidityImpact } from './tools/compute-liquidity-impact';
import { createScreenSanctions } from './tools/screen-sanctions';
import { createSearchTreasuryKb } from './tools/search-treasury-kb';
import { parseDefinition, type Definition } from './workflow/definition';

export type Tools = ReturnType<typeof createTools>;

export interface ReferenceData {
  readonly policy: Current<Policy>;
  readonly directory: Directory;
  readonly list: WatchList;
  readonly ledger: Current<Ledger>;
  readonly tools: Tools;
  readonly runtime: AgentRuntime;
  readonly definition: Definition;
}

/** Keys every run starts with; each step's output_key and workflow_state join them. */
const contextKeys = ['payment_request', 'computed'];

/** Throws the fault of the first source that cannot be used, naming file and reason. */
export function openReferenceData(config: Config, clock: Clock): ReferenceData {
  const policy = inForce(readPolicyFolder(config.policyDir));
  const directory = readPeople(config.peopleFile, policy.current().roles);
  const list = readOfacList(config.sanctionsListDir, { listDate: config.sanctionsListDate });
  if (list.isDemo && config.profile === 'production') {
    throw new Fault(
      'configuration_invalid',
      `${config.sanctionsListDir} is the demo list; production needs a published one in SANCTIONS_LIST_DIR.`,
    );
  }
  const ledger = inForce(readLedgerFolder(config.ledgerDir));
  const tools = createTools(config, policy, list, ledger);
  const runtime = createEmbeddedRuntime({ agents: readAgentFiles(config.agentsDir), tools, policy, clock });
  const definition = parseDefinition({
    file: path.relative(process.cwd(), config.workflowFile),
    text: readFileSync(config.workflowFile, 'utf8'),
    agentRefs: runtime.agents.map(({ name }) => name),
    contextKeys,
  });
  return { policy, directory, list, ledger, tools, runtime, definition };
}

function createTools(config: Config, policy: Current<Policy>, list: WatchList, ledger: Current<Ledger>) {
  const knowledge = createKnowledgeIndex(readKnowledgeFolder(config.knowledgeDir));
  const ageLimits = policy.current().sanctions.max_list_age_days;
  return {
    sanctions: createScreenSanctions({
      screener: inForce(createScreener(list)),
      maxListAgeDays: () => ageLimits[config.profile === 'local' ? 'demo' : 'production'],
    }),
    liquidity: createComputeLiquidityImpact({ ledger }),
    knowledge: createSearchTreasuryKb({ knowledge: inForce(knowledge) }),
  };
}

function inForce<T>(value: T): Current<T> {
  return { current: () => value };
}
