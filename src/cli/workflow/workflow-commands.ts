/** Registers the commands about workflow files. */
import { Option, type Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { Log } from '../../ports/process';
import type { AnswerOptions } from '../answer';
import type { DrawOptions } from './show-workflow';

/** `readConfig` is called only when a command runs. */
export function addWorkflowCommands(program: Command, readConfig: () => Config, log: (config: Config) => Log): void {
  const workflow = program.command('workflow').description('workflow files: what they do, and whether they are sound');
  workflow
    .command('lint <file>')
    .description('what is wrong with it, by file and line; exit 2 where anything is')
    .action(async (file: string) => {
      const { lintWorkflow } = await import('./show-workflow.js');
      lintWorkflow(readConfig(), file);
    });
  workflow
    .command('explain <file>')
    .description('what it does, in words')
    .action(async (file: string) => {
      const { explain } = await import('./show-workflow.js');
      explain(readConfig(), file);
    });
  workflow
    .command('draw <file>')
    .description('its picture, as SVG or as Mermaid text')
    .addOption(new Option('--as <format>', 'what to write').choices(['svg', 'mermaid']).default('svg'))
    .option('--mark <steps...>', 'steps that run now')
    .option('--of <payment>', 'mark what runs of this payment or run')
    .action(async (file: string, options: DrawOptions) => {
      const { draw } = await import('./show-workflow.js');
      await draw(readConfig(), file, options);
    });
  workflow
    .command('run <file>')
    .description('run one payment request through it, as review does through the workflow in force')
    .requiredOption('--input <file>', 'the request (JSON file, or - for standard input)')
    .option('--json', 'the final output as JSON, which it is wherever no terminal reads it')
    .option('--summary', 'a few lines for people, wherever they go')
    .action(async (file: string, { input, ...options }: AnswerOptions & { input: string }) => {
      const { requireWorkflow } = await import('./show-workflow.js');
      const { review } = await import('../review.js');
      const config = { ...readConfig(), workflowFile: requireWorkflow(readConfig(), file) };
      await review(config, log(config), input, options);
    });
}
