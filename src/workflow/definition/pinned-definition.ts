/** Holds a run to the definition it was started with. */
import { Fault } from '../../domain/values/errors';
import type { DefinitionPin, Run } from '../../domain/case/run/run';
import type { Definition, DefinitionsInForce } from './definition';

/** Throws `definition_changed` naming both, when name, version or content differ. */
export function checkPin({ pin }: Definition, { definition: started }: Pick<Run, 'definition'>, runId: string): void {
  const same = pin.name === started.name && pin.version === started.version && pin.fingerprint === started.fingerprint;
  if (!same)
    throw new Fault(
      'definition_changed',
      `run ${runId} was started with ${shown(started)} and cannot go on with ${shown(pin)}`,
    );
}

/** The definition a run began with. Throws `definition_changed` where it is not kept here. */
export function definitionOfRun(
  source: DefinitionsInForce,
  { definition: started }: Pick<Run, 'definition'>,
  runId: string,
): Definition {
  const own = source.version(started);
  if (own) return own;
  throw new Fault(
    'definition_changed',
    `run ${runId} was started with ${shown(started)}, which is not kept here; in force is ${shown(source.current().pin)}`,
  );
}

function shown({ name, version, fingerprint }: DefinitionPin): string {
  return `${name} ${version} (${fingerprint})`;
}
