/** What an agent is in Azure AI Foundry: the whole definition of one version, made from its file, and the hash it is known by. */
import type { z } from 'zod';
import { liquidityScreeningSchema } from '../../domain/evidence/liquidity-screening';
import { operationalProceduresSchema } from '../../domain/evidence/operational-procedures';
import { sanctionsScreeningSchema } from '../../domain/evidence/sanctions-screening';
import { toolNames } from '../../domain/evidence/wire-names';
import { Fault } from '../../domain/values/errors';
import { fingerprint, type JsonObject } from '../../domain/values/json';
import { quotesSchema } from '../../domain/sentences/quotes';
import type { AgentFile } from '../agent-files';
import type { IntakeFile } from '../intake-file';
import { strictSchema } from './strict-schema';
import { ownMember } from '../../domain/values/own-member';

export interface AgentDefinition {
  readonly name: string;
  readonly description: string;
  /** The body of the agents API. */
  readonly definition: JsonObject;
  /** SHA-256 of description and definition. */
  readonly contentHash: string;
}

/** What each agent answers in, by its tool. */
const answerSchemas: Readonly<Record<string, z.ZodType>> = {
  [toolNames.sanctions]: sanctionsScreeningSchema,
  [toolNames.liquidity]: liquidityScreeningSchema,
  [toolNames.knowledge]: operationalProceduresSchema,
};

/** The header by which our own tool server learns whose call it is; the value is filled in by the service for each run. */
const runIdHeader = 'x-run-id';
const runIdInput = 'run_id';

/** `gatewayUrl`: where the tools are reached, without a path. Throws `configuration_invalid` for an agent that cannot be hosted. */
export function defineAgent(agent: AgentFile, gatewayUrl: string): AgentDefinition {
  const { name, description, model, temperature, instructions, tool, mcp, resultName } = agent;
  const schema = ownMember(answerSchemas, tool);
  if (!mcp)
    throw new Fault('configuration_invalid', `agent ${name}: mcp is missing, so it has no tool where it is hosted`);
  if (!schema) throw new Fault('configuration_invalid', `agent ${name}: what ${tool} answers has no schema here`);
  const definition: JsonObject = {
    kind: 'prompt',
    model,
    // Models that reason refuse it, so it is there only where a file sets it.
    ...(temperature === undefined ? {} : { temperature }),
    instructions,
    structured_inputs: { [runIdInput]: { description: 'The run this call belongs to', required: true } },
    tool_choice: { type: 'mcp', server_label: mcp.serverLabel, name: tool },
    tools: [
      {
        type: 'mcp',
        server_label: mcp.serverLabel,
        server_url: `${gatewayUrl}${mcp.path}`,
        allowed_tools: [tool],
        project_connection_id: mcp.connection,
        headers: { [runIdHeader]: `{{${runIdInput}}}` },
        require_approval: { never: { tool_names: [tool] } },
      },
    ],
    text: { format: { type: 'json_schema', name: resultName, strict: true, schema: strictSchema(schema) } },
  };
  return { name, description, definition, contentHash: fingerprint({ description, definition }) };
}

/** The agent that reads pasted mails: no tool, and nothing filled in by the service. */
export function defineIntake({ name, description, model, temperature, instructions }: IntakeFile): AgentDefinition {
  const definition: JsonObject = {
    kind: 'prompt',
    model,
    ...(temperature === undefined ? {} : { temperature }),
    instructions,
    text: { format: { type: 'json_schema', name: 'payment_quotes', strict: true, schema: strictSchema(quotesSchema) } },
  };
  return { name, description, definition, contentHash: fingerprint({ description, definition }) };
}
