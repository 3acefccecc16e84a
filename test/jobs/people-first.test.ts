import { createPeopleFirst } from '../../src/jobs/people-first';
import { createManualTimers, turns } from '../fakes/manual-timers';

describe('people first', () => {
  const timers = createManualTimers();
  const create = () => createPeopleFirst({ timers, longestWaitMs: 250 });

  /** An answer that ends when told, and whether work that came after it has begun. */
  function answerOf(people: ReturnType<typeof create>) {
    let end: () => void = () => undefined;
    const given = people.answer(() => new Promise<void>((resolve) => (end = resolve)));
    return { given, end: () => end() };
  }

  async function beginWork(people: ReturnType<typeof create>) {
    const work = { hasBegun: false };
    void people.quiet().then(() => (work.hasBegun = true));
    await turns(3);
    return work;
  }

  it('lets work begin at once while nobody waits for an answer', async () => {
    expect(await beginWork(create())).toEqual({ hasBegun: true });
    expect(timers.delays()).toEqual([]);
  });

  it('keeps work back until the last of several answers is given', async () => {
    const people = create();
    const [first, second] = [answerOf(people), answerOf(people)];
    const work = await beginWork(people);
    first.end();
    await turns(3);
    expect(work.hasBegun).toBe(false);
    second.end();
    await turns(3);
    expect(work.hasBegun).toBe(true);
    expect(timers.delays()).toEqual([]);
  });

  it('lets work go on after the longest wait under messages that never end', async () => {
    const people = create();
    const endless = answerOf(people);
    const work = await beginWork(people);
    expect(timers.delays()).toEqual([250]);
    await timers.fire();
    expect(work.hasBegun).toBe(true);
    endless.end();
    await endless.given;
  });

  it('counts an answer that failed as given, and passes its failure on', async () => {
    const people = create();
    await expect(people.answer(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await beginWork(people)).toEqual({ hasBegun: true });
  });
});
