/** Registers the commands about names and lists: `screen`, `compare` and everything under `lists`. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import { refuse } from '../../domain/values/errors';
import { RefusedInput } from '../answer';
import type { CompareOptions } from './compare';
import { listFormats } from '../../sources/watch-lists/list-formats';
import type { ListsOptions } from './lists';
import type { ScreenOptions } from './screen';

interface ScreenWays extends ScreenOptions {
  readonly batch?: string;
  readonly lookback?: string;
}

const listIds = listFormats.map(({ id }) => id).join(', ');

/** `readConfig` is called only when a command runs. */
export function addScreeningCommands(program: Command, readConfig: () => Config): void {
  program
    .command('screen [name]')
    .description('screen one name against the sanctions list, or many')
    .option('--country <country>', 'country of the party')
    .option('--batch <file>', 'many names: CSV with a column query and optional country (- for standard input)')
    .option('--lookback <days>', 'screen the recorded payments of the last days again and report new hits')
    .option('--json', 'the full output of the screening tool')
    .option('--explain', 'how the result came about')
    .action(async (name: string | undefined, { batch, lookback, ...options }: ScreenWays) => {
      if (lookback !== undefined) {
        const { screenLookback } = await import('./screen-lookback.js');
        return screenLookback(readConfig(), lookback);
      }
      if (batch !== undefined) {
        const { screenBatch } = await import('./screen-batch.js');
        return screenBatch(readConfig(), batch);
      }
      if (name === undefined)
        throw new RefusedInput(refuse('name_missing', 'Give a name, or --batch FILE.csv.', 'name').problems);
      const { screen } = await import('./screen.js');
      return screen(readConfig(), name, options);
    });
  program
    .command('compare [name1] [name2]')
    .description('how alike two names are; 0.7 and more: rather one party than two')
    .option('--schema <schema>', 'Person, Company, ...; guessed if left out')
    .option('--batch <file>', 'many pairs: CSV with columns name1, name2, optional schema (- for standard input)')
    .action(async (name1: string | undefined, name2: string | undefined, options: CompareOptions) => {
      const { compare } = await import('./compare.js');
      compare(name1, name2, options);
    });
  const lists = program.command('lists').description('the sanctions lists in force');
  lists
    .command('update')
    .description('take a newly published list in; a list that cannot be trusted changes nothing')
    .option('--list <list>', listIds, 'sdn')
    .option('--from <folder>', "a folder with the list's files instead of a download")
    .option('--url <address>', "an address other than the list's own; needed for eu")
    .option('--list-date <day>', 'the day of publication, where neither the folder nor the XML edition says')
    .option('--accept-drop', 'take a list with more than 5 % fewer entries')
    .option('--json', 'as JSON')
    .action(async (options: ListsOptions) => {
      const { updateLists } = await import('./lists.js');
      await updateLists(readConfig(), options);
    });
  lists
    .command('status')
    .description('date, size and fingerprint of each list, and whether it is too old')
    .option('--list <list>', `${listIds}; all where left out`)
    .option('--json', 'as JSON')
    .action(async (options: ListsOptions) => {
      const { showLists } = await import('./lists.js');
      showLists(readConfig(), options);
    });
  lists
    .command('diff')
    .description('what the last update changed, by entry number and row')
    .option('--from <folder>', "or what a folder with the list's files would change")
    .option('--list <list>', listIds, 'sdn')
    .option('--json', 'as JSON')
    .action(async (options: ListsOptions) => {
      const { compareLists } = await import('./lists.js');
      compareLists(readConfig(), options);
    });
}
