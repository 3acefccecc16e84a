/** Registers the commands about hosted agents. */
import type { Command } from 'commander';
import type { Config } from '../../composition/config/config';
import type { DeployOptions } from './deploy';
import type { RollbackOptions } from './rollback';
import type { ShowAgentsOptions } from './show';

const gateway = ['--gateway <url>', 'where the agents reach the tools, like https://gateway.example.com'] as const;

/** `readConfig` is called only when a command runs. */
export function addAgentsCommands(program: Command, readConfig: () => Config): void {
  const agents = program.command('agents').description('the agents where they are hosted: FOUNDRY_PROJECT_ENDPOINT');
  agents
    .command('show [name]')
    .description('the definitions of agents/*.yaml as Azure AI Foundry takes them, each with the hash of its content')
    .requiredOption(...gateway)
    .option('--json', 'as the agents API takes them')
    .action(async (name: string | undefined, options: ShowAgentsOptions) => {
      const { showAgents } = await import('./show.js');
      showAgents(readConfig(), name, options);
    });
  agents
    .command('diff')
    .description('what deploy would change; exit 1 where it would change anything')
    .option(...gateway)
    .action(async (options: DeployOptions) => {
      const { diffAgents } = await import('./deploy.js');
      await diffAgents(readConfig(), options);
    });
  agents
    .command('deploy')
    .description('make the agents what their files say, and pin their versions in the lock file')
    .option(...gateway)
    .action(async (options: DeployOptions) => {
      const { deployAgents } = await import('./deploy.js');
      await deployAgents(readConfig(), options);
    });
  agents
    .command('status')
    .description('which versions runs use, whether they still are what was deployed, and when their models end')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const { showStatus } = await import('./status.js');
      await showStatus(readConfig(), options);
    });
  agents
    .command('rollback <name>')
    .description('let runs use an older version again')
    .option('--to <version>', 'which one; the newest before the pinned one if left out')
    .action(async (name: string, options: RollbackOptions) => {
      const { rollBack } = await import('./rollback.js');
      await rollBack(readConfig(), name, options);
    });
}
