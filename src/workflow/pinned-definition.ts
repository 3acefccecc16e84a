/** Holds a run to the definition it was started with. */
import { Fault } from '../domain/values/errors';
import type { DefinitionPin, Run } from '../domain/case/run';
import type { Definition } from './definition';

/** Throws `definition_changed` naming both, when name, version or content differ. */
export function checkPin({ pin }: Definition, { definition: started }: Pick<Run, 'definition'>, runId: string): void {
  const same = pin.name === started.name && pin.version === started.version && pin.fingerprint === started.fingerprint;
  if (!same)
    throw new Fault(
      'definition_changed',
      `run ${runId} was started with ${shown(started)} and cannot go on with ${shown(pin)}`,
    );
}

function shown({ name, version, fingerprint }: DefinitionPin): string {
  return `${name} ${version} (${fingerprint})`;
}
