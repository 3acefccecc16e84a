/**
 * Takes the pictures of docs/ anew, from the real demo in Chromium: `npm run pictures`, or `npm run pictures -- NAME...` for some of them.
 * Look at what has changed before it is committed: nothing compares them.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { blocksOf, root, textOf } from '../../cli/docs/read-docs';
import { inEmulator, webChatAvailable } from '../emulator/emulator-page';
import { openBrowser } from '../playground-page';
import { inChat, type Chat } from './chat';
import { record } from './recording';
import { drawTerminal, type Typed } from './terminal';
import { encodeWebp } from './webp';

const folder = path.join(__dirname, '../../../docs/images');
const justification = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';

interface Studio {
  /** A page for terminals and for encoding. */
  readonly page: Page;
  readonly keep: (name: string, png: Buffer) => Promise<void>;
}

const ofCard = async (chat: Chat, card: Locator): Promise<Buffer> => {
  // What a press changes is drawn with a short movement.
  await chat.page.waitForTimeout(600);
  return card.screenshot();
};

/** Of a card that is longer than a page: from one text on, once another is in sight too. */
async function fromText(
  chat: Chat,
  card: Locator,
  [text, end]: readonly [string, string],
  height: number,
): Promise<Buffer> {
  await card.getByText(end).last().scrollIntoViewIfNeeded();
  await chat.page.waitForTimeout(600);
  const around = await card.boundingBox();
  const begins = await card.getByText(text).first().boundingBox();
  if (!around || !begins) throw new Error(`${text} is not drawn`);
  return chat.page.screenshot({ clip: { x: around.x, y: begins.y - 66, width: around.width, height } });
}

