import path from 'node:path';
import { internalCutoff, states, viewOf } from '../cards/payment/case-fixtures';
import { cards } from '../cards/read-card';
import type { PaymentView } from '../../src/cards/payment/payment-view';
import { openCardPage, type CardPage } from './card-page';
import { chromiumAvailable } from './playground';
import { pictures } from './scene';

const describeWithChromium = chromiumAvailable() ? describe : describe.skip;
/** A narrow phone, and what of its height is left between a chat's title and its compose box. */
const phone = 360;
const oneScreen = 700;

const cardOf = (state: string, parts: Partial<PaymentView> = {}) =>
  cards.paymentCard(viewOf(states[state]!, { cutoff: internalCutoff, ...parts }));

describeWithChromium('the card of a payment on a phone', () => {
  let page: CardPage;
  beforeAll(async () => {
    page = await openCardPage();
  });
  afterAll(() => page.close());

  it.each(Object.keys(states))('%s: what a person needs is on one screen, and nothing is cut off', async (state) => {
    await page.draw(cardOf(state), { width: phone, theme: 'light' });
    expect(await page.height()).toBeLessThanOrEqual(oneScreen);
    expect(await page.contentWidth()).toBeLessThanOrEqual(phone);
  });

  const looks = [
    [360, 'light'],
    [360, 'dark'],
    [800, 'light'],
    [800, 'dark'],
  ] as const;
  (pictures === undefined ? it.skip : it).each(Object.keys(states))('%s is photographed', async (state) => {
    for (const [width, theme] of looks) {
      await page.draw(cardOf(state), { width, theme });
      await page.picture(path.join(pictures ?? '', `${state.replaceAll(' ', '-')}-${width}-${theme}.png`));
    }
  });
});
