/** `mcp TOOL --stdio`: one tool as an MCP server for a client that starts it. */
import type { Config } from '../composition/config/config';
import { refuse } from '../domain/values/errors';
import { createClock } from '../composition/create-clock';
import { randomHex } from '../composition/random-hex';
import { openStore } from '../composition/store/open-store';
import type { Log } from '../ports/process';
import { openReferenceData } from '../composition/data/reference-data';
import { serveMcpStdio } from '../tools/mcp-stdio';
import { RefusedInput } from './answer';

export async function serveTool(config: Config, log: Log, name: string): Promise<void> {
  const store = await openStore(config, { keep: 'nothing' });
  const clock = await createClock(config, store);
  await store.close();
  const tools = Object.values(openReferenceData(config, clock, { log }).tools);
  const tool = tools.find((known) => known.name === name);
  if (!tool)
    throw new RefusedInput(
      refuse(
        'unknown_tool',
        `There is no tool ${name}. There are ${tools.map((known) => known.name).join(', ')}.`,
        'tool',
      ).problems,
    );
  await serveMcpStdio(tool, { clock, randomHex, log }, { input: process.stdin, output: process.stdout });
}
