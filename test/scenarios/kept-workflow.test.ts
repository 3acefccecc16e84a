/** A run keeps its workflow file by content: an edit, even of a comment, counts for new runs and strands none that waits. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorkflowInForce } from '../../src/composition/data/workflow-in-force';
import { createRecordingLog } from '../fakes/recording-log';
import { member, openTreasury, type Treasury } from '../fakes/treasury';
import { reviewAgents } from '../workflow/scripted-agents';

const carmen = member('Carmen Cordero', 'Compliance Manager');
const lars = member('Lars Lindqvist', 'MLRO');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-workflow-'));
  file = path.join(folder, 'workflow.yaml');
  copyFileSync('workflows/treasury-shock-day.yaml', file);
});
afterEach(() => rmSync(folder, { recursive: true }));

const addComment = () => writeFileSync(file, `${readFileSync(file, 'utf8')}\n# only a comment\n`);
const breakIt = () => writeFileSync(file, readFileSync(file, 'utf8').replace('goto: finalize', 'goto: finalise'));

describe('a payment that waits for compliance', () => {
  let treasury: Treasury;
  beforeEach(async () => {
    treasury = await openTreasury({ workflow: file });
  });
  afterEach(() => treasury.close());

  it.each([
    ['a comment was added', addComment],
    ['the file was broken', breakIt],
  ])('goes on by the file it began with where %s meanwhile, and later payments too', async (_what, edit) => {
    const held = await treasury.review('TXN-004');
    expect(held.status).toBe('compliance_review');
    edit();
    await treasury.sweep();
    for (const actor of [carmen, lars]) {
      const { version: shownVersion } = await treasury.find(held.runId);
      const press = { type: 'clear_false_positive', actor, shownVersion, comment: 'Another company' } as const;
      const acted = await treasury.actOnCase(held.runId, { ...press, inputs: { evidence_note: 'Registry extract' } });
      if (!acted.ok) throw new Error(acted.problems.map(({ message }) => message).join(' '));
    }
    const cleared = await treasury.runOn(held.runId);
    expect(cleared).toMatchObject({
      status: 'awaiting_approval',
      failure: null,
      run: { definition: held.run.definition },
    });
    expect(await treasury.review('TXN-002')).toMatchObject({ status: 'awaiting_approval' });
  });
});

describe('the workflow in force', () => {
  const known = { agentRefs: reviewAgents.map(({ name }) => name), contextKeys: ['payment_request', 'computed'] };
  const open = (log = createRecordingLog()) => ({
    log,
    source: createWorkflowInForce({ file, versionsFolder: path.join(folder, 'kept'), known, log }),
  });

  it('is the changed file from the next look on, and the one before is found again, also after a restart', () => {
    const { source } = open();
    const { pin } = source.current();
    addComment();
    expect(source.current().pin).toEqual(pin);
    source.reload();
    expect(source.current().pin).not.toEqual(pin);
    expect(open().source.version(pin)?.pin).toEqual(pin);
    expect(source.version({ ...pin, fingerprint: '0'.repeat(64) })).toBeNull();
  });

  it('stays the last good one where the file is broken, which is told once and stops a start', () => {
    const { source, log } = open();
    const { pin } = source.current();
    breakIt();
    source.reload();
    source.reload();
    expect(source.current().pin).toEqual(pin);
    expect(source.problems()[0]?.message).toContain('unknown goto finalise');
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
    expect(() => open()).toThrow('unknown goto finalise');
  });

  it('takes no kept file whose content is not what its name says', () => {
    const { source } = open();
    const { pin } = source.current();
    const kept = path.join(folder, 'kept', pin.fingerprint, 'workflow.yaml');
    writeFileSync(kept, `${readFileSync(kept, 'utf8')}# tampered`);
    addComment();
    expect(open().source.version(pin)).toBeNull();
  });
});
