import { oneForAll } from '../../../src/domain/values/one-for-all';

function looking() {
  const ends: (() => void)[] = [];
  const look = jest.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
  return { look, ends, ask: oneForAll(look) };
}

async function turns(count = 3): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

it('looks once for all who ask before the look begins', async () => {
  const { look, ends, ask } = looking();
  const asked = [ask(), ask(), ask()];
  await turns();
  expect(look).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await Promise.all(asked);
  expect(look).toHaveBeenCalledTimes(1);
});

it('looks again for whoever asks after it began, once for all of them, and when it has ended', async () => {
  const { look, ends, ask } = looking();
  const first = ask();
  await turns();
  const later = jest.fn();
  const asked = [ask().then(later), ask().then(later)];
  await turns();
  expect(look).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await first;
  await turns();
  expect(look).toHaveBeenCalledTimes(2);
  expect(later).not.toHaveBeenCalled();
  ends[1]?.();
  await Promise.all(asked);
  expect(look).toHaveBeenCalledTimes(2);
});

it('tells those alone of a look that failed who asked for it', async () => {
  const answers = [() => Promise.reject(new Error('no')), () => Promise.resolve()];
  const ask = oneForAll(() => (answers.shift() ?? (() => Promise.resolve()))());
  await expect(ask()).rejects.toThrow('no');
  await expect(ask()).resolves.toBeUndefined();
});
