/** `desk store`: the database as a whole: checked, copied while a desk runs, or carried to a server. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';

export function addStoreCommands(program: Command, readConfig: () => Config): void {
  const store = program.command('store').description('the database as a whole');
  store
    .command('check')
    .description('hold everything in the database against everything else, and say what is in it')
    .option('--file <file>', 'a database file: a backup, a copy; nothing else is needed then')
    .option('--json', 'as JSON')
    .action(async (options: { file?: string; json?: boolean }) => {
      const { checkStore } = await import('./check-store.js');
      await checkStore(readConfig, options);
    });
  store
    .command('backup <file>')
    .description('copy the database file while a desk runs on it, and check the copy')
    .action(async (file: string) => {
      const { backUp } = await import('./back-up.js');
      await backUp(readConfig(), file);
    });
  store
    .command('move')
    .description('carry the desk from its file to the empty database that DATABASE_URL names; no desk may be running')
    .requiredOption('--from <kind>', 'sqlite')
    .requiredOption('--to <kind>', 'postgres')
    .option('--json', 'as JSON')
    .action(async (options: { from: string; to: string; json?: boolean }) => {
      const { moveStore } = await import('./move-store.js');
      await moveStore(readConfig(), options);
    });
}
