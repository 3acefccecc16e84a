/** One payment from the chat message to its last approval, whatever becomes of the process meanwhile. */
import type { Channel, Speaker } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { readEndState, shownCards } from './end-state';
import { openStage, pressData, unlessKilled } from './stage';

export interface Approver {
  readonly who: Speaker;
  readonly comment?: string;
  /** What the card says once this approval is on it. */
  readonly until: string;
}

export interface Scenario {
  readonly paymentId: string;
  readonly approvers: readonly Approver[];
  /** One for each process, as in children/killing-store.ts; after the last one processes live on. */
  readonly killPoints: readonly string[];
}

export interface Played {
  readonly kills: number;
  readonly end: Awaited<ReturnType<typeof readEndState>>;
  readonly cards: ReturnType<typeof shownCards>;
  /** How often anything was posted, updates not counted. */
  readonly posts: number;
}

/** Nobody repeats anything: after a kill a new process on the same folder finds by itself what is to be done. */
export async function play({ paymentId, approvers, killPoints }: Scenario): Promise<Played> {
  const stage = await openStage();
  const { connector, dataDir } = stage;
  const pending = [...killPoints];
  let kills = 0;
  try {
    let desk = await stage.start(pending.shift());
    /** Does something, and waits for what it leads to on the card, starting a new process for each one that was killed. */
    const act = async (action: (channel: Channel) => Promise<unknown>, until: string): Promise<void> => {
      await unlessKilled(desk, action(stage.channel(desk)));
      const seen = connector.cardWith(until, 240_000).then(() => 'seen');
      while ((await Promise.race([seen, desk.ended])) !== 'seen') {
        kills += 1;
        desk = await stage.start(pending.shift());
      }
    };
    await act((channel) => channel.say(people.dana, `/payment ${paymentId}`), '"verb":"approve"');
    for (const { who, comment, until } of approvers) {
      const { card } = await connector.cardWith('"verb":"approve"');
      const data = { ...pressData(card), ...(comment === undefined ? {} : { comment }) };
      await act((channel) => channel.press(who, 'approve', data), until);
    }
    await desk.stop();
    return {
      kills,
      end: await readEndState(dataDir, paymentId),
      cards: shownCards(connector, paymentId),
      // A slow machine has the desk say that it is typing.
      posts: connector.sent.filter(({ kind, activity }) => kind === 'posted' && activity.type === 'message').length,
    };
  } finally {
    await stage.close();
  }
}
