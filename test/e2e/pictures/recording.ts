/** A payment from its request to its approval as one moving picture. */
import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { inChat, type Chat } from './chat';
import { animateWebp, encodeWebp, type Frame } from './webp';

const size = { width: 760, height: 760 };
/** The Playground's own bar is above the chat. */
const bar = 48;
/** Typing is shown in so many steps. */
const typedSteps = 5;

export async function record(studio: Page, file: string): Promise<void> {
  const frames: Frame[] = [];
  await studio.setContent('');
  await inChat(async (chat) => {
    await chat.page.setViewportSize({ width: size.width, height: size.height + bar });
    const show = async (shownMs: number): Promise<void> => {
      await chat.page.waitForTimeout(250);
      const png = await chat.page.screenshot({ clip: { x: 0, y: bar, ...size } });
      frames.push({ picture: await encodeWebp(studio, png, { quality: 0.7 }), shownMs });
    };
    await show(1_200);
    await type(chat, '/payment TXN-EMRG-001', show);
    const card = await chat.waitForCard('Payment TXN-EMRG-001');
    await card.getByText('HOLD').first().waitFor();
    await show(3_500);
    await chat.press('Liquidity', card);
    await card.getByText('What else could be done').first().scrollIntoViewIfNeeded();
    await show(3_000);
    for (const [name, act] of [
      ['Maya Marchetti', undefined],
      ['Helen Hoffmann', 'The supplier stops deliveries tonight and the inflow is confirmed for noon.'],
    ] as const) {
      await type(chat, `/as ${name.split(' ')[0]}`, show);
      const theirs = await chat.waitForCard(`For ${name}`);
      await chat.waitForCard(`You now act as ${name}`);
      await theirs.scrollIntoViewIfNeeded();
      await theirs.getByRole('button', { name: 'Approve 250,000 USD', exact: true }).scrollIntoViewIfNeeded();
      await show(1_800);
      await chat.press('Approve 250,000 USD', theirs);
      if (act !== undefined) {
        await chat.fill(/Justification of the override/, act, theirs);
        await show(2_200);
        await chat.press('Approve override', theirs);
        await theirs.getByText('✓ Approved by').first().waitFor();
      } else await theirs.getByText('1 of 2 approvals given').first().waitFor();
      await theirs.getByText(`For ${name}`).first().scrollIntoViewIfNeeded();
      await show(act === undefined ? 1_800 : 4_500);
    }
  });
  const picture = animateWebp(frames, size);
  writeFileSync(file, picture);
  console.info(`${file}: ${Math.round(picture.length / 1_000)} kB, ${frames.length} frames`);
}

async function type(chat: Chat, text: string, show: (shownMs: number) => Promise<void>): Promise<void> {
  await chat.page.locator('[data-lexical-editor="true"]').last().click();
  for (let step = 0; step < typedSteps; step += 1) {
    const from = Math.floor((text.length * step) / typedSteps);
    await chat.page.keyboard.insertText(text.slice(from, Math.floor((text.length * (step + 1)) / typedSteps)));
    await show(step === typedSteps - 1 ? 500 : 120);
  }
  await chat.page.locator('[aria-label="Send Message"]').last().click();
}
