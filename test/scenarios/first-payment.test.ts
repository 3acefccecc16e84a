import { createReadWorklist } from '../../src/app/questions/read-worklist';
import { askedPeople } from '../../src/domain/case/people/asked-people';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import { answerersIn } from '../../src/domain/case/people/stand-in';
import { transition } from '../../src/domain/case/machine/transitions';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Member } from '../../src/domain/values/person';
import { openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

const manager = (): Member => treasury.data.directory.withRole('Treasury Manager')[0]!;
const pressBy = async (who: Member, { runId }: PaymentCase) => {
  const { version: shownVersion } = await treasury.find(runId);
  return treasury.actOnCase(runId, { type: 'approve', actor: who, shownVersion, comment: 'seen' });
};

/** Another payment to the same payee, whose details the manager changed. */
async function changedBefore(status: PaymentCase['status']): Promise<PaymentCase> {
  const other = await treasury.ask(300_001);
  await treasury.rewrite({ ...other, status, beneficiaryChangedBy: [manager()] });
  return other;
}

it('whoever changed a payee in one case cannot approve the first payment to it in another', async () => {
  await changedBefore('withdrawn');
  const asked = await treasury.ask(300_000);
  const refused = await pressBy(manager(), asked);
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'beneficiary_changer_cannot_approve' }] });
  expect(JSON.stringify(refused)).toContain('sod-beneficiary-first-payment');
  expect((await treasury.find(asked.runId)).approvals).toEqual([]);
});

it('nor are they offered it, named among those it waits for, or shown it as theirs in the list', async () => {
  await changedBefore('awaiting_approval');
  const asked = await treasury.ask(300_000);
  const inForce = await treasury.knowledge.inForce(asked);
  const actsOf = (who: Member) => permittedActions(asked, who, inForce).map(({ act }) => act);
  expect(actsOf(manager())).not.toContain('approve');
  expect(actsOf(manager())).toContain('reject');
  const analyst = treasury.data.directory.withRole('Treasury Analyst')[0]!;
  expect(actsOf(analyst)).toContain('approve');
  const answerers = answerersIn(treasury.data.directory.members());
  const named = askedPeople(asked, answerers, inForce).flatMap(({ people }) => people.map(({ name }) => name));
  expect(named).toContain(analyst.name);
  expect(named).not.toContain(manager().name);
  const { store, knowledge, data, clock } = treasury;
  const readWorklist = createReadWorklist({ store, knowledge, policy: data.policy, clock });
  const { items } = await readWorklist(manager(), { seesAll: true, atMost: 20 });
  expect(items.find(({ case: { runId } }) => runId === asked.runId)?.offers.map(({ act }) => act)).toEqual(
    actsOf(manager()),
  );
});

it('what each of the demo’s people is offered is what is taken from them', async () => {
  await changedBefore('held');
  const asked = await treasury.ask(300_000);
  const inForce = await treasury.knowledge.inForce(asked);
  const answers = await Promise.all(
    treasury.data.directory.members().map(async (who) => {
      const offered = permittedActions(asked, who, inForce).some(({ act }) => act === 'approve');
      const known = await treasury.knowledge.known(asked);
      const press = { type: 'approve', actor: who, shownVersion: asked.version, comment: 'seen' } as const;
      return { offered, taken: transition(press, asked, known).ok };
    }),
  );
  expect(answers.map(({ taken }) => taken)).toEqual(answers.map(({ offered }) => offered));
  expect(answers.filter(({ offered }) => offered)).toHaveLength(1);
});

it('nor does a delegate for them, and others may', async () => {
  await changedBefore('awaiting_approval');
  const asked = await treasury.ask(300_000);
  const { roles: _roles, ...from } = manager();
  const analyst = treasury.data.directory.withRole('Payments Operator')[0]!;
  const standIn = {
    reference: 'DLG-1',
    version: 2,
    role: 'Treasury Manager',
    from,
    firstDay: '2026-01-01',
    lastDay: '2026-02-01',
    upToUsd: null,
    stopped: null,
  };
  const refused = await pressBy({ ...analyst, standsIn: [standIn] }, asked);
  expect(JSON.stringify(refused)).toContain('sod-beneficiary-first-payment');
  const other = { ...manager(), objectId: 'another', name: 'Another Manager' };
  expect(await pressBy(other, asked)).toMatchObject({ ok: true });
});

it('once a payment to it was approved, the next is not the first', async () => {
  await changedBefore('approved');
  expect(await pressBy(manager(), await treasury.ask(300_000))).toMatchObject({ ok: true });
});
