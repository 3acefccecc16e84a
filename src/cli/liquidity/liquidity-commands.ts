/** The liquidity and import commands and their flags. */
import { statementFormats } from '../../domain/liquidity/statements/statement';
import { listInWords } from '../../domain/values/text/list-in-words';
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { ImportLedgerOptions, ImportStatementOptions } from './import';
import type { LiquidityOptions } from './liquidity';
import type { PositionOptions } from './position';
import type { SettleOptions, UnmatchedOptions } from './statements';
import type { ReportOptions } from './liquidity-report';

export function addLiquidityCommands(program: Command, oneOff: () => Config): void {
  const gate = program
    .command('liquidity')
    .description('what a payment does to its account')
    .option('--payment-id <id>', 'a payment of the ledger')
    .option('--amount <amount>', 'or any payment: its amount,')
    .option('--currency <code>', 'currency,')
    .option('--account <id>', 'account,')
    .option('--entity <name>', 'entity,')
    .option('--at <instant>', 'when it leaves,')
    .option('--payment-type <type>', 'what it is')
    .option('--channel <channel>', 'and how it goes')
    .option('--batch <file>', 'JSON lines of tool inputs, - for standard input; one full output a line, in order')
    .option('--json', 'the full output of the liquidity tool')
    .action(async (options: LiquidityOptions) => {
      const { liquidity } = await import('./liquidity.js');
      liquidity(oneOff(), options);
    });
  gate
    .command('report <date>')
    .description('intraday liquidity figures by BCBS 248, of a day like 2026-01-22 or of a month like 2026-01')
    .option('--csv [table]', 'as CSV: figures, obligations or throughput')
    .option('--json', 'as JSON')
    .option('--keep', "keep the day's figures for the month")
    .action(async (date: string, options: ReportOptions) => {
      const { reportLiquidity } = await import('./liquidity-report.js');
      reportLiquidity(oneOff(), date, options);
    });
  gate
    .command('position')
    .description('cash by bank, entity and currency, and what of it can be used now')
    .option('--base <code>', "the currency all of it is added up in; left out, policy's")
    .option('--json', 'as JSON')
    .action(async (options: PositionOptions) => {
      const { showPosition } = await import('./position.js');
      showPosition(oneOff(), options);
    });
  const statements = program.command('statements').description('what of bank statements waits for somebody');
  statements
    .command('unmatched')
    .description('entries and statements that were set aside or need a look, and accounts that are not proven')
    .option('--json', 'as JSON')
    .action(async (options: UnmatchedOptions) => {
      const { listUnmatched } = await import('./statements.js');
      listUnmatched(oneOff(), options);
    });
  statements
    .command('settle <id>')
    .description('say what an entry is; it holds in every later report of it')
    .option('--match <payment>', 'it is this payment of the ledger')
    .option('--accept', 'it is right as it stands; of a payment booked with less, the rest will not come')
    .option('--refuse', 'it is not ours and does not count; the account is then not proven')
    .requiredOption('--by <name>', 'who says so')
    .requiredOption('--reason <text>', 'and why')
    .action(async (id: string, options: SettleOptions) => {
      const { settle } = await import('./statements.js');
      settle(oneOff(), id, options);
    });
  const take = program.command('import').description('put new data in force: checked whole, then swapped at once');
  take
    .command('ledger <file>')
    .description("a day's flows, in the layout of ledger_today.csv")
    .option('--balances <file>', 'with these opening balances; the present ones stay otherwise')
    .option('--buffers <file>', 'with these buffers; the present ones stay otherwise')
    .requiredOption('--as-of <instant>', 'when the data was true')
    .action(async (file: string, options: ImportLedgerOptions) => {
      const { importLedger } = await import('./import.js');
      importLedger(oneOff(), file, options);
    });
  take
    .command('statement <files...>')
    .description(`${listInWords(statementFormats, 'or')}; files and folders, zipped or not`)
    .option('--replace', 'a corrected statement takes the place of the one with its number')
    .action(async (files: string[], options: ImportStatementOptions) => {
      const { importStatement } = await import('./import.js');
      importStatement(oneOff(), files, options);
    });
}
