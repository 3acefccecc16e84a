/** A card is drawn anew where what it says beside its case has changed, or its chat chose another language since. */
import { createReadBeside, hasMoved } from '../../../src/app/delivery/read-beside';
import type { JsonObject } from '../../../src/domain/values/json';
import { openTreasury, type Treasury } from '../../fakes/treasury';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

const turkish = { id: 'Turkish' };
const chosenIn = ({ id }: JsonObject) => (id === 'Turkish' ? 'tr' : null);

async function ask(chosen: typeof chosenIn) {
  const current = await treasury.ask(1_000_000);
  const { knowledge, data } = treasury;
  const read = createReadBeside({
    inForce: (of) => knowledge.inForce(of),
    directory: data.directory,
    chosenIn: chosen,
  });
  return { beside: await read({ ...current, conversation: turkish }), read, current };
}

test('what a card was drawn from and the language chosen in its chat are told apart', async () => {
  const { beside } = await ask(chosenIn);
  const home = beside({ conversation: null });
  const elsewhere = beside({ conversation: { id: 'other' } });
  expect(home.drawnFrom).toMatch(/^[0-9a-f]{64}$/);
  expect(home).toEqual({ ...elsewhere, chosenLanguage: 'tr' });
  expect(elsewhere).not.toHaveProperty('chosenLanguage');
});

test('a card drawn in a language whose choice is not known here stays as it is, another choice draws it anew', async () => {
  const shown = (await ask(chosenIn)).beside({ conversation: null });
  const started = { drawnFrom: shown.drawnFrom! };
  expect(hasMoved(shown, started)).toBe(false);
  expect(hasMoved(shown, { ...started, chosenLanguage: 'tr' })).toBe(false);
  expect(hasMoved(shown, { ...started, chosenLanguage: 'en' })).toBe(true);
  expect(hasMoved(started, shown)).toBe(true);
  expect(hasMoved(shown, { drawnFrom: 'other' })).toBe(true);
  expect(hasMoved(shown, {})).toBe(true);
});

test('a card nobody is asked anything by is drawn from nothing beside its case', async () => {
  const { read, current } = await ask(chosenIn);
  const ended = await read({ ...current, status: 'rejected', conversation: turkish });
  expect(ended({ conversation: null })).toEqual({});
});

test('every card of an approved payment is drawn anew once its cutoff has passed, also of somebody who may not release it', async () => {
  const { read, current } = await ask(chosenIn);
  const approved = { ...current, status: 'approved' as const };
  const [dana] = treasury.data.directory.members();
  const copy = { conversation: null, viewer: { tenantId: dana!.tenantId, objectId: dana!.objectId } };
  const before = (await read(approved))(copy);
  expect(before.drawnFrom).toBeDefined();
  await treasury.clock.advance(60_000);
  expect(hasMoved(before, (await read(approved))(copy))).toBe(false);
  await treasury.clock.advance(5 * 3_600_000);
  expect(hasMoved(before, (await read(approved))(copy))).toBe(true);
});
