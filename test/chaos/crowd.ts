/** People at work while everything fails: they ask for payments, approve them, press twice, press what is not theirs, and try again when nothing answers. */
import { demoTenant, type Speaker } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import type { Chance } from './random';

export interface Acknowledged {
  /** By the amount asked for, which is each request's own. */
  readonly payments: ReadonlyMap<number, string>;
  /** Run ids whose approval was answered with a card that shows it. */
  readonly approvals: ReadonlySet<string>;
  readonly counts: Readonly<Record<string, number>>;
}

export interface Crowd extends Acknowledged {
  /** Works until told to stop; resolves once everybody has come to an end. */
  work(): Promise<void>;
  stop(): void;
  press(who: Speaker, verb: string, data: object, where: { chat: string; replyToId?: string }): Promise<string | null>;
}

const members = 6;
const chats = 12;
const answerWithinMs = 15_000;
const mostLooks = 25;

export function createCrowd(
  chance: Chance,
  {
    botUrl,
    connectorUrl,
    mostPayments,
  }: { readonly botUrl: () => string; readonly connectorUrl: string; readonly mostPayments: number },
): Crowd {
  const payments = new Map<number, string>();
  const approvals = new Set<string>();
  const counts: Record<string, number> = {};
  let isStopped = false;
  let asked = 0;
  let sent = 0;
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  async function post(activity: object): Promise<string | null> {
    try {
      const response = await fetch(`${botUrl()}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const text = await response.text();
      return response.ok ? text : null;
    } catch {
      count('requests nobody answered');
      await pause(200);
      return null;
    }
  }

  const envelope = (from: Speaker, chat: string) => ({
    id: `in-${(sent += 1)}`,
    channelId: 'msteams',
    serviceUrl: connectorUrl,
    from,
    recipient: { id: 'bot', name: 'Treasury Desk' },
    conversation: { id: chat, conversationType: 'personal', tenantId: demoTenant },
    channelData: { tenant: { id: demoTenant } },
  });

  const press: Crowd['press'] = (who, verb, data, { chat, replyToId }) =>
    post({
      ...envelope(who, chat),
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data } },
      ...(replyToId === undefined ? {} : { replyToId }),
    });

  /** The same form again and again until somebody says it was taken, as a client does that gets no answer. */
  async function ask(chat: string): Promise<string | null> {
    const amount = 100 + (asked += 1) / 100;
    const formId = asked.toString(16).padStart(12, '0');
    const form = {
      form_id: formId,
      beneficiary_name: 'ACME Corp',
      amount: String(amount),
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      payment_type: 'SWIFT',
    };
    while (!isStopped) {
      count('forms sent');
      const answered = await press(people.dana, 'submit_payment', form, { chat });
      const [, runId] = /is with us as (WF-\d{14}-[0-9a-f]{6})/.exec(answered ?? '') ?? [];
      if (runId !== undefined) {
        payments.set(amount, runId);
        return runId;
      }
    }
    return null;
  }

  /** Looks until the card offers an approval, and presses it, sometimes twice at once. A clock that was set may leave it too late for one. */
  async function approve(runId: string, chat: string): Promise<void> {
    for (let looks = 0; looks < mostLooks && !isStopped; looks += 1) {
      const shown = await press(people.omar, 'show_payment', { run_id: runId, version: 1 }, { chat });
      const [, version] = /"verb":"approve".*?"version":(\d+)/.exec(shown ?? '') ?? [];
      if (version === undefined) {
        await pause(300);
        continue;
      }
      const data = { run_id: runId, version: Number(version) };
      const presses = Array.from({ length: 1 + chance.below(2) }, () => press(people.omar, 'approve', data, { chat }));
      count('approvals pressed');
      const answers = await Promise.all(presses);
      // Not a card that names him as asked, or that tells him it is too late.
      if (answers.some((answered) => answered?.includes('Approved by Omar Okafor') === true)) approvals.add(runId);
      return;
    }
  }

  async function disturb(runId: string, chat: string): Promise<void> {
    const kind = chance.below(5);
    count('disturbances');
    if (kind === 0) await press(people.stranger, 'approve', { run_id: runId, version: 5 }, { chat });
    if (kind === 1) await press(people.dana, 'approve', { run_id: runId, version: 5 }, { chat });
    if (kind === 2) await post({ ...envelope(people.dana, chat), type: 'message', text: '/status' });
    if (kind === 3) await post({ type: 'message', text: '\u0000'.repeat(10) });
    if (kind === 4)
      await post({
        ...envelope(people.dana, chat),
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: [[[[]]]] },
      });
  }

  /** Everything was asked for that shall be: people go on pressing what is there. */
  async function lookAround(chat: string): Promise<void> {
    const runIds = [...payments.values()];
    const runId = runIds[chance.below(Math.max(1, runIds.length))];
    if (runId !== undefined) await disturb(runId, chat);
    await pause(chance.below(400));
  }

  async function workAlone(): Promise<void> {
    while (!isStopped) {
      const chat = `chat-${chance.below(chats)}`;
      if (asked >= mostPayments) {
        await lookAround(chat);
        continue;
      }
      const runId = await ask(chat);
      if (runId === null) return;
      if (chance.next() < 0.5) await disturb(runId, chat);
      if (chance.next() < 0.7) await approve(runId, chat);
      await pause(chance.below(400));
    }
  }

  return {
    payments,
    approvals,
    counts,
    press,
    async work() {
      await Promise.all(Array.from({ length: members }, workAlone));
    },
    stop() {
      isStopped = true;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
