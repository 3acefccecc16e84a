/** The only reader of the environment: what the process was told, checked, or a clear refusal to start. */
import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { isLoopbackAddress, isLoopbackUrl } from '../../domain/values/this-machine';
import { formatUtc, parseUtc } from '../../domain/values/time';
import type { PostgresPlace } from '../../storage/postgres/postgres-place';
import { anchorVariables, readAnchorConfig, type AnchorConfig } from './anchor-config';
import { approvalsChannelVariables, readApprovalsChannel, type ConfiguredChannel } from './approvals-channel';
import { databaseVariables, readDatabase } from './database-config';
import { foundryVariables, readFoundryConfig, type agentRuntimes, type FoundryConfig } from './foundry-config';
import { knowledgeVariables, readKnowledgeService, type KnowledgeService } from './knowledge-config';
import { listVariables, readLists, type ConfiguredList } from './list-config';
import { mcpVariables, readMcpConfig, type McpConfig } from './mcp-config';
import { parseWith, text } from './parse-environment';
import { sendLimitVariables } from './send-limits';
import { readTelemetryConfig, telemetryVariables, type TelemetryConfig } from './telemetry-config';

/** The folder that holds workflows/, policy/, cards/ and the rest, wherever the process was started from. */
const root = path.resolve(__dirname, '../../..');
/** Where data/ is kept. A program among somebody's packages keeps it where it is started: the next install would remove it from there. */
const home = (): string => (root.split(path.sep).includes('node_modules') ? process.cwd() : root);

/** Bot Framework as botbuilder and teams-ai have it, or its successor, the Microsoft 365 Agents SDK. */
export const channelPackages = ['bot-framework', 'agents-sdk'] as const;

const instant = z
  .string()
  .refine((given) => parseUtc(given) !== null, 'is not a date and time like 2026-01-22T10:25:00Z')
  .transform((given) => formatUtc(parseUtc(given) ?? Number.NaN));
/** Digits alone: a Windows host may put a named pipe here, which is no port. */
const port = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/, 'is not a port number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'is not a port number from 0 to 65535');
const addresses = z
  .string()
  .transform((list) => list.split(',').map((address) => address.trim()))
  .refine(
    (list) => list.every((address) => isIP(address) !== 0),
    'is not a list of IP addresses like 10.0.0.4,10.0.0.5',
  );
/** Over plain HTTP anybody on the way could name keys of their own. */
const metadataUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLoopbackUrl(url), 'is not an https address');

const environmentSchema = z.object({
  PROFILE: z.enum(['local', 'production']).optional(),
  PORT: port.prefault('3978'),
  HOST: z
    .string()
    .trim()
    .refine((host) => isIP(host) !== 0, 'is not an IP address like 127.0.0.1 or ::')
    .optional(),
  TRUSTED_PROXIES: addresses.default([]),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: text.optional(),
  ...databaseVariables,
  CHANNEL: z.enum(channelPackages).default('bot-framework'),
  KEEP: z.enum(['0', '1']).default('0'),
  SANCTIONS_LIST_DIR: text.optional(),
  UN_LIST_FILE: text.optional(),
  FALSE_POSITIVES_FILE: text.optional(),
  LEDGER_DIR: text.optional(),
  LEDGER_AS_OF: instant.optional(),
  POLICY_DIR: text.default(path.join(root, 'policy')),
  KNOWLEDGE_DIR: text.default(path.join(root, 'knowledge')),
  AGENTS_DIR: text.default(path.join(root, 'agents')),
  CARDS_DIR: text.default(path.join(root, 'cards')),
  WORKFLOW_FILE: text.default(path.join(root, 'workflows', 'treasury-shock-day.yaml')),
  PEOPLE_FILE: text.optional(),
  OWN_ACCOUNTS_FILE: text.optional(),
  ...knowledgeVariables,
  ...approvalsChannelVariables,
  ...sendLimitVariables,
  DEMO_START: text.default('2026-01-22T10:25:00Z'),
  ...foundryVariables,
  ...mcpVariables,
  ...telemetryVariables,
  ...anchorVariables,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  MICROSOFT_APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MICROSOFT_APP_ID: text.optional(),
  MICROSOFT_APP_PASSWORD: text.optional(),
  MICROSOFT_APP_TENANT_ID: text.optional(),
  CHANNEL_OPENID_METADATA: metadataUrl.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
});

/** Every variable the desk knows: what sets others than these sets nothing. */
export const knownVariables: ReadonlySet<string> = new Set([...Object.keys(environmentSchema.shape), ...listVariables]);

/** What production brings of its own. */
const ownFiles = ['SANCTIONS_LIST_DIR', 'LEDGER_DIR', 'PEOPLE_FILE'] as const;

export interface BotCredentials {
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly appId: string;
  /** Null for a managed identity. */
  readonly password: string | null;
  readonly tenantId: string;
  /** Where the channel says which keys sign its tokens. */
  readonly openIdMetadata: string;
}

