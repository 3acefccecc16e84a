/** What nobody may do and nothing can read: refused in words, what was typed kept, logged under the reference shown, and nothing written. */
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import { personActs } from '../../src/domain/case/machine/commands';
import type { Member } from '../../src/domain/values/person';
import { objectsOf } from '../cards/read-card';
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { openTreasury } from '../fakes/treasury';

const { dana, omar, maya, stranger } = people;
type Speaker = typeof dana;

let desk: DemoDesk;
let asked: PaymentCase;
beforeEach(async () => {
  desk = await startDemoDesk();
  await desk.channel.say(dana, '/payment TXN-002');
  asked = await desk.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
});
afterEach(() => desk.close());

const typed = 'Our supplier asked for it.';
const long = 'x'.repeat(20_000);
const form = {
  form_id: '0123456789ab',
  beneficiary_name: 'ACME Corp',
  amount: '40,000',
  currency: 'USD',
  account_id: 'ACC-BAN-002',
  payment_type: 'SWIFT',
};
const delegation = {
  form_id: '0123456789ab',
  kind: 'delegation',
  to: omar.aadObjectId,
  role: 'Treasury Manager',
  first_day: '2026-01-22',
  last_day: '2026-01-23',
  up_to_usd: '',
  reason: typed,
};

const theirs = () => ({ run_id: asked.runId, version: asked.version });
const chatOf = (who: Speaker) => openChannel(desk.connector, desk.url, { chat: `chat of ${who.name}` });

/** `kept`: what stands in the card that comes back; null where the pressed card stays as it is, with what was typed into it. */
const presses: readonly (readonly [
  what: string,
  who: Speaker,
  verb: string,
  data: () => object,
  why: string,
  kept: string | null,
])[] = [
  [
    'a forged case id',
    dana,
    'withdraw',
    () => ({ run_id: 'WF-20260122102500-ffffff', version: 4, comment: typed }),
    'not known here',
    null,
  ],
  [
    'a case id that is none',
    dana,
    'withdraw',
    () => ({ run_id: '../../etc/passwd', version: 4, comment: typed }),
    'not known here',
    null,
  ],
  [
    'a version that is none',
    dana,
    'withdraw',
    () => ({ ...theirs(), version: -1, comment: typed }),
    'cannot read',
    null,
  ],
  [
    'a version still to come',
    dana,
    'withdraw',
    () => ({ ...theirs(), version: 99, comment: typed }),
    'changed since it was shown',
    typed,
  ],
  ['a verb nobody offers', dana, 'unrelease', () => ({ ...theirs(), comment: typed }), 'not one of ours', null],
  [
    'a verb that is a name of the language',
    dana,
    'constructor',
    () => ({ ...theirs(), comment: typed }),
    'not one of ours',
    null,
  ],
  [
    'a rejection by whoever asked for it',
    dana,
    'reject',
    () => ({ ...theirs(), comment: typed }),
    'sod-create-approve',
    typed,
  ],
  ['a withdrawal by somebody else', omar, 'withdraw', () => ({ ...theirs(), comment: typed }), 'right-withdraw', typed],
  [
    'an act of compliance by treasury',
    omar,
    'clear_false_positive',
    () => ({ ...theirs(), comment: typed, evidence_note: 'file 12' }),
    'does not wait for this',
    '',
  ],
  [
    'a press of somebody from nowhere',
    stranger,
    'approve',
    () => ({ ...theirs(), comment: typed }),
    'access-read-payment',
    null,
  ],
  ['a comment of 20,000 characters', dana, 'withdraw', () => ({ ...theirs(), comment: long }), 'characters', null],
  [
    'a reference of 20,000 characters',
    dana,
    'attach_reference',
    () => ({ ...theirs(), comment: long }),
    'characters',
    null,
  ],
  [
    'a correction to a date in the past',
    dana,
    'correct',
    () => ({ ...theirs(), value_date: '2026-01-02', comment: typed }),
    'has passed',
    typed,
  ],
  [
    'a payment for a date in the past',
    dana,
    'submit_payment',
    () => ({ ...form, value_date: '2026-01-02', purpose: typed }),
    'has passed',
    typed,
  ],
  [
    'a payment with a purpose of 20,000 characters',
    dana,
    'submit_payment',
    () => ({ ...form, purpose: long }),
    'characters',
    '40,000',
  ],
  ['a payment of nothing', dana, 'submit_payment', () => ({ ...form, amount: '-1', purpose: typed }), 'Amount', typed],
  ['a form of nobody', dana, 'submit_payment', () => ({ ...form, form_id: 7 }), 'cannot read', null],
  [
    'a delegation to oneself',
    maya,
    'give_delegation',
    () => ({ ...delegation, to: maya.aadObjectId }),
    'to themselves',
    typed,
  ],
  [
    'a delegation from a day in the past',
    maya,
    'give_delegation',
    () => ({ ...delegation, first_day: '2026-01-01' }),
    'past',
    typed,
  ],
  [
    'a forged delegation',
    maya,
    'accept_delegation',
    () => ({ delegation: 'DLG-20260122102500-ffffff', version: 1 }),
    'No such delegation',
    '',
  ],
  ['approvals of several forged cases', omar, 'approve_several', () => ({ approve_WF_1: 'true' }), 'cannot read', null],
];

