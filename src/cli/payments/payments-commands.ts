/** Registers the commands about payments that go out and come in as files. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { Log } from '../../ports/process';
import type { ExportOptions } from './export';
import type { SubmitOptions } from './submit';

/** `readConfig` is called only when a command runs. */
export function addPaymentsCommands(program: Command, readConfig: () => Config, log: (config: Config) => Log): void {
  const payments = program.command('payments').description('payments as files for the bank');
  payments
    .command('export')
    .description(
      'send all approved payments to the bank in one pain.001 file; run it again after a crash, and it finishes what it began',
    )
    .requiredOption('--out <folder>', 'where the file is written')
    .requiredOption('--by <name>', 'who asks for it; stands in the audit')
    .option('--json', 'as JSON')
    .action(async (options: ExportOptions) => {
      const config = readConfig();
      const { exportFile } = await import('./export.js');
      await exportFile(config, log(config), options);
    });
  payments
    .command('status <file>')
    .description("take a bank's answer to a payment file in (pain.002)")
    .action(async (file: string) => {
      const config = readConfig();
      const { takeStatus } = await import('./submit.js');
      await takeStatus(config, log(config), file);
    });
  program
    .command('submit <file>')
    .description('ask for all payments of a file (pain.001 or CSV), each by itself; the same file again adds nothing')
    .requiredOption('--by <name>', 'who asks for them')
    .option('--json', 'as JSON')
    .action(async (file: string, options: SubmitOptions) => {
      const config = readConfig();
      const { submitFile } = await import('./submit.js');
      await submitFile(config, log(config), file, options);
    });
}
