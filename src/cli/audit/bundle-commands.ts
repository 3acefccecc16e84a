/** `desk audit export` and `desk audit replay`. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { CheckOptions } from './check-bundle';
import type { ExportOptions } from './export';

const exportHelp = `
Made for:
  auditor      everything, to verify and to replay
  compliance   everything about the match, without other payments' rows of the ledger
  originator   what the payment's card tells everybody, and nothing of a match`;

export function addBundleCommands(audit: Command, oneOff: () => Config): void {
  audit
    .command('export <payment>')
    .description('the audit bundle of one payment: a folder in DIR, or a zip file')
    .requiredOption('--out <place>', 'a folder to put it in, or a file that ends in .zip')
    .option('--for <reader>', 'auditor, compliance or originator', 'auditor')
    .option('--file <file>', 'a database file: a backup, a copy')
    .option('--json', 'as JSON')
    .addHelpText('after', exportHelp)
    .action(async (payment: string, options: ExportOptions) => {
      const { exportBundle } = await import('./export.js');
      await exportBundle(oneOff, payment, options);
    });
  audit
    .command('replay <bundle>')
    .description('make every screening, impact and decision again from a bundle alone; exit 1 where one differs')
    .option('--json', 'as JSON')
    .action(async (bundle: string, options: CheckOptions) => {
      const { replayBundleAt } = await import('./check-bundle.js');
      replayBundleAt(bundle, options);
    });
}
