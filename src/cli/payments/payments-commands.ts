/** Registers the commands about payments that go out and come in as files. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { Log } from '../../ports';
import type { ExportOptions } from './export';

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
}
