/** The workflow in force, taken anew from its file when it changes, and the files of earlier runs, which keep theirs to their end. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { asFault, Fault, type Problem } from '../../domain/values/errors';
import type { DefinitionPin } from '../../domain/case/run/run';
import type { Log } from '../../ports/process';
import {
  parseDefinition,
  type Definition,
  type DefinitionsInForce,
  type DefinitionText,
  type DefinitionTexts,
} from '../../workflow/definition/definition';

/** Keys every run starts with; each step's output_key and workflow_state join them. */
export const contextKeys = ['payment_request', 'computed'];

export interface WorkflowInForce extends DefinitionsInForce {
  /** Looks whether the file has changed. A broken one is told to the log and in `problems`; the last good one stays. */
  reload(): void;
  /** What is wrong with a changed file that could not come into force; none while the newest is in force. */
  problems(): readonly Problem[];
}

export interface WorkflowInForceDeps {
  readonly file: string;
  /** Where the files of runs are kept: `<fingerprint>/workflow.yaml`, and `included/` beside it. Null keeps them in memory. */
  readonly versionsFolder: string | null;
  readonly known: Pick<DefinitionText, 'agentRefs' | 'contextKeys'>;
  readonly log: Log;
}

/** Where the desk keeps the workflow files its runs began with. */
export function workflowVersionsFolder(dataDir: string): string {
  return path.join(dataDir, 'workflows');
}

/** Throws `definition_invalid` where the file cannot be used at the start; later it only says so. */
export function createWorkflowInForce({ file, versionsFolder, known, log }: WorkflowInForceDeps): WorkflowInForce {
  const shownName = path.relative(process.cwd(), file);
  const kept = new Map<string, Definition>();
  /** Every file the last look read, by its name beside the workflow file; null where it was not there. */
  let seen = new Map<string, string | null>();
  let problems: readonly Problem[] = [];
  let inForce = readFiles();
  remember(inForce);

  return {
    current: () => inForce,
    version: ({ fingerprint }) => kept.get(fingerprint) ?? readVersion(fingerprint),
    problems: () => problems,
    reload() {
      if ([...seen].every(([name, text]) => tryRead(path.dirname(file), name) === text)) return;
      try {
        const changed = readFiles();
        problems = [];
        if (changed.pin.fingerprint === inForce.pin.fingerprint) return;
        log.info({ from: inForce.pin.fingerprint, to: changed.pin.fingerprint }, 'a changed workflow is in force');
        inForce = changed;
        remember(inForce);
      } catch (error) {
        refuseChange(asFault(error).message);
      }
    },
  };

  /** Throws `definition_invalid`. */
  function readFiles(): Definition {
    seen = new Map();
    return readWorkflow(file, known, (name, text) => seen.set(name, text));
  }

  function refuseChange(message: string): void {
    const told = message.split('\n').map((line): Problem => ({ code: 'file_invalid', message: line }));
    problems = told;
    log.warn(
      { problems: told.map((one) => one.message), inForce: inForce.pin.fingerprint },
      'a changed workflow cannot be used; the last good one stays in force',
    );
  }

  function remember(definition: Definition): void {
    kept.set(definition.pin.fingerprint, definition);
    if (versionsFolder !== null) keepVersion(versionsFolder, definition);
  }

  /** Null where that file was never kept, is no longer what its name says, or names agents that are gone. */
  function readVersion(fingerprint: DefinitionPin['fingerprint']): Definition | null {
    if (versionsFolder === null || !/^[0-9a-f]{64}$/.test(fingerprint)) return null;
    const folder = path.join(versionsFolder, fingerprint);
    const text = tryRead(folder, mainFile);
    if (text === null) return null;
    try {
      const readIncluded = (name: string): string | null => tryRead(path.join(folder, includedFolder), name);
      const definition = parseDefinition({ file: shownName, text, readIncluded, ...known, isKept: true });
      if (definition.pin.fingerprint !== fingerprint) return null;
      kept.set(fingerprint, definition);
      return definition;
    } catch (error) {
      log.error({ fingerprint, err: asFault(error) }, 'the workflow file of a run cannot be used any more');
      return null;
    }
  }
}

/** A workflow file with what it includes; `saw` hears each file that was read, null where it is not there. Throws `definition_invalid`. */
export function readWorkflow(
  file: string,
  known: WorkflowInForceDeps['known'],
  saw: (name: string, text: string | null) => void = () => undefined,
): Definition {
  const shownName = path.relative(process.cwd(), file);
  const readIncluded = (name: string): string | null => {
    const text = tryRead(path.dirname(file), name);
    saw(name, text);
    return text;
  };
  const text = readIncluded(path.basename(file));
  if (text === null) throw new Fault('definition_invalid', `${shownName}:1: cannot be read`);
  return parseDefinition({ file: shownName, text, readIncluded, ...known });
}

/** The kept texts of that workflow, whoever is to read them; null where it never was kept. */
export function readWorkflowVersionTexts(versionsFolder: string, fingerprint: string): DefinitionTexts | null {
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return null;
  const folder = path.join(versionsFolder, fingerprint);
  const main = tryRead(folder, mainFile);
  if (main === null) return null;
  const beside = path.join(folder, includedFolder);
  const names = existsSync(beside) ? readdirSync(beside).sort() : [];
  return { main, included: Object.fromEntries(names.map((name) => [name, tryRead(beside, name) ?? ''])) };
}

const mainFile = 'workflow.yaml';
const includedFolder = 'included';

function tryRead(folder: string, name: string): string | null {
  try {
    return readFileSync(path.join(folder, name), 'utf8');
  } catch {
    // Whoever asked says which file is missing.
    return null;
  }
}

/** Complete or not at all: a version is moved to its name only when it is written. */
function keepVersion(versionsFolder: string, { pin, texts }: Definition): void {
  const folder = path.join(versionsFolder, pin.fingerprint);
  if (existsSync(folder)) return;
  mkdirSync(versionsFolder, { recursive: true });
  const draft = mkdtempSync(path.join(versionsFolder, '.writing-'));
  writeFileSync(path.join(draft, mainFile), texts.main);
  mkdirSync(path.join(draft, includedFolder));
  for (const [name, text] of Object.entries(texts.included))
    writeFileSync(path.join(draft, includedFolder, name), text);
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was faster with the same version.
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
