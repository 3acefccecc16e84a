import { people } from '../fakes/demo-desk';
import { readEndState } from './end-state';
import { play, type Played } from './play';
import { onStage } from './stage';

const eventTypes = [
  'payment_submitted',
  'step_completed',
  'step_completed',
  // The step that ends the run and what is decided of it are one commit.
  'decision_made',
  'approval_given',
];

/** What is in force is written down before the first payment, and once however often the desk starts. */
const house = [
  'policy_taken_in',
  'watch_lists_taken_in',
  'ledger_taken_in',
  'people_taken_in',
  'workflow_taken_in',
].map((type, index) => ({ seq: index + 1, type, version: 1 }));

describe('TXN-002, approved by one person, in a desk whose process is killed', () => {
  const played = (killPoints: readonly string[]) =>
    play({
      paymentId: 'TXN-002',
      approvers: [{ who: people.omar, until: 'Approved by Omar Okafor' }],
      killPoints,
    });

  // One run that all are held against. Tests run side by side: each waits for processes most of its time.
  let started: Promise<Played> | null = null;
  const undisturbedRun = () => (started ??= played([]));

  it.concurrent('is approved on one card, in one whole chain of five events, when nothing happens to it', async () => {
    expect(await undisturbedRun()).toMatchObject({
      kills: 0,
      posts: 1,
      cards: [{ text: expect.stringContaining('Approved by Omar Okafor') }],
      end: {
        chainFault: null,
        unfinished: [],
        card: { shownVersion: 5 },
        comparable: {
          status: 'approved',
          version: 5,
          decision: { outcome: 'proceed' },
          approvals: [{ role: 'Payments Operator', by: { name: 'Omar Okafor' } }],
          trace: [
            { result: 'sanctions_screening', attempts: 1 },
            { result: 'liquidity_screening', attempts: 1 },
            { result: 'operational_procedures', attempts: 1 },
          ],
          house,
          events: eventTypes.map((type, index) => ({ seq: house.length + index + 1, type })),
        },
      },
    });
  });

  it.concurrent.each(eventTypes.map((type, index) => [index + 1, type] as const))(
    'right after its commit %i (%s): ends as if nothing had happened',
    async (count) => {
      const [undisturbed, disturbed] = await Promise.all([undisturbedRun(), played([`commit:${count}`])]);
      expect(disturbed.kills).toBe(1);
      expect(disturbed.end.comparable).toEqual(undisturbed.end.comparable);
      expect(disturbed.end).toMatchObject({ chainFault: null, unfinished: [], card: { shownVersion: 5 } });
      // What the screening and the impact rest on, with four accounts, whatever was cut off in between.
      expect(disturbed.end.contents).toEqual({ missing: [], stray: [], kept: 6 });
      expect(disturbed.cards).toEqual(undisturbed.cards);
      expect(disturbed.posts).toBe(1);
    },
  );

  it.concurrent.each(house.map(({ seq, type }) => [seq, type] as const))(
    'right after it wrote down %i (%s): what is in force stands in the chain once',
    onStage(async (stage, count) => {
      await expect(stage.start(`house:${count}`)).rejects.toThrow('the desk did not start');
      const desk = await stage.start();
      await stage.channel(desk).say(people.dana, '/payment TXN-002');
      await stage.connector.cardWith('"verb":"approve"', 60_000);
      await desk.stop();
      expect((await readEndState(stage.dataDir, 'TXN-002')).comparable).toMatchObject({ house });
    }),
  );
});
