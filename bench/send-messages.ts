/** Sends so many messages over so many connections, each connection the next one once its answer is posted, and times every one. */
import { performance } from 'node:perf_hooks';
import { connections, overConnections, type Timed } from './against-echo';
import type { BenchChannel, Delivery, Say } from './channel';

export interface SendOptions {
  readonly channel: BenchChannel;
  readonly botUrl: string;
  readonly messages: number;
  readonly textOf: (number: number) => string;
  /** What the answer to this message must hold, e.g. the payment's id. */
  readonly answerOf: (number: number) => string;
  /** Also called for what no message waits for, e.g. an update of an earlier card. */
  readonly onDelivery?: (delivery: Delivery) => void;
}

/** From sending a message to its answer being posted. */
export interface Sent extends Timed {
  readonly tookMs: number;
}

const answerWithinMs = 20_000;
/** Of one conversation Teams takes one or two messages a second, and the desk keeps to that: with fewer chats its pace would be measured. */
const conversations = 600;

export async function sendMessages(options: SendOptions): Promise<Sent> {
  const { channel, messages } = options;
  const awaited = new Map<string, { readonly text: string; readonly done: (atMs: number) => void }>();
  channel.onDelivery((delivery) => {
    const waiting = awaited.get(delivery.conversationId);
    if (delivery.kind === 'posted' && waiting && delivery.body.includes(waiting.text)) waiting.done(performance.now());
    options.onDelivery?.(delivery);
  });

  const timesMs: number[] = [];
  const failures: string[] = [];
  const work = async (say: Say, number: number): Promise<void> => {
    try {
      timesMs.push(await sendOne(say, `chat-${number % conversations}`, number));
    } catch (error) {
      failures.push(`${options.textOf(number)}: ${String(error)}`);
    }
  };

  async function sendOne(say: Say, conversationId: string, number: number): Promise<number> {
    const startedMs = performance.now();
    let giveUp: NodeJS.Timeout | undefined;
    const answered = new Promise<number>((resolve, reject) => {
      awaited.set(conversationId, { text: options.answerOf(number), done: resolve });
      giveUp = setTimeout(() => reject(new Error('no answer in time')), answerWithinMs);
    });
    try {
      const [answeredMs, status] = await Promise.all([answered, say(conversationId, options.textOf(number))]);
      if (status !== 200) throw new Error(`HTTP ${status}`);
      return answeredMs - startedMs;
    } finally {
      clearTimeout(giveUp);
      awaited.delete(conversationId);
    }
  }

  const startedMs = performance.now();
  await channel.connect(options.botUrl, connections, (say) => overConnections(messages, (number) => work(say, number)));
  return { timesMs, failures, tookMs: performance.now() - startedMs };
}