export interface Config {
  /** local: anonymous on loopback, personas, the demo day. production: credentials, the real clock, no demo data. */
  readonly profile: 'local' | 'production';
  /** Null: every address of the machine, IPv6 and IPv4. */
  readonly host: string | null;
  readonly port: number;
  /** Proxies whose X-Forwarded-For is believed, in the log alone. */
  readonly trustedProxies: readonly string[];
  /** Under which address people's browsers reach the desk, for links; null where nobody said. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  /** PostgreSQL, for a desk of several processes; null: a file in the data folder, for one. */
  readonly database: PostgresPlace | null;
  /** Whether somebody named the folder: a one-off review keeps nothing otherwise. */
  readonly isDataDirNamed: boolean;
  /** Whether the local profile goes on with the database it finds; it starts fresh otherwise. */
  readonly keepData: boolean;
  /** The SDN list first; every other where its folder is configured. */
  readonly lists: readonly [ConfiguredList, ...ConfiguredList[]];
  /** The United Nations' list as one file kept by hand; null where it has a folder or is not screened. */
  readonly unListFile: string | null;
  /** What compliance found to be false positives; null where nothing is recorded. */
  readonly falsePositivesFile: string | null;
  readonly ledgerDir: string;
  /** When the ledger's data was true, ISO 8601 UTC, where the folder's own as_of.json shall not say; null leaves it to that. */
  readonly ledgerAsOf: string | null;
  readonly policyDir: string;
  readonly knowledgeDir: string;
  /** Where `search_treasury_kb` searches; null searches the knowledge folder. */
  readonly knowledgeService: KnowledgeService | null;
  readonly agentsDir: string;
  readonly cardsDir: string;
  readonly workflowFile: string;
  /** The key of an MCP server that an agent's file names by its environment variable; null where it is not set. */
  readonly toolKey: (variable: string) => string | null;
  readonly peopleFile: string;
  /** Who pays, for payment files; null where none are sent. */
  readonly ownAccountsFile: string | null;
  /** Where the demo day's clock starts, UTC milliseconds; null where the real clock runs. */
  readonly demoStartMs: number | null;
  /** Which package carries the chat. */
  readonly channel: (typeof channelPackages)[number];
  /** Which runtime asks the agents. */
  readonly agents: (typeof agentRuntimes)[number];
  /** The project of hosted agents; null where none is named. */
  readonly foundry: FoundryConfig | null;
  readonly mcp: McpConfig;
  readonly telemetry: TelemetryConfig;
  /** Null: the audit chain's end is written down nowhere else. */
  readonly anchors: AnchorConfig | null;
  /** A channel in which approvals are asked for; null where there is none. */
  readonly approvalsChannel: ConfiguredChannel | null;
  /** Cards and messages to all conversations together. */
  readonly sendsPerSecond: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** What a command asks for on its own account; stronger than the environment. */
export interface ConfigOverrides {
  readonly profile?: 'local' | 'production';
  readonly dataDir?: string;
  readonly businessTime?: string;
  /** Where LOG_LEVEL says nothing; `info` otherwise. */
  readonly logLevel?: Config['logLevel'];
}

/** Throws `configuration_invalid` naming every variable that is wrong or missing. */
export function readConfig(overrides: ConfigOverrides = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  const env = parseEnvironment(environment);
  const profile = env.PROFILE ?? overrides.profile ?? 'production';
  const isLocal = profile === 'local';
  const missing = isLocal ? [] : ownFiles.filter((name) => env[name] === undefined);
  if (missing.length > 0)
    throw new Fault(
      'configuration_invalid',
      `Not set: ${missing.join(', ')}. Only PROFILE=local falls back to demo data.`,
    );
  const fileOrDemo = (name: (typeof ownFiles)[number], demo: string): string =>
    path.resolve(env[name] ?? path.join(root, 'demo', demo));
  return {
    profile,
    host: readHost(isLocal, env.HOST),
    port: env.PORT,
    trustedProxies: env.TRUSTED_PROXIES,
    publicUrl: env.PUBLIC_URL ?? null,
    dataDir: path.resolve(overrides.dataDir ?? env.DATA_DIR ?? path.join(home(), 'data', isLocal ? 'demo' : '')),
    database: readDatabase(env, { isLocal }),
    isDataDirNamed: (overrides.dataDir ?? env.DATA_DIR) !== undefined,
    keepData: !isLocal || env.KEEP === '1',
    lists: readLists(environment, fileOrDemo('SANCTIONS_LIST_DIR', 'watch-list')),
    unListFile: resolved(env.UN_LIST_FILE),
    falsePositivesFile: resolved(env.FALSE_POSITIVES_FILE),
    ledgerDir: fileOrDemo('LEDGER_DIR', 'ledger'),
    ledgerAsOf: env.LEDGER_AS_OF ?? null,
    policyDir: path.resolve(env.POLICY_DIR),
    knowledgeDir: path.resolve(env.KNOWLEDGE_DIR),
    knowledgeService: readKnowledgeService(env),
    agentsDir: path.resolve(env.AGENTS_DIR),
    cardsDir: path.resolve(env.CARDS_DIR),
    workflowFile: path.resolve(env.WORKFLOW_FILE),
    toolKey: toolKeysOf(environment),
    peopleFile: fileOrDemo('PEOPLE_FILE', 'people.yaml'),
    ownAccountsFile: resolved(env.OWN_ACCOUNTS_FILE) ?? (isLocal ? path.join(root, 'demo', 'own-accounts.yaml') : null),
    demoStartMs: readDemoStart(isLocal, overrides.businessTime ?? null, env.DEMO_START),
    channel: env.CHANNEL,
    agents: env.AGENTS,
    foundry: readFoundryConfig(env, { isLocal, agentsDir: path.resolve(env.AGENTS_DIR) }),
    mcp: readMcpConfig(env),
    telemetry: readTelemetryConfig(env),
    anchors: readAnchorConfig(env),
    approvalsChannel: readApprovalsChannel(env),
    sendsPerSecond: env.SENDS_PER_SECOND,
    logLevel: env.LOG_LEVEL ?? overrides.logLevel ?? 'info',
  };
}

/** What of the configuration is no plain data, and so is read anew by each thread. */
export function toolKeysOf(environment: NodeJS.ProcessEnv = process.env): Config['toolKey'] {
  return (variable) => environment[variable]?.trim() || null;
}

/** Null in the local profile alone: anonymous access never happens by leaving something out. Throws `configuration_invalid`. */
export function readBotCredentials(environment: NodeJS.ProcessEnv = process.env): BotCredentials | null {
  const env = parseEnvironment(environment);
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_TENANT_ID: tenantId } = env;
  const { MICROSOFT_APP_TYPE: type } = env;
  if (env.PROFILE === 'local') return null;
  const missing = [
    appId === undefined && 'MICROSOFT_APP_ID',
    tenantId === undefined && 'MICROSOFT_APP_TENANT_ID',
    type === 'SingleTenant' && password === undefined && 'MICROSOFT_APP_PASSWORD',
  ].filter((name) => name !== false);
  if (appId === undefined || tenantId === undefined || missing.length > 0) {
    throw new Fault(
      'configuration_invalid',
      `Missing credentials: set ${missing.join(', ')}, or PROFILE=local for an anonymous bot on loopback.`,
    );
  }
  return { type, appId, password: password ?? null, tenantId, openIdMetadata: env.CHANNEL_OPENID_METADATA };
}

