/** Runs of agents that do nothing on the engine alone: each answer's checkpoint is a row of a SQLite file with `synchronous=FULL`, as the peer keeps its own. */
import path from 'node:path';
import Database from 'libsql';
import { createSystemClock } from '../src/jobs/system-clock';
import { createAgentsAtWork } from '../src/workflow/agents-at-work';
import { restoreCheckpoint, runOf } from '../src/workflow/checkpoint';
import { startRun } from '../src/workflow/run-step';
import { noOpRuntime, parseGraph, type Graph } from './workflow-runs';

export interface EngineRuns {
  one(runId: string): Promise<void>;
  close(): void;
}

const context = { payment_request: {}, computed: {} };

export function openEngine(folder: string, graph: Graph): EngineRuns {
  const database = new Database(path.join(folder, 'engine.db'));
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE runs (id TEXT PRIMARY KEY, run TEXT NOT NULL)',
  );
  const keep = database.prepare('INSERT OR REPLACE INTO runs (id, run) VALUES (?, ?)');
  const find = database.prepare('SELECT run FROM runs WHERE id = ?');
  const definition = parseGraph(graph);
  const runtime = noOpRuntime(false);
  const clock = createSystemClock();
  const agents = createAgentsAtWork();
  return {
    async one(runId) {
      let run = runOf(startRun({ definition, runId, context }));
      keep.run(runId, JSON.stringify(run));
      while (run.end === null) {
        // From what is kept, as the desk does.
        run = JSON.parse((find.get(runId) as { run: string }).run) as typeof run;
        const checkpoint = restoreCheckpoint({ definition, runId, run, context });
        const stepped = await agents.step({ definition, checkpoint, runtime, clock });
        if (stepped.result !== 'went_on') throw new Error(`run ${runId} ${stepped.result}`);
        run = runOf(stepped.checkpoint);
        keep.run(runId, JSON.stringify(run));
        agents.keepTo(runId, run);
      }
    },
    close: () => database.close(),
  };
}
