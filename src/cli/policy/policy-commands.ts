/** Registers the commands about policy: `cutoff` and everything under `policy`. */
import { severities } from '../../domain/evidence/liquidity-screening';
import { sanctionsDecisions } from '../../domain/evidence/sanctions-screening';
import { channels, paymentTypes } from '../../domain/payment/payment-request';
import { listInWords } from '../../domain/values/text/list-in-words';
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { CutoffOptions } from './cutoff';
import type { ChangeOptions } from './policy-change';
import type { ExplainOptions } from './policy-explain';
import type { LintOptions } from './policy-lint';

/** `readConfig` is called only when a command runs. */
export function addPolicyCommands(program: Command, readConfig: () => Config): void {
  program
    .command('cutoff')
    .description('until when a payment may go the same day, and what says so')
    .option('--entity <name>', 'who pays')
    .option('--currency <code>', 'in which currency')
    .option('--channel <channel>', listInWords(channels, 'or'))
    .option('--payment-type <type>', 'decides the emergency grace, and the channel where none is given')
    .option('--at <instant>', 'when the payment is looked at; now if left out')
    .option('--batch <file>', 'many questions, one JSON object a line (- for standard input)')
    .option('--policy <folder>', 'another policy folder than the one in force')
    .option('--json', 'the answer as JSON')
    .action(async (options: CutoffOptions) => {
      const { cutoff } = await import('./cutoff.js');
      cutoff(readConfig(), options);
    });
  const policy = program.command('policy').description("the treasury's rules");
  policy
    .command('explain')
    .description('what the matrices say about a payment')
    .option('--sanctions <decision>', listInWords(sanctionsDecisions, 'or'))
    .option('--breach [yes]', 'the payment would breach the buffer (severity BREACH)')
    .option('--no-breach', 'it would not, as is taken where nothing is said')
    .option('--severity <severity>', `or how badly: ${listInWords(severities, 'or')}`)
    .option('--before-cutoff [yes]', 'whether it is before the cutoff; computed if left out')
    .option('--no-before-cutoff', 'it is after the cutoff')
    .option('--amount <amount>', 'amount')
    .option('--currency <code>', 'currency')
    .option('--type <type>', listInWords(paymentTypes, 'or'))
    .option('--channel <channel>', `${listInWords(channels, 'or')}, where the cutoff is computed`)
    .option('--entity <name>', 'who pays')
    .option('--at <instant>', 'when it is decided; now if left out')
    .option('--batch <file>', 'many questions, one JSON object a line (- for standard input)')
    .option('--policy <folder>', 'another policy folder than the one in force')
    .option('--json', 'as JSON, which it is wherever no terminal reads it')
    .option('--summary', 'a few lines for people, wherever they go')
    .action(async (options: ExplainOptions) => {
      const { explain } = await import('./policy-explain.js');
      explain(readConfig(), options);
    });
  policy
    .command('lint')
    .description('what is wrong or weak about the policy; exit 1 where anything is')
    .option('--policy <folder>', 'another policy folder than the one in force')
    .option('--people <file>', 'another people file')
    .option('--json', 'the findings as JSON')
    .action(async (options: LintOptions) => {
      const { lint } = await import('./policy-lint.js');
      lint(readConfig(), options);
    });
  const change = (name: 'impact' | 'simulate', description: string) =>
    policy
      .command(name)
      .description(description)
      .option('--policy <folder>', 'the changed policy folder; the one in force if left out')
      .option('--people <file>', 'another people file')
      .option('--json', 'as JSON')
      .action(async (options: ChangeOptions) => {
        const changes = await import('./policy-change.js');
        await changes[name](readConfig(), options);
      });
  change('impact', 'open cases a changed policy would decide differently or leave unable to complete');
  change('simulate', 'past cases decided again under a changed policy');
  policy
    .command('schemas')
    .description('write the JSON Schemas beside the policy files')
    .action(async () => {
      const { writeSchemas } = await import('./policy-schemas.js');
      writeSchemas(readConfig());
    });
}
