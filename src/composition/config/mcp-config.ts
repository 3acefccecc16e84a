/** Who may call the tools over HTTP, and how often. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { isLoopbackUrl } from '../../domain/values/this-machine';
import { text, wholeNumber } from './parse-environment';

export interface McpConfig {
  /** Any of them opens: two while one is replaced. None where none is set. */
  readonly keys: readonly string[];
  /** Null where no tenant is set. */
  readonly entra: EntraConfig | null;
  readonly callsPerMinute: number;
}

export interface EntraConfig {
  readonly tenantId: string;
  readonly audience: string;
  readonly objectIds: readonly string[];
  /** Where the tenant says which keys sign its tokens. */
  readonly metadataUrl: string;
}

const key = z.string().trim().min(16);
const objectIds = z
  .string()
  .transform((list) => list.split(',').map((id) => id.trim()))
  .refine((list) => list.every((id) => z.guid().safeParse(id).success), 'is not a list of object ids');

/** As the environment names them. */
export const mcpVariables = {
  MCP_ACCESS_TOKEN: key.optional(),
  MCP_ACCESS_TOKEN_NEXT: key.optional(),
  MCP_ENTRA_TENANT: z.guid('is not a tenant id').optional(),
  MCP_ENTRA_AUDIENCE: text.optional(),
  MCP_ENTRA_OBJECT_IDS: objectIds.optional(),
  MCP_ENTRA_METADATA: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || isLoopbackUrl(url), 'is not an https address')
    .optional(),
  MCP_CALLS_PER_MINUTE: wholeNumber(1, 100_000).default(600),
};

type Environment = z.infer<z.ZodObject<typeof mcpVariables>>;

/** Throws `configuration_invalid` for a tenant without the rest: a token of anybody in it would do. */
export function readMcpConfig(env: Environment): McpConfig {
  const keys = [env.MCP_ACCESS_TOKEN, env.MCP_ACCESS_TOKEN_NEXT].filter((given) => given !== undefined);
  return { keys, entra: readEntra(env), callsPerMinute: env.MCP_CALLS_PER_MINUTE };
}

function readEntra(env: Environment): EntraConfig | null {
  const { MCP_ENTRA_TENANT: tenantId, MCP_ENTRA_AUDIENCE: audience, MCP_ENTRA_OBJECT_IDS: ids } = env;
  const given = { MCP_ENTRA_TENANT: tenantId, MCP_ENTRA_AUDIENCE: audience, MCP_ENTRA_OBJECT_IDS: ids };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(given).length) return null;
  if (tenantId === undefined || audience === undefined || ids === undefined)
    throw new Fault(
      'configuration_invalid',
      `Not set: ${missing.join(', ')}. Tokens of Entra need the tenant, the audience and who may call.`,
    );
  const metadataUrl =
    env.MCP_ENTRA_METADATA ?? `https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration`;
  return { tenantId, audience, objectIds: ids, metadataUrl };
}
