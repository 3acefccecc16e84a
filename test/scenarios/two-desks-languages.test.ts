/** What a chat chose to read on one of two desks is read by both, and by whoever is started next. */
import { setTimeout as pause } from 'node:timers/promises';
import { describePostgres } from '../fakes/describe-postgres';
import { people, type DemoDesk } from '../fakes/demo-desk';
import { openForSuite, type TwoDemoDesks } from '../fakes/two-demo-desks';

const { dana } = people;
/** Twice what a desk lets pass between two looks, and what a busy machine needs. */
const soonMs = 6_000;

describePostgres('a chat that two desks answer', () => {
  let desks: TwoDemoDesks;
  openForSuite((opened) => {
    desks = opened;
  });

  async function answerOf(desk: DemoDesk, said: string): Promise<string> {
    await desks.through(desk).say(dana, said);
    return desks.newest();
  }

  async function untilAnswered(desk: DemoDesk, said: string, answer: string): Promise<void> {
    const beganMs = performance.now();
    while (!(await answerOf(desk, said)).includes(answer)) {
      if (performance.now() - beganMs > soonMs) throw new Error(`not answered with ${answer} within ${soonMs} ms`);
      await pause(100);
    }
  }

  it('is answered in the language it chose, at once by the desk it chose it on and soon by the other', async () => {
    const { first, second } = desks;
    expect(await answerOf(first, '/language tr')).toContain('Bundan sonra Türkçe yazarım.');
    expect(await answerOf(first, 'teşekkürler')).toContain('Rica ederim.');
    await untilAnswered(second, 'teşekkürler', 'Rica ederim.');
  });

  it('has its cards drawn in it by whichever desk draws them', async () => {
    const { first, second, connector } = desks;
    for (const [desk, payment, button] of [
      [first, 'TXN-002', 'Onayla: 50.000 USD'],
      [second, 'TXN-003', '2.500.000 USD'],
    ] as const) {
      await desks.through(desk).say(dana, `/payment ${payment}`);
      await connector.cardWith(button);
    }
  });

  it('is answered in it by a desk that is started later', async () => {
    expect(await answerOf(await desks.start(), 'teşekkürler')).toContain('Rica ederim.');
  });

  it('may choose another on the other desk, which then counts on both', async () => {
    const { first, second } = desks;
    expect(await answerOf(second, '/language en')).toContain('From now on I write in English.');
    expect(await answerOf(second, 'thanks')).toContain('You are welcome.');
    await untilAnswered(first, 'thanks', 'You are welcome.');
  });
});
