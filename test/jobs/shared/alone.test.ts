import { createAlone, withoutOthers } from '../../../src/jobs/shared/alone';

/** As two processes see the same database. */
function createLocks(holders: Map<string, string>) {
  return (process: string) => ({
    take: (name: string) => {
      if (holders.has(name)) return Promise.resolve(false);
      holders.set(name, process);
      return Promise.resolve(true);
    },
    holds: (name: string) => holders.get(name) === process,
    giveBack: (name: string) => {
      holders.delete(name);
      return Promise.resolve();
    },
  });
}

describe('a folder that several processes share', () => {
  const holders = new Map<string, string>();
  const locksOf = createLocks(holders);
  const [one, two] = [createAlone(locksOf('one')), createAlone(locksOf('two'))];
  beforeEach(() => {
    holders.clear();
  });

  it('is swept by one of them at a time, and no folder waits for another', async () => {
    let end: (taken: string) => void = () => undefined;
    const sweeping = one('inbox', () => new Promise<string>((resolve) => (end = resolve)));
    await Promise.resolve();
    expect(await two('inbox', () => Promise.resolve('twice'))).toBeNull();
    expect(await one('inbox', () => Promise.resolve('twice'))).toBeNull();
    expect(await two('another', () => Promise.resolve('swept'))).toBe('swept');
    end('swept');
    expect(await sweeping).toBe('swept');
    expect(await two('inbox', () => Promise.resolve('swept later'))).toBe('swept later');
  });

  it('is free again after a sweep that failed', async () => {
    await expect(one('inbox', () => Promise.reject(new Error('unreadable')))).rejects.toThrow('unreadable');
    expect(await two('inbox', () => Promise.resolve('swept'))).toBe('swept');
  });

  it('is nobody else’s where there is one process', async () => {
    expect(await withoutOthers('inbox', () => Promise.resolve('swept'))).toBe('swept');
  });
});
