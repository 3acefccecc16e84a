import path from 'node:path';
import { forLegacyClient } from '../../src/cards/for-legacy-client';
import { holdersOf, internalCutoff, offersOf, person, states, viewOf } from '../cards/payment/case-fixtures';
import { cards, turkishCards } from '../cards/read-card';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { PaymentView } from '../../src/cards/payment/payment-view';
import { openCardPage, type CardPage } from './card-page';
import { describeWithChromium } from './describe-with-chromium';
import { pictures } from './scene';

/** A narrow phone, and what of its height is left between a chat's title and its compose box. */
const phone = 360;
const oneScreen = 700;

const waiting = states['awaiting approvals after a breach']!;
const paid = {
  beneficiary_account: 'DE89370400440532013000',
  beneficiary_bic: 'COBADEFFXXX',
  beneficiary_country: 'DE',
  timestamp_utc: '2026-01-22T14:30:00Z',
};
const maya = holdersOf('Treasury Manager')[0]!;
const worse = {
  checkedAt: '2026-01-22T11:05:00Z',
  ledgerFingerprint: 'f',
  verdict: 'worse',
  changes: [{ field: 'gap', before: '125,000 USD', after: '250,000 USD' }],
} as const;
const returned = {
  by: person('Dana Demir'),
  at: '2026-01-22T10:50:00Z',
  reason: 'The invoice was corrected',
  voided: [{ role: 'Treasury Manager', by: person('Maya Marchetti') }],
};

const asWhole = {
  kind: 'assessed',
  screening: 'clear',
  breach: null,
  late: null,
  also: [{ kind: 'as_asked_in_all', amount: '1200000', currency: 'USD' }],
} as const;

const split: PaymentCase = {
  ...waiting,
  payment: { ...waiting.payment, ...paid },
  decision: { ...waiting.decision!, outcome: 'proceed', why: { ...asWhole, also: [] } },
  unusual: [
    {
      rule: 'unusual-split',
      check: 'together_above_tier',
      consequence: 'question',
      payments: ['PAY-C0FFEE000001', 'PAY-C0FFEE000002'],
      evidence: { hours: 24, role: 'Head of Treasury', usd: '1200000', count: 2 },
    },
  ],
};

/** Every state of the fixtures, and what else can stand on a card. */
const views: Readonly<Record<string, PaymentView>> = {
  ...Object.fromEntries(Object.entries(states).map(([name, shown]) => [name, viewOf(shown)])),
  'for one approver': viewOf(waiting, { viewer: maya, offers: offersOf(waiting, maya) }),
  'with the account of the payee': viewOf({
    ...waiting,
    payment: { ...waiting.payment, ...paid, amount: 12_345_678.9 },
  }),
  'a part of what was asked': viewOf({ ...waiting, payment: { ...waiting.payment, full_amount: 400_000 } }),
  'a part, with names as long as people have them': viewOf(
    {
      ...waiting,
      payment: {
        ...waiting.payment,
        beneficiary_name: 'Anatolia Steel Works and Trading International AS',
        account_id: 'ACC-BAN-0010042',
        full_amount: 400_000,
      },
    },
    {
      asked: [
        { role: 'Treasury Manager', people: [{ ...person('Maya Marchetti'), roles: [] }] },
        { role: 'Head of Treasury', people: [{ ...person('Helen Hoffmann-Castellan'), roles: [] }] },
      ],
    },
  ),
  'a part, approved as the whole': viewOf({
    ...waiting,
    payment: { ...waiting.payment, full_amount: 1_200_000, asked_in_all: 1_200_000 },
    rests: [{ runId: 'WF-20260122103000-0000aa', paymentId: 'TXN-EMRG-001-REST', amount: 950_000, fitsAt: null }],
    decision: { ...waiting.decision!, outcome: 'proceed', why: asWhole },
  }),
  'one of several above a tier, with its question': viewOf(split, { viewer: maya, offers: offersOf(split, maya) }),
  'worse than decided': viewOf({ ...waiting, liquidityCheck: worse }),
  'after the cutoff': viewOf(waiting, { stoppedBy: 'cutoff_missed', offers: [] }),
  'after a refused press': viewOf(states['awaiting one approval']!, {
    refusal: {
      name: 'Dana Demir',
      referenceId: '1a2b3c4d',
      problems: [
        {
          code: 'originator_cannot_decide',
          act: 'approve',
          message: 'Not approved. Whoever asked for a payment cannot decide it (sod-originator). Ask somebody else.',
        },
      ],
    },
  }),
  corrected: viewOf({
    ...waiting,
    corrections: [
      {
        by: person('Dana Demir'),
        at: '2026-01-22T10:50:00Z',
        changes: [
          { field: 'amount', from: 250_000, to: 260_000 },
          { field: 'beneficiary_name', from: 'ACME Trading LLC', to: 'ACME Trading International LLC' },
          { field: 'value_date', from: null, to: '2026-01-23' },
        ],
      },
    ],
  }),
  'reviewed anew': viewOf({ ...states['sanctions done']!, returned }),
};

const inLanguage = { English: cards, Turkish: turkishCards } as const;
type Told = keyof typeof inLanguage;
const cardOf = (name: string, language: Told = 'English') =>
  inLanguage[language].paymentCard({ cutoff: internalCutoff, ...views[name]! });
const drawn = Object.keys(views).flatMap((name) => [[name, 'English'] as const, [name, 'Turkish'] as const]);

describeWithChromium('the card of a payment on a phone', () => {
  let page: CardPage;
  const heights = new Map<string, number>();
  beforeAll(async () => {
    page = await openCardPage();
  });
  afterAll(async () => {
    await page.close();
    console.info(
      `pixels at ${phone}: ${[...heights].map(([name, height]) => `${name} ${Math.round(height)}`).join(', ')}`,
    );
  });

  it.each(drawn)('%s, in %s: what a person needs is on one screen, and nothing is cut off', async (name, language) => {
    await page.draw(cardOf(name, language), { width: phone, theme: 'light' });
    const height = await page.height();
    heights.set(`${name}, ${language}`, height);
    expect(height).toBeLessThanOrEqual(oneScreen);
    expect(await page.contentWidth()).toBeLessThanOrEqual(phone);
  });

  it('everything else opens with one press, in the Emulator’s clients too', async () => {
    const card = cardOf('awaiting approvals after a breach');
    for (const drawn of [card, forLegacyClient(card)]) {
      await page.draw(drawn, { width: phone, theme: 'light' });
      for (const [title, ...opened] of [
        ['More', 'HOLD_LIQ_BREACH', 'Requested by', 'CLEAR against DEMO LIST', 'Reference WF-'],
        ['Liquidity', 'first under the buffer', 'Partial release, possible', 'Delay, not possible'],
        ['History', 'asked for 250,000 USD'],
      ] as const) {
        const closed = await page.text();
        for (const text of opened) expect(closed).not.toContain(text);
        await page.press(title);
        const open = await page.text();
        for (const text of opened) expect(open).toContain(text);
        await page.press(title);
        expect(await page.text()).toBe(closed);
      }
    }
  });

  const looks = [
    [360, 'light'],
    [360, 'dark'],
    [800, 'light'],
    [800, 'dark'],
  ] as const;
  (pictures === undefined ? it.skip : it).each(drawn)('%s is photographed in %s', async (name, language) => {
    for (const [width, theme] of looks) {
      await page.draw(cardOf(name, language), { width, theme });
      const file = `${name.replaceAll(' ', '-')}-${language}-${width}-${theme}.png`;
      await page.picture(path.join(pictures ?? '', file));
    }
  });
});
