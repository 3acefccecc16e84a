import { createSpareChat, refusalLimits } from '../../src/teams/turns/spare-chat';
import { createManualClock } from '../fakes/manual-clock';

describe('refused presses in a chat', () => {
  it('of one stranger thirty times are two messages a minute', async () => {
    const clock = createManualClock();
    const spare = createSpareChat(clock, refusalLimits);
    const said = () => Array.from({ length: 30 }, () => spare('chat', 'stranger')).filter(Boolean).length;
    expect(said()).toBe(2);
    await clock.advance(59_999);
    expect(said()).toBe(0);
    await clock.advance(1);
    expect(said()).toBe(2);
  });

  it('of thirty strangers are six messages a minute, and another chat has its own', () => {
    const spare = createSpareChat(createManualClock(), refusalLimits);
    const said = (chat: string) =>
      Array.from({ length: 30 }, (_, number) => spare(chat, `stranger ${number}`)).filter(Boolean).length;
    expect([said('one'), said('other')]).toEqual([6, 6]);
  });

  it('of one person do not take the word from another', () => {
    const spare = createSpareChat(createManualClock(), refusalLimits);
    for (let press = 0; press < 30; press += 1) spare('chat', 'stranger');
    expect(spare('chat', 'approver')).toBe(true);
  });

  it('are said again by a clock that was set back', () => {
    const clock = createManualClock({ startMs: 10_000_000 });
    let nowMs = 10_000_000;
    const spare = createSpareChat({ ...clock, recordedNow: () => nowMs }, refusalLimits);
    spare('chat', 'stranger');
    spare('chat', 'stranger');
    nowMs = 0;
    expect(spare('chat', 'stranger')).toBe(true);
  });
});