/** An anonymous bot is never reached from outside. Throws `configuration_invalid`. */
function readHost(isLocal: boolean, host: string | undefined): string | null {
  if (!isLocal) return host ?? null;
  if (host !== undefined && !isLoopbackAddress(host))
    throw new Fault(
      'configuration_invalid',
      `HOST: ${host} is not of this machine; the local profile serves no other.`,
    );
  return host ?? '127.0.0.1';
}

function resolved(given: string | undefined): string | null {
  return given === undefined ? null : path.resolve(given);
}

function parseEnvironment(environment: NodeJS.ProcessEnv): z.infer<typeof environmentSchema> {
  const env = parseWith(environmentSchema, environment);
  if (env.UN_LIST_FILE !== undefined && (environment['UN_LIST_DIR'] ?? '').trim() !== '')
    throw new Fault('configuration_invalid', 'UN_LIST_FILE and UN_LIST_DIR both name the list; set one of them.');
  return env;
}

/** Business time is simulated in the local profile alone: elsewhere it would move cutoffs. */
function readDemoStart(isLocal: boolean, asked: string | null, demoStart: string): number | null {
  if (!isLocal && asked !== null)
    throw new Fault('configuration_invalid', 'A business time can be given in the local profile only.');
  if (!isLocal) return null;
  const start = asked ?? demoStart;
  const atMs = parseUtc(start);
  if (atMs === null)
    throw new Fault('configuration_invalid', `"${start}" is not a date and time like 2026-01-22T10:25:00Z.`);
  return atMs;
}

/** Replies to this machine (the Playground, the Emulator) never go through a proxy, whatever the proxy variables say; call it before anything connects. */
export function keepLoopbackOffProxies(environment: NodeJS.ProcessEnv = process.env): void {
  const known = environment['NO_PROXY'] ?? environment['no_proxy'] ?? '';
  const hosts = known.split(',').map((host) => host.trim());
  const list = [...new Set([...hosts, ...loopbackHosts])].filter((host) => host !== '').join(',');
  environment['NO_PROXY'] = list;
  environment['no_proxy'] = list;
}

/** As a URL names them. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]', '::1'];
