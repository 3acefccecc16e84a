/** `screen NAME`: one name against the list in force. */
import type { Config } from '../../composition/config/config';
import { refuse } from '../../domain/values/errors';
import { sanctionsInputSchema } from '../../domain/evidence/sanctions-screening';
import { explainScreening } from '../../domain/sanctions/explain-screening';
import { createSystemClock } from '../../jobs/system-clock';
import { randomHex } from '../../composition/random-hex';
import { openSanctionsTool } from '../../composition/data/sanctions-tool';
import { printJson, printText, RefusedInput } from '../answer';

export interface ScreenOptions {
  readonly country?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

export async function screen(config: Config, name: string, { country, json, explain }: ScreenOptions): Promise<void> {
  const input = sanctionsInputSchema.safeParse({ name, ...(country === undefined ? {} : { country }) });
  if (!input.success)
    throw new RefusedInput(
      refuse('name_invalid', 'The name must have between 1 and 20,000 characters.', 'name').problems,
    );
  const clock = createSystemClock();
  const { tool } = openSanctionsTool(config, clock);
  const result = await tool.run(input.data, {
    runId: `SCREEN-${randomHex(6)}`,
    nowMs: config.demoStartMs ?? clock.now(),
  });
  if (json === true) {
    printJson(result);
    return;
  }
  const summary = [
    result.match_type === 'NONE'
      ? `${result.decision}  no match`
      : `${result.decision}  ${result.match_type}  ${result.confidence}  ${result.match_details.matched_entity ?? ''}`,
    result.recommendation,
  ];
  printText(explain === true ? [...summary, '', ...explainScreening(result)] : summary);
}
