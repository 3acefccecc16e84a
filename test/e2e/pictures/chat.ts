/** A chat in the Playground that pictures are taken of: what is there besides the chat is put away. */
import type { Locator } from 'playwright-core';
import { startDemoDesk } from '../../fakes/demo-desk';
import { startPlayground, type PlaygroundPage } from '../playground';

export interface Chat extends PlaygroundPage {
  /** The card for this persona alone. */
  cardFor(name: string): Promise<Locator>;
}

/** A desk, a Playground and its page for one scene. */
export async function inChat(
  take: (chat: Chat) => Promise<void>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const desk = await startDemoDesk(environment);
  try {
    const playground = await startPlayground({ botPort: Number(new URL(desk.url).port) });
    try {
      const chat = await playground.openPage('personal');
      // The Playground's log needs more room than this, and goes.
      await chat.page.setViewportSize({ width: 760, height: 2300 });
      await take({
        ...chat,
        async cardFor(name) {
          await chat.send(`/as ${name.split(' ')[0]}`);
          await chat.waitForCard(`You now act as ${name}`);
          return chat.waitForCard(`For ${name}`);
        },
      });
    } finally {
      await playground.stop();
    }
  } finally {
    await desk.close();
  }
}