const scenes: Readonly<Record<string, (studio: Studio) => Promise<void>>> = {
  recording: ({ page }) => record(page, path.join(folder, 'request-to-approval.webp')),

  treasury: ({ keep }) =>
    inChat(async (chat) => {
      await chat.send('pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency');
      await keep('form', await ofCard(chat, await chat.waitForCard('New payment request')));
      await chat.send('/payment TXN-EMRG-001');
      const card = await chat.waitForCard('Payment TXN-EMRG-001');
      await card.getByText('HOLD').first().waitFor();
      await keep('hold', await ofCard(chat, card));
      await chat.press('Liquidity', card);
      await keep('liquidity', await fromText(chat, card, ['With this payment account', 'Not possible'], 1_120));
      await chat.send('/payment TXN-002');
      await (await chat.waitForCard('Payment TXN-002')).getByText('PROCEED').first().waitFor();
      await chat.send('/as Helen');
      await chat.waitForCard('You now act as Helen');
      await chat.send('/pending');
      await keep('worklist', await ofCard(chat, await chat.waitForCard('Waiting:')));
    }),

  approvals: ({ keep }) =>
    inChat(async (chat) => {
      await chat.send('/payment TXN-EMRG-001');
      await (await chat.waitForCard('Payment TXN-EMRG-001')).getByText('HOLD').first().waitFor();
      await chat.press('Approve 250,000 USD', await chat.cardFor('Maya Marchetti'));
      await chat.waitForCard('1 of 2 approvals given');
      const helens = await chat.cardFor('Helen Hoffmann');
      await chat.unfold(['Approve 250,000 USD', /Justification of the override/], helens);
      await chat.fill(/Justification of the override/, justification, helens);
      await keep('override', await ofCard(chat, helens));
      await chat.press('Approve override', helens);
      await chat.waitForCard('✓ Approved by Maya Marchetti and Helen Hoffmann');
      await chat.send('/as Olga');
      await chat.waitForCard('You now act as Olga');
      await chat.send('/status TXN-EMRG-001');
      const card = await chat.waitForCard('For Olga Orlova');
      await chat.press('History', card);
      await card.getByText('History, newest first').first().waitFor();
      await keep('history', await ofCard(chat, card));
      await chat.send('/status');
      await keep('status', await ofCard(chat, await chat.waitForCard('In force')));
    }),

  compliance: ({ keep }) =>
    inChat(async (chat) => {
      await chat.send('/payment TXN-004');
      await (await chat.waitForCard('Payment TXN-004')).getByText('HOLD').first().waitFor();
      await chat.press('Details', await chat.cardFor('Carmen Cordero'));
      const details = await chat.waitForCard('Screening of payment TXN-004');
      await keep('screening', await ofCard(chat, details));
      await chat.unfold(['False positive', /different party/], details);
      await chat.fill(/different party/, 'Another company: other owners, other country.', details);
      await chat.fill(/Evidence/, 'Registry extract, file 12', details);
      await keep('false-positive', await ofCard(chat, details));
    }),

  emulator: async ({ keep }) => {
    if (!webChatAvailable()) return;
    await inEmulator(760, async ({ page, send, waitForCard, press }) => {
      await page.setViewportSize({ width: 760, height: 1_150 });
      await send('/payment TXN-002');
      await (await waitForCard('Payment TXN-002')).getByText('PROCEED').first().waitFor();
      await send('/as Omar');
      await press('Approve 50,000 USD', await waitForCard('For Omar Okafor'));
      await waitForCard('✓ Approved by Omar Okafor');
      await page.waitForTimeout(1_500);
      await keep('emulator', await page.screenshot());
    })();
  },

  /** As the tutorial itself says: its files are written where it says, and go again. */
  'first-agent': async ({ keep }) => {
    const own = path.join(root, 'my-desk');
    for (const name of ['agents', 'workflows'])
      cpSync(path.join(root, name), path.join(own, name), { recursive: true });
    try {
      for (const block of blocksOf(textOf('docs/readers/first-agent.md')))
        if (block.kind === 'file') writeFileSync(path.join(root, block.file), block.text);
      const workflow = path.join(own, 'workflows/parallel-screening.yaml');
      const [head = '', rest = ''] = readFileSync(workflow, 'utf8').split(/(?<=^ {4}branches:\n)/m);
      writeFileSync(workflow, `${head}${readFileSync(path.join(own, 'branch.yaml'), 'utf8')}${rest}`);
      await inChat(
        async (chat) => {
          await chat.send('/payment TXN-002');
          const card = await chat.waitForCard('Payment TXN-002');
          await card.getByText('Invoice').first().waitFor();
          await card.getByText('HOLD').first().waitFor();
          await keep('first-agent', await ofCard(chat, card));
        },
        { AGENTS_DIR: path.join(own, 'agents'), WORKFLOW_FILE: workflow },
      );
    } finally {
      rmSync(own, { recursive: true });
    }
  },

  terminals: async ({ page, keep }) => {
    const data = mkdtempSync(path.join(tmpdir(), 'pictures-'));
    const local = { PROFILE: 'local' };
    const onData = ['--data-dir', data];
    try {
      const terminal = async (name: string, ...typed: readonly Typed[]): Promise<void> =>
        keep(name, await drawTerminal(page, typed));
      await terminal('doctor', {
        command: 'npm run -s desk -- doctor',
        args: ['doctor'],
        env: {
          ...local,
          PEOPLE_FILE: 'demo/nobody.yaml',
          OTEL_TRACES_EXPORTER: 'otlp',
          OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
        },
        leaveOut: /^off/,
      });
      await terminal(
        'explain',
        {
          command: 'npm run -s desk -- policy lint',
          args: ['policy', 'lint'],
        },
        {
          command:
            'npm run -s desk -- policy explain --sanctions CLEAR --severity BREACH --amount 250000 --currency USD --type EMERGENCY',
          args: 'policy explain --sanctions CLEAR --severity BREACH --amount 250000 --currency USD --type EMERGENCY --entity BankSubsidiary_TR --at 2026-01-22T10:25:00Z'.split(
            ' ',
          ),
        },
      );
      await drawTerminal(page, [
        { command: '', args: ['review', path.join(folder, '../../test/e2e/pictures/request.json'), ...onData] },
      ]);
      await terminal(
        'audit',
        { command: 'npm run -s desk -- audit verify --data-dir data/demo', args: ['audit', 'verify', ...onData] },
        {
          command: 'npm run -s desk -- audit export TXN-EMRG-001 --out bundles --data-dir data/demo',
          args: ['audit', 'export', 'TXN-EMRG-001', '--out', data, ...onData],
          folder: [data, 'bundles'],
        },
        {
          command: 'npm run -s desk -- audit verify bundles/AUDIT_BUNDLE_TXN-EMRG-001',
          args: ['audit', 'verify', path.join(data, 'AUDIT_BUNDLE_TXN-EMRG-001')],
        },
        {
          command: 'npm run -s desk -- audit replay bundles/AUDIT_BUNDLE_TXN-EMRG-001',
          args: ['audit', 'replay', path.join(data, 'AUDIT_BUNDLE_TXN-EMRG-001')],
        },
      );
    } finally {
      rmSync(data, { recursive: true });
    }
  },
};

async function take(names: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const profile = mkdtempSync(path.join(tmpdir(), 'studio-'));
  const context = await openBrowser(profile);
  const page = await context.newPage();
  const keep = async (name: string, png: Buffer): Promise<void> => {
    await page.setContent('');
    const picture = await encodeWebp(page, png);
    writeFileSync(path.join(folder, `${name}.webp`), picture);
    console.info(`${name}.webp: ${Math.round(picture.length / 1_000)} kB`);
  };
  try {
    for (const name of names.length > 0 ? names : Object.keys(scenes)) await scenes[name]?.({ page, keep });
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

void take(process.argv.slice(2));
