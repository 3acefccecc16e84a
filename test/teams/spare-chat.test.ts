import { createPace } from '../../src/jobs/pace';
import type { PaceOf } from '../../src/ports/case-locks';
import { createSpareChat, refusalLimits, type SpareChat } from '../../src/teams/turns/spare-chat';
import { createManualClock } from '../fakes/manual-clock';

const alone = { name: 'refusals', paceOf: () => null };

/** How many of them are said, one after the other. */
async function saidOf(presses: readonly (() => Promise<boolean>)[]): Promise<number> {
  let said = 0;
  for (const press of presses) if (await press()) said += 1;
  return said;
}

const thirtyTimes = (press: (number: number) => Promise<boolean>) =>
  Array.from({ length: 30 }, (_, number) => () => press(number));

describe('refused presses in a chat', () => {
  it('of one stranger thirty times are two messages a minute', async () => {
    const clock = createManualClock();
    const spare = createSpareChat({ ...alone, clock }, refusalLimits);
    const said = () => saidOf(thirtyTimes(() => spare('chat', 'stranger')));
    expect(await said()).toBe(2);
    await clock.advance(59_999);
    expect(await said()).toBe(0);
    await clock.advance(1);
    expect(await said()).toBe(2);
  });

  it('of thirty strangers are six messages a minute, and another chat has its own', async () => {
    const spare = createSpareChat({ ...alone, clock: createManualClock() }, refusalLimits);
    const said = (chat: string) => saidOf(thirtyTimes((number) => spare(chat, `stranger ${number}`)));
    expect([await said('one'), await said('other')]).toEqual([6, 6]);
  });

  it('of one person do not take the word from another', async () => {
    const spare = createSpareChat({ ...alone, clock: createManualClock() }, refusalLimits);
    await saidOf(thirtyTimes(() => spare('chat', 'stranger')));
    expect(await spare('chat', 'approver')).toBe(true);
  });

  it('are said again by a clock that was set back', async () => {
    const clock = createManualClock({ startMs: 10_000_000 });
    let nowMs = 10_000_000;
    const spare = createSpareChat({ ...alone, clock: { ...clock, recordedNow: () => nowMs } }, refusalLimits);
    await spare('chat', 'stranger');
    await spare('chat', 'stranger');
    nowMs = 0;
    expect(await spare('chat', 'stranger')).toBe(true);
  });
});

describe('refused presses in a chat that several processes answer', () => {
  /** Counted in one place for all of them, as the database does. */
  function processes(count: number, paceOf: PaceOf): readonly SpareChat[] {
    const clock = createManualClock();
    return Array.from({ length: count }, () => createSpareChat({ clock, name: 'refusals', paceOf }, refusalLimits));
  }
  function countedTogether(): PaceOf {
    const paces = new Map<string, ReturnType<typeof createPace>>();
    return (limits) => {
      const named = JSON.stringify(limits);
      const pace = paces.get(named) ?? createPace(limits, () => 0);
      paces.set(named, pace);
      return (key) => Promise.resolve(pace.take(key));
    };
  }

  it('are as few as one process would say, whichever of them is pressed at', async () => {
    const desks = processes(3, countedTogether());
    const anywhere = (person: string, number: number) => desks[number % 3]!('chat', person);
    expect(await saidOf(thirtyTimes((number) => anywhere('stranger', number)))).toBe(2);
    expect(await saidOf(thirtyTimes((number) => anywhere(`stranger ${number}`, number)))).toBe(4);
  });

  it('are counted by each process alone while the database is away', async () => {
    const [desk] = processes(1, () => () => Promise.reject(new Error('away')));
    expect(await saidOf(thirtyTimes(() => desk!('chat', 'stranger')))).toBe(2);
  });
});
