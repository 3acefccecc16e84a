/** The client of Azure AI Foundry, loaded when it is first needed and by nothing else. */
import { Fault } from '../../domain/values/errors';
import type { Credential } from './identity';

/**
 * What is used of it, said here: the package is optional, so it may be missing where this is compiled too, and its own types clash with
 * those of another package of the same name at the top.
 */
export interface AiProjects {
  readonly AIProjectClient: new (endpoint: string, credential: Credential, options?: object) => ProjectClient;
}

export interface ProjectClient {
  readonly agents: {
    getVersion(name: string, version: string, options: object): Promise<unknown>;
    listVersions(name: string, options?: object): AsyncIterable<unknown>;
    createVersion(name: string, definition: object, options: object): Promise<unknown>;
  };
  getOpenAIClient(options: object): OpenAiClient;
}

export interface OpenAiClient {
  readonly conversations: { create(body: object, options: object): Promise<unknown> };
  readonly responses: { create(body: object, options: object): { asResponse(): Promise<Response> } };
}

// Not a literal, so that the compiler does not look for a package that may not be there.
const packageName: string = '@azure/ai-projects';

/** Throws `configuration_invalid` where it is not installed. */
export async function loadSdk(): Promise<AiProjects> {
  try {
    return (await import(packageName)) as AiProjects;
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw cause;
    throw new Fault(
      'configuration_invalid',
      `AGENTS=foundry needs the optional package ${packageName}, which is not installed here: npm leaves it out on Node below 22, and with --omit=optional.`,
      { cause },
    );
  }
}
