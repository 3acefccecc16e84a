/** A desk, a Playground and a chat of one test's own, and what a person does there. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Clock } from '../../src/ports/process';
import { startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { startPlayground, type BotMessage, type Playground, type PlaygroundPage } from './playground';

/** Set to keep pictures of what a person sees. */
export const pictures = process.env['PICTURES_DIR'];

export interface Scene {
  readonly desk: DemoDesk;
  readonly playground: Playground;
  readonly chat: PlaygroundPage;
  /** Of the page, or of one card alone. */
  readonly picture: (name: string, card?: Locator) => Promise<void>;
  /** Asks for a payment and waits until its one card shows all of these. */
  readonly review: (paymentId: string, ...shown: readonly string[]) => Promise<BotMessage>;
  /** Presses a button on the payment's card as somebody else, and waits until it counts. */
  readonly pressAs: (name: string, verb: string, paymentId: string, comment?: string) => Promise<void>;
}

/** A test that starts its own desk and Playground: none needs what another left behind. */
export function onScene(test: (scene: Scene) => Promise<void>, chat: 'personal' | 'group' = 'personal', clock?: Clock) {
  return async (): Promise<void> => {
    const desk = await startDemoDesk({}, clock ? { clock } : {});
    try {
      const playground = await startPlayground({ botPort: Number(new URL(desk.url).port) });
      try {
        await test(sceneOf(desk, playground, await playground.openPage(chat)));
      } finally {
        await playground.stop();
      }
    } finally {
      await desk.close();
    }
  };
}

function sceneOf(desk: DemoDesk, playground: Playground, chat: PlaygroundPage): Scene {
  return {
    desk,
    playground,
    chat,
    async picture(name, card) {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      const file = path.join(pictures, `${name}.png`);
      await (card ? card.screenshot({ path: file }) : chat.screenshot(file));
    },
    async review(paymentId, ...shown) {
      await chat.send(`/payment ${paymentId}`);
      const card = await chat.waitForCard(`Payment ${paymentId}`);
      for (const text of shown) await card.getByText(text, { exact: false }).first().waitFor();
      return chat.waitForMessage(`Payment ${paymentId}`);
    },
    async pressAs(name, verb, paymentId, comment) {
      const { runId, version } = await desk.caseOf(paymentId);
      const message = await chat.waitForMessage(`Payment ${paymentId}`);
      const data = { run_id: runId, version, ...(comment === undefined ? {} : { comment }) };
      await playground.actAs(name, { verb, data, message });
      await desk.caseWhere(paymentId, (now) => now.version > version);
    },
  };
}

/** The card that is for this persona alone. */
export async function cardFor({ chat }: Scene, name: string): Promise<Locator> {
  await chat.send(`/as ${name.split(' ')[0]}`);
  await chat.waitForCard(`You now act as ${name}`);
  return chat.waitForCard(`For ${name}`);
}
