/** Reads agents/intake/*.yaml: the one agent that no review asks, which reads pasted mails for the payment form. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import { faultLines } from '../domain/values/file-faults';
import { readYaml } from '../domain/values/yaml-document';
import { asInstructions } from './agent-files';

export interface IntakeFile {
  readonly name: string;
  readonly description: string;
  readonly model: string;
  /** Left out where the model has none, as those that reason. */
  readonly temperature?: number | undefined;
  readonly task: string;
  readonly instructions: string;
}

export const intakeName = 'payment-intake-agent';

const intakeFileSchema = z.strictObject({
  // One name: the lock file knows it by that, also while nobody asks it.
  name: z.literal(intakeName),
  description: z.string().min(1, 'is empty'),
  model: z.string().min(1, 'is empty'),
  temperature: z.number().min(0).max(2).optional(),
  task: z.string().trim().min(1, 'is empty'),
  instructions: asInstructions,
});

/** Throws `configuration_invalid` where it is missing, or with every fault as `file:line: reason`. */
export function readIntakeFile(agentsDir: string): IntakeFile {
  const file = path.join(agentsDir, 'intake', `${intakeName}.yaml`);
  const shown = path.posix.join(path.basename(path.resolve(agentsDir)), 'intake', path.basename(file));
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Fault('configuration_invalid', `INTAKE=agent: ${shown} cannot be read`, { cause });
  }
  const read = readYaml(shown, text, intakeFileSchema);
  if (read.ok) return read.document.value;
  throw new Fault('configuration_invalid', faultLines(read.problems));
}
