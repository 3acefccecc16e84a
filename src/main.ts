#!/usr/bin/env node
/** The operator's commands. Standard output carries only the answer; how a command ended is its exit code. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { addAuditCommands } from './cli/audit/audit-commands';
import { addAgentsCommands } from './cli/agents/agents-commands';
import { exitCodeOf, exitCodes, type AnswerOptions } from './cli/answer';
import { requireDataFolder } from './cli/data-folder';
import { addLiquidityCommands } from './cli/liquidity/liquidity-commands';
import type { PackageOptions } from './cli/package';
import { addPaymentsCommands } from './cli/payments/payments-commands';
import { addPolicyCommands } from './cli/policy/policy-commands';
import { addScreeningCommands } from './cli/screening/screening-commands';
import { addStoreCommands } from './cli/store/store-commands';
import type { UnderstandOptions } from './cli/understand';
import { addWorkflowCommands } from './cli/workflow/workflow-commands';
import { readBotCredentials, readConfig, type Config } from './composition/config/config';
import { createLog } from './composition/log';
import { requiredFields } from './domain/payment/complete-request';
import { paymentDraftSchema } from './domain/payment/payment-request';

/** Read as it stands beside the program, so that it has one home. */
const { version } = z
  .looseObject({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(__dirname, '../package.json'), 'utf8')));

const requestHelp = `
Example:
  echo '{"payment_id": "TXN-EMRG-001"}' | desk review -
  echo '{"beneficiary_name": "ACME Corp", "amount": "50,000", "currency": "USD",
         "account_id": "ACC-BAN-002", "payment_type": "SWIFT"}' | desk review --summary -

Fields (a payment queued in the ledger needs payment_id alone):
  ${Object.keys(paymentDraftSchema.shape).join(', ')}
  required where the ledger does not say: ${requiredFields.join(', ')}`;

const exitHelp = `
Exit: ${exitCodes.done} answered; ${exitCodes.wrong} a fault, or what was looked at is not as it should be;
      ${exitCodes.refused} refused, nothing was done; ${exitCodes.partlyRefused} some of it refused, the rest is done`;

interface SharedOptions {
  readonly dataDir?: string;
  readonly businessTime?: string;
}

// Each command loads what it needs when it is called: the bot's packages take most of a second, the store's half of one.
const program = new Command('desk')
  .description('Treasury Desk: reviews of emergency payments')
  .version(version, '--version', 'the release this is')
  .option('--data-dir <folder>', 'where the database is kept; stronger than DATA_DIR')
  .option('--business-time <instant>', 'where the business clock starts, e.g. 2026-01-19T10:25:00Z')
  .addHelpText('after', exitHelp)
  .exitOverride();

/** One-off commands run on the demo data unless PROFILE and the other variables say otherwise; `serve` never does by itself. */
const oneOff = (): Config => readConfig({ profile: 'local', logLevel: 'warn', ...sharedOptions() });

/** Throws `RefusedInput` for a data folder that cannot be one. */
function sharedOptions(): SharedOptions {
  const options = program.opts<SharedOptions>();
  if (options.dataDir !== undefined) requireDataFolder(options.dataDir);
  return options;
}

const log = (config: Config) => createLog(config.logLevel);

program
  .command('serve')
  .description('run the bot and its MCP tools')
  .action(async () => {
    const credentials = readBotCredentials();
    const config = readConfig(sharedOptions());
    const { serveDesk } = await import('./cli/serve.js');
    const code = await exitCodeOf(() => serveDesk(config, credentials, log(config)));
    // A connector that never answers would keep the process, and with it the database, for ever: also after an end that failed.
    process.exit(code);
  });
program
  .command('doctor')
  .description('try everything the desk is configured with, as serve uses it; exit 1 where something does not work')
  .option('--json', 'as JSON')
  .action(async (options: { json?: boolean }) => {
    const { doctor } = await import('./cli/doctor.js');
    const quiet = createLog('silent');
    const code = await exitCodeOf(() => {
      const shared = sharedOptions();
      return doctor(() => readConfig(shared), quiet, options);
    });
    // A service that never answers would keep the process.
    process.exit(code === 0 ? process.exitCode : code);
  });
program
  .command('review <file>')
  .description('run one payment request (JSON file, or - for standard input) through the whole workflow')
  .option('--json', 'the final output as JSON, which it is wherever no terminal reads it')
  .option('--summary', 'a few lines for people, wherever they go')
  .addHelpText('after', requestHelp)
  .action(async (file: string, options: AnswerOptions) => {
    const config = oneOff();
    const { review } = await import('./cli/review.js');
    await review(config, log(config), file, options);
  });
program
  .command('understand [sentence]')
  .description('what the chat makes of a sentence: intent and fields; it starts nothing')
  .option('--batch <file>', 'many sentences, one {"said": "..."} a line (- for standard input)')
  .option('--json', 'as JSON')
  .action(async (sentence: string | undefined, options: UnderstandOptions) => {
    const { understand } = await import('./cli/understand.js');
    understand(oneOff(), sentence, options);
  });
addScreeningCommands(program, oneOff);
addLiquidityCommands(program, oneOff);
program
  .command('mcp <tool>')
  .description('serve one tool to an MCP client')
  .requiredOption('--stdio', 'over standard input and output')
  .action(async (tool: string) => {
    const config = oneOff();
    const { serveTool } = await import('./cli/mcp.js');
    await serveTool(config, log(config), tool);
  });
program
  .command('package')
  .description('the app package to install in Teams')
  .option('--from <folder>', 'manifest, languages and icons', path.join(__dirname, '../appPackage'))
  .option('--values <file...>', 'values for the manifest, the later file stronger', [
    path.join(__dirname, '../env/.env.dev'),
  ])
  .option('--out <file>', 'where the zip goes', 'treasury-desk-teams.zip')
  .action(async (options: PackageOptions) => {
    const { packageApp } = await import('./cli/package.js');
    packageApp(options);
  });
addPaymentsCommands(program, oneOff, log);
addPolicyCommands(program, oneOff);
addAgentsCommands(program, oneOff);
addWorkflowCommands(program, oneOff, log);
addStoreCommands(program, oneOff);
addAuditCommands(program, oneOff);

/** Whoever reads the answer may have read enough (`| head`): that is no fault, and nothing more is to be said. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });

async function main(): Promise<number> {
  try {
    return await exitCodeOf(async () => {
      await program.parseAsync();
    });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.refused;
    throw error;
  }
}

void main().then((code) => {
  // A command that answered may have found faults, and said so by an exit code of its own.
  if (code !== 0) process.exitCode = code;
});
