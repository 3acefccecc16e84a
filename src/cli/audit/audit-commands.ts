/** Registers everything under `audit`: what was recorded, and bundles of it. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { CheckOptions, SignatureOptions } from './check-bundle';
import type { ExportOptions } from './export';
import type { AnchorOptions } from './hold-against-anchors';
import type { AuditPlace, WrittenDown } from './recorded';
import type { RetentionOptions } from './retention';

const exportHelp = `
Made for:
  auditor      everything, to verify and to replay
  compliance   everything about the match, without other payments' rows of the ledger
  originator   what the payment's card tells everybody, and nothing of a match`;

const fileOption = ['--file <file>', 'a database file: a backup, a copy; nothing else is needed then'] as const;

/** `oneOff` is called only when a command runs. */
export function addAuditCommands(program: Command, oneOff: () => Config): void {
  const audit = program.command('audit').description('what was recorded');
  addTrailCommands(audit, oneOff);
  addBundleCommands(audit, oneOff);
}

function addTrailCommands(audit: Command, oneOff: () => Config): void {
  audit
    .command('verify [bundle]')
    .description('hold everything recorded against everything else; with a bundle (folder or zip), that alone')
    .option(...fileOption)
    .option('--head <hash>', 'what `audit head` printed before')
    .option('--count <n>', 'and its count')
    .option('--anchors <place>', 'the file or folder in which its end was anchored')
    .option('--anchor-key <file...>', 'the public keys of anchors and signatures, in PEM')
    .option('--signature <file>', 'of a bundle: the file that was written beside it')
    .option('--json', 'of a bundle: as JSON')
    .action(
      async (
        bundle: string | undefined,
        options: AuditPlace & WrittenDown & AnchorOptions & SignatureOptions & { json?: boolean },
      ) => {
        if (bundle !== undefined) {
          const { verifyBundleAt } = await import('./check-bundle.js');
          verifyBundleAt(bundle, options);
          return;
        }
        const { verifyAudit } = await import('./recorded.js');
        await verifyAudit(oneOff, options);
      },
    );
  audit
    .command('retention')
    .description("how long each payment's records are kept, what holds them, and what may go; it deletes nothing")
    .option(...fileOption)
    .option('--on <day>', 'another day than today, e.g. 2033-01-22')
    .option('--json', 'as JSON')
    .action(async (options: RetentionOptions) => {
      const { showRetention } = await import('./retention.js');
      await showRetention(oneOff, options);
    });
  audit
    .command('head')
    .description('the last hash and the count of events, to write down')
    .option(...fileOption)
    .option('--json', 'as JSON')
    .action(async (options: AuditPlace & { json?: boolean }) => {
      const { printHead } = await import('./recorded.js');
      await printHead(oneOff, options);
    });
  audit
    .command('events')
    .description('the events of no payment: delegations, and what came into force')
    .option(...fileOption)
    .option('--json', 'as JSON')
    .action(async (options: AuditPlace & { json?: boolean }) => {
      const { showHouseEvents } = await import('./recorded.js');
      await showHouseEvents(oneOff, options);
    });
  audit
    .command('show <id>')
    .description('the events of one run, payment or delegation id')
    .option(...fileOption)
    .option('--json', 'as JSON')
    .action(async (id: string, options: AuditPlace & { json?: boolean }) => {
      const { showAudit } = await import('./recorded.js');
      await showAudit(oneOff, id, options);
    });
}

function addBundleCommands(audit: Command, oneOff: () => Config): void {
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
