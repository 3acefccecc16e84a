/** What the desk asks of an Azure AI Foundry project, in its own terms. */
import type { JsonObject } from '../../domain/values/json';
import type { AgentStage } from '../../ports/agents';
import type { AgentDefinition } from '../definition/agent-definition';

export interface FoundryProject {
  /** Throws `agent_unavailable` where nothing was accepted yet and trying again can help, otherwise another fault of an agent. */
  openConversation(signal: AbortSignal): Promise<string>;
  /** The response as it came, whatever its status. Throws as `openConversation`; once it may have been accepted, never `agent_unavailable`. */
  respond(request: AgentRequest, watch: ResponseWatch): Promise<unknown>;
  /** Null for one that is not there. */
  readVersion(agent: string, version: string): Promise<HostedVersion | null>;
  /** The newest first; none for an agent that is not there. */
  listVersions(agent: string): Promise<readonly VersionName[]>;
  createVersion(definition: AgentDefinition): Promise<HostedVersion>;
}

export interface AgentRequest {
  readonly conversation: string;
  readonly agent: string;
  readonly version: string;
  /** Fills in the header of the agent's tool; null for an agent without one. */
  readonly runId: string | null;
  /** The message, or answers to what the agent asked permission for. */
  readonly input: string | readonly JsonObject[];
}

export interface ResponseWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (stage: AgentStage) => void;
}

export interface VersionName {
  readonly version: string;
  /** What `deploy` wrote beside it; null for one that was made otherwise. */
  readonly contentHash: string | null;
}

/** A version as the service has it. */
export interface HostedVersion extends VersionName {
  readonly agent: string;
  /** SHA-256 of description and definition as the service gives them. */
  readonly servedHash: string;
  readonly description: string;
  readonly definition: JsonObject;
}
