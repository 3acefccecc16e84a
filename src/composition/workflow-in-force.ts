/** The workflow in force, taken anew from its file when it changes, and the files of earlier runs, which keep theirs to their end. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asFault, Fault, type Problem } from '../domain/values/errors';
import type { DefinitionPin } from '../domain/case/run';
import type { Log } from '../ports';
import { parseDefinition, type Definition, type DefinitionsInForce, type DefinitionText } from '../workflow/definition';

export interface WorkflowInForce extends DefinitionsInForce {
  /** Looks whether the file has changed. A broken one is told to the log and in `problems`; the last good one stays. */
  reload(): void;
  /** What is wrong with a changed file that could not come into force; none while the newest is in force. */
  problems(): readonly Problem[];
}

export interface WorkflowInForceDeps {
  readonly file: string;
  /** Where the files of runs are kept: `<fingerprint>/workflow.yaml`. Null keeps them in memory. */
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
  let seen = readText();
  let problems: readonly Problem[] = [];
  let inForce = parse(seen);
  remember(inForce, seen);

  return {
    current: () => inForce,
    version: ({ fingerprint }) => kept.get(fingerprint) ?? readVersion(fingerprint),
    problems: () => problems,
    reload() {
      try {
        const text = readText();
        if (text === seen) return;
        seen = text;
        const { pin: before } = inForce;
        inForce = parse(text);
        problems = [];
        remember(inForce, text);
        if (inForce.pin.fingerprint !== before.fingerprint)
          log.info({ from: before.fingerprint, to: inForce.pin.fingerprint }, 'a changed workflow is in force');
      } catch (error) {
        refuseChange(asFault(error).message);
      }
    },
  };

  /** Throws `definition_invalid`. */
  function readText(): string {
    try {
      return readFileSync(file, 'utf8');
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
      throw new Fault('definition_invalid', `${shownName}:1: cannot be read (${code})`, { cause });
    }
  }

  function parse(text: string): Definition {
    return parseDefinition({ file: shownName, text, ...known });
  }

  function refuseChange(message: string): void {
    const told = message.split('\n').map((line): Problem => ({ code: 'file_invalid', message: line }));
    if (told.map((one) => one.message).join() === problems.map((one) => one.message).join()) return;
    problems = told;
    log.warn(
      { problems: told.map((one) => one.message), inForce: inForce.pin.fingerprint },
      'a changed workflow cannot be used; the last good one stays in force',
    );
  }

  function remember(definition: Definition, text: string): void {
    const { fingerprint } = definition.pin;
    kept.set(fingerprint, definition);
    if (versionsFolder !== null) keepVersion(versionsFolder, fingerprint, text);
  }

  /** Null where that file was never kept, is no longer what its name says, or names agents that are gone. */
  function readVersion(fingerprint: DefinitionPin['fingerprint']): Definition | null {
    if (versionsFolder === null || !/^[0-9a-f]{64}$/.test(fingerprint)) return null;
    const folder = path.join(versionsFolder, fingerprint);
    if (!existsSync(folder)) return null;
    try {
      const definition = parse(readFileSync(path.join(folder, mainFile), 'utf8'));
      if (definition.pin.fingerprint !== fingerprint) return null;
      kept.set(fingerprint, definition);
      return definition;
    } catch (error) {
      log.error({ fingerprint, err: asFault(error) }, 'the workflow file of a run cannot be used any more');
      return null;
    }
  }
}

const mainFile = 'workflow.yaml';

/** Complete or not at all: a version is moved to its name only when it is written. */
function keepVersion(versionsFolder: string, fingerprint: string, text: string): void {
  const folder = path.join(versionsFolder, fingerprint);
  if (existsSync(folder)) return;
  mkdirSync(versionsFolder, { recursive: true });
  const draft = mkdtempSync(path.join(versionsFolder, '.writing-'));
  writeFileSync(path.join(draft, mainFile), text);
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was faster with the same version.
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
