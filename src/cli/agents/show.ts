/** `agents show`: what the agents of agents/*.yaml are in Azure AI Foundry, to be created there by hand or compared. */
import { hostedOf, readAgentFiles, type AgentFile } from '../../agents/agent-files';
import { defineAgent, type AgentDefinition } from '../../agents/definition/agent-definition';
import { retirementWarning } from '../../agents/definition/model-retirements';
import type { Config } from '../../composition/config/config';
import { refuse } from '../../domain/values/errors';
import { listInWords } from '../../domain/values/text/list-in-words';
import { createSystemClock } from '../../jobs/system-clock';
import { gatewayFrom } from './gateway';
import { printJson, printText, RefusedInput } from '../answer';

export interface ShowAgentsOptions {
  readonly gateway: string;
  readonly json?: boolean;
}

/** All of them, or one by its name. */
export function showAgents(config: Config, name: string | undefined, { gateway, json }: ShowAgentsOptions): void {
  const gatewayUrl = gatewayFrom(gateway);
  const files = hostedOf(readAgentFiles(config.agentsDir)).filter((agent) => name === undefined || agent.name === name);
  if (files.length === 0) throw new RefusedInput(unknownAgent(config, name ?? ''));
  const defined = files.map((agent) => ({ agent, made: defineAgent(agent, gatewayUrl) }));
  if (json === true) printJson(defined.map(({ made }) => bodyOf(made)));
  else printText(defined.flatMap(({ agent, made }) => inWords(agent, made)));
}

/** As the agents API takes it. */
function bodyOf({ name, description, definition, contentHash }: AgentDefinition): object {
  return { name, description, definition, metadata: { content_hash: contentHash } };
}

function inWords(
  { model, tool, mcp, resultName }: AgentFile,
  { name, description, contentHash }: AgentDefinition,
): string[] {
  const warning = retirementWarning(model, createSystemClock().now());
  return [
    name,
    `  ${description}`,
    `  model ${model}${warning === null ? '' : `  WARNING: ${warning}`}`,
    `  calls ${tool} at ${mcp?.path ?? ''} through the connection ${mcp?.connection ?? ''}, answers as ${resultName}`,
    `  content ${contentHash}`,
  ];
}

function unknownAgent(config: Config, name: string) {
  const names = hostedOf(readAgentFiles(config.agentsDir)).map((agent) => agent.name);
  return refuse('field_invalid', `There is no agent ${name}; there are ${listInWords(names, 'and')}.`, 'name').problems;
}
