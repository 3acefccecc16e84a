/** Registers the commands about policy: `cutoff` and everything under `policy`. */
import type { Command } from 'commander';
import type { Config } from '../config';
import { cutoff, type CutoffOptions } from './cutoff';
import { explain, type ExplainOptions } from './policy-explain';

/** `readConfig` is called only when a command runs. */
export function addPolicyCommands(program: Command, readConfig: () => Config): void {
  program
    .command('cutoff')
    .description('until when a payment may go the same day, and what says so')
    .option('--entity <name>', 'who pays')
    .option('--currency <code>', 'in which currency')
    .option('--channel <channel>', 'INTERNAL, SEPA or SWIFT')
    .option('--payment-type <type>', 'decides the emergency grace, and the channel where none is given')
    .option('--at <instant>', 'when the payment is looked at; now if left out')
    .option('--batch <file>', 'many questions, one JSON object a line (- for standard input)')
    .option('--json', 'the answer as JSON')
    .action((options: CutoffOptions) => {
      cutoff(readConfig(), options);
    });
  const policy = program.command('policy').description("the treasury's rules");
  policy
    .command('explain')
    .description('what the matrices say about a payment')
    .option('--sanctions <decision>', 'BLOCK, ESCALATE or CLEAR')
    .option('--breach [yes]', 'the payment would breach the buffer (severity BREACH)')
    .option('--severity <severity>', 'or how badly: NONE, WARNING, BREACH or CRITICAL')
    .option('--before-cutoff [yes]', 'whether it is before the cutoff; computed if left out')
    .option('--amount <amount>', 'amount')
    .option('--currency <code>', 'currency')
    .option('--type <type>', 'INTERNAL, SEPA, SWIFT, URGENT_SUPPLIER or EMERGENCY')
    .option('--channel <channel>', 'INTERNAL, SEPA or SWIFT, where the cutoff is computed')
    .option('--entity <name>', 'who pays')
    .option('--at <instant>', 'when it is decided; now if left out')
    .option('--batch <file>', 'many questions, one JSON object a line (- for standard input)')
    .option('--json', 'as JSON, which it always is')
    .action((options: ExplainOptions) => {
      explain(readConfig(), options);
    });
}
