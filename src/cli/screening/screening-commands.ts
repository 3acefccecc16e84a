/** Registers the commands about names and lists: `screen`, `compare` and everything under `lists`. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config';
import { refuse } from '../../domain/values/errors';
import { RefusedInput } from '../answer';
import { compare, type CompareOptions } from './compare';
import { listFormats } from '../../sources/watch-lists/list-formats';
import { compareLists, showLists, updateLists, type ListsOptions } from './lists';
import { screen, type ScreenOptions } from './screen';
import { screenBatch } from './screen-batch';
import { screenLookback } from './screen-lookback';

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
    .action((name: string | undefined, { batch, lookback, ...options }: ScreenWays) => {
      if (lookback !== undefined) return screenLookback(readConfig(), lookback);
      if (batch !== undefined) return screenBatch(readConfig(), batch);
      if (name === undefined)
        throw new RefusedInput(refuse('name_missing', 'Give a name, or --batch FILE.csv.', 'name').problems);
      return screen(readConfig(), name, options);
    });
  program
    .command('compare [name1] [name2]')
    .description('how alike two names are; 0.7 and more: rather one party than two')
    .option('--schema <schema>', 'Person, Company, ...; guessed if left out')
    .option('--batch <file>', 'many pairs: CSV with columns name1, name2, optional schema (- for standard input)')
    .action((name1: string | undefined, name2: string | undefined, options: CompareOptions) => {
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
    .action((options: ListsOptions) => updateLists(readConfig(), options));
  lists
    .command('status')
    .description('date, size and fingerprint of each list, and whether it is too old')
    .option('--list <list>', `${listIds}; all where left out`)
    .option('--json', 'as JSON')
    .action((options: ListsOptions) => {
      showLists(readConfig(), options);
    });
  lists
    .command('diff')
    .description('what the last update changed, by entry number and row')
    .option('--from <folder>', "or what a folder with the list's files would change")
    .option('--list <list>', listIds, 'sdn')
    .option('--json', 'as JSON')
    .action((options: ListsOptions) => {
      compareLists(readConfig(), options);
    });
}