/** With what escapes Markdown taken out. */
const wordsOf = (card: unknown) => JSON.stringify(card).replaceAll(/\\+/g, '');

describe.each(presses)('%s', (_what, who, verb, data, why, kept) => {
  it('is refused in words with what was typed kept, logged under its reference, and writes nothing', async () => {
    const before = await desk.store.readChain({ limit: 1_000 });
    const sentBefore = desk.connector.sent.length;
    const { status, body } = await chatOf(who).press(who, verb, data());
    expect(status).toBe(200);
    const { type, value } = body as { type: string; value: object };
    const isCard = type === 'application/vnd.microsoft.card.adaptive';
    expect(isCard).toBe(kept !== null);
    if (kept !== null)
      expect(objectsOf(value as never).some((part) => part['value'] === kept) || kept === '').toBe(true);
    const said = desk.connector.sent
      .slice(sentBefore)
      .filter(({ kind, conversationId }) => kind === 'posted' && conversationId === `chat of ${who.name}`)
      .map(({ activity }) => activity.attachments?.[0]?.content ?? {});
    const answer = wordsOf(isCard ? value : said);
    expect(answer).toContain(why);
    const [, reference = 'none'] = /Reference ([0-9a-f]{8})/.exec(answer) ?? [];
    const logged = desk.log.lines.filter(
      ({ fields }) => (fields as { referenceId?: string }).referenceId === reference,
    );
    expect(logged).toMatchObject([{ level: 'info', message: 'refused', fields: { who: who.aadObjectId } }]);
    // What was typed is nobody's to read in a log.
    expect(JSON.stringify(logged)).not.toContain(typed);
    expect(JSON.stringify(logged).length).toBeLessThan(1_000);
    expect(await desk.store.readChain({ limit: 1_000 })).toEqual(before);
    expect(await desk.caseOf('TXN-002')).toEqual(asked);
    expect(desk.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

it('a payment that somebody acted on as a persona is not acted on where payments are real', async () => {
  const treasury = await openTreasury();
  try {
    const { runId } = await treasury.ask(300_000);
    await treasury.rewrite({ ...(await treasury.find(runId)), isTest: true });
    const test = await treasury.find(runId);
    const before = await treasury.store.readChain({ limit: 100 });
    const members = treasury.data.directory.members();
    for (const actor of members)
      for (const type of personActs) {
        const acted = await treasury.actOnCase(runId, { type, actor, shownVersion: test.version, comment: typed });
        expect({ type, acted }).toMatchObject({ acted: { ok: false, problems: [{ code: 'test_case' }] } });
      }
    const inForce = await treasury.knowledge.inForce(test);
    // An auditor may still be given its bundle, which changes nothing.
    const changing = (who: Member | null) =>
      permittedActions(test, who, inForce).filter(({ act }) => act !== 'export_bundle');
    for (const who of [null, ...members]) expect(changing(who)).toEqual([]);
    expect(await treasury.store.readChain({ limit: 100 })).toEqual(before);
    expect(await treasury.find(runId)).toEqual(test);
  } finally {
    await treasury.close();
  }
});
