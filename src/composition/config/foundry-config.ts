/** Which agents a review asks: the embedded ones, or those hosted in an Azure AI Foundry project. */
import path from 'node:path';
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { text } from './parse-environment';

export const agentRuntimes = ['embedded', 'foundry'] as const;

/** managed: the service's own identity. workload: a pod's, on Kubernetes. developer: whoever is signed in on this machine. */
const foundryIdentities = ['managed', 'workload', 'developer'] as const;

export interface FoundryConfig {
  /** `https://NAME.services.ai.azure.com/api/projects/PROJECT`, without a slash behind it. */
  readonly endpoint: string;
  readonly identity: (typeof foundryIdentities)[number];
  /** Of a user-assigned identity; null for the one there is. */
  readonly clientId: string | null;
  /** Which versions runs use. */
  readonly lockFile: string;
  /** Whether an agent reads pasted mails too. */
  readonly hasIntake: boolean;
}

/** As the environment names them. */
export const foundryVariables = {
  AGENTS: z.enum(agentRuntimes).default('embedded'),
  FOUNDRY_PROJECT_ENDPOINT: z
    .url({ protocol: /^https$/, error: 'is not an https address' })
    .refine((url) => !url.endsWith('/'), 'ends with a slash, with which every run is a 404')
    .refine(
      (url) => /^\/api\/projects\/[^/?#]+$/.test(new URL(url).pathname) && !/[?#]/.test(url),
      'is not an address like https://NAME.services.ai.azure.com/api/projects/PROJECT',
    )
    .optional(),
  FOUNDRY_IDENTITY: z.enum(foundryIdentities).optional(),
  FOUNDRY_CLIENT_ID: text.optional(),
  FOUNDRY_LOCK_FILE: text.optional(),
  INTAKE: z.enum(['reader', 'agent']).default('reader'),
};

type Environment = z.infer<z.ZodObject<typeof foundryVariables>>;

/** Null where no project is named. Throws `configuration_invalid` where hosted agents are asked for without one. */
export function readFoundryConfig(
  env: Environment,
  { isLocal, agentsDir }: { readonly isLocal: boolean; readonly agentsDir: string },
): FoundryConfig | null {
  const { AGENTS: agents, FOUNDRY_PROJECT_ENDPOINT: endpoint } = env;
  if (endpoint === undefined) {
    if (agents === 'embedded') return null;
    throw new Fault('configuration_invalid', 'Not set: FOUNDRY_PROJECT_ENDPOINT. AGENTS=foundry needs it.');
  }
  return {
    endpoint,
    identity: env.FOUNDRY_IDENTITY ?? (isLocal ? 'developer' : 'managed'),
    clientId: env.FOUNDRY_CLIENT_ID ?? null,
    lockFile: path.resolve(env.FOUNDRY_LOCK_FILE ?? path.join(agentsDir, 'foundry.lock.json')),
    hasIntake: env.INTAKE === 'agent',
  };
}
