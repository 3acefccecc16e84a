/** Lives of payments that have ended, as the desk itself wrote them down: from each of them thousands are made that differ in all that is looked up. */
import { createChangeCase } from '../src/app/change-case';
import type { AuditEvent } from '../src/domain/case/audit-event';
import type { PaymentCase } from '../src/domain/case/payment-case';
import { openTreasury, originator, type Treasury } from '../test/fakes/treasury';

/** What differs from one payment to the next. */
export interface Marks {
  readonly runId: string;
  readonly paymentId: string;
  readonly payee: string;
  readonly account: string;
  /** The UTC day on which all of it happened. */
  readonly day: string;
}

/** One version and its event, with other marks in them. */
export interface Step {
  readonly caseText: string;
  readonly eventText: string;
}

export interface Life {
  /** Of a hundred payments. */
  readonly share: number;
  stepsOf(marks: Marks): readonly Step[];
}

const draft = {
  beneficiary_name: 'Marked Supplier Ltd',
  beneficiary_account: '000123456789',
  beneficiary_bank_code: '021000021',
  beneficiary_country: 'US',
  amount: 1_000,
  currency: 'USD',
  payment_type: 'SWIFT',
  account_id: 'ACC-BAN-002',
} as const;
const demoDay = '2026-01-22';

const lives: readonly { readonly share: number; readonly live: (desk: Treasury, runId: string) => Promise<unknown> }[] =
  [
    { share: 90, live: settle },
    { share: 4, live: (desk, runId) => desk.reject(runId) },
    { share: 3, live: withdraw },
    // Approved, and no statement ever said what became of it.
    { share: 3, live: (desk, runId) => desk.approve(runId) },
  ];

export async function recordLives(): Promise<readonly Life[]> {
  const desk = await openTreasury();
  try {
    const recorded: Life[] = [];
    for (const { share, live } of lives) {
      const { runId, payment } = await desk.askFor(draft);
      await live(desk, runId);
      const versions = await desk.store.readVersionTexts(runId);
      const events = await desk.store.readEvents({ runId, limit: versions.length });
      const marks = { runId, paymentId: payment.payment_id, payee: draft.beneficiary_name };
      const own = { ...marks, account: draft.beneficiary_account, day: demoDay };
      const steps = versions.map(({ text }, at) => stepFrom(text, events[at], own));
      recorded.push({ share, stepsOf: (other) => steps.map((step) => step(other)) });
    }
    return recorded;
  } finally {
    await desk.close();
  }
}

async function settle(desk: Treasury, runId: string): Promise<void> {
  const approved = await desk.approve(runId);
  if (!approved.ok) throw new Error(JSON.stringify(approved.problems));
  const { version: shownVersion } = approved.case;
  const [actor] = desk.data.directory.withRole('Payments Operator');
  if (!actor) throw new Error('nobody releases payments');
  const released = await desk.actOnCase(runId, {
    type: 'release',
    actor,
    shownVersion,
    comment: null,
    inputs: { bank_reference: 'REF-1' },
  });
  if (!released.ok) throw new Error(JSON.stringify(released.problems));
  const changeCase = createChangeCase({ store: desk.store, wakeups: { wake: () => undefined } });
  const entry = { reference: 'REF-1', bookedOn: demoDay, statement: 'STATEMENT-1', note: null };
  const command = { type: 'settle', basedOn: released.case.version, entry, entries: [] } as const;
  const settled = await changeCase(runId, command, (current) => desk.knowledge.known(current));
  if (!settled.ok) throw new Error(JSON.stringify(settled.problems));
}

async function withdraw(desk: Treasury, runId: string): Promise<PaymentCase> {
  const { version: shownVersion } = await desk.find(runId);
  const withdrawn = await desk.actOnCase(runId, { type: 'withdraw', actor: originator, shownVersion, comment: null });
  if (!withdrawn.ok) throw new Error(JSON.stringify(withdrawn.problems));
  return withdrawn.case;
}

function stepFrom(text: string, event: AuditEvent | undefined, own: Marks): (marks: Marks) => Step {
  if (!event) throw new Error('a version without an event');
  // Payments are asked for in chats.
  const inChat = text.replace('"conversation":null', `"conversation":${JSON.stringify(conversation)}`);
  const caseText = marked(inChat, own);
  const eventText = marked(JSON.stringify(event), own);
  return (marks) => ({ caseText: caseText(marks), eventText: eventText(marks) });
}

const conversation = {
  channelId: 'msteams',
  serviceUrl: 'http://127.0.0.1:9',
  conversation: { id: '19:treasury@thread.tacv2', conversationType: 'groupChat', isGroup: true },
};

/** The text in pieces: putting it together anew is far quicker than looking for the marks each time. */
function marked(text: string, own: Marks): (marks: Marks) => string {
  const names = Object.keys(own) as (keyof Marks)[];
  const nameOf = new Map(names.map((name) => [own[name], name]));
  const pieces = text.split(new RegExp(`(${[...nameOf.keys()].join('|')})`));
  return (marks) =>
    pieces
      .map((piece) => {
        const name = nameOf.get(piece);
        return name === undefined ? piece : marks[name];
      })
      .join('');
}
