import { people } from '../fakes/demo-desk';
import { play, type Played } from './play';

const eventTypes = [
  'payment_submitted',
  'step_completed',
  'step_completed',
  // The step that ends the run and what is decided of it are one commit.
  'decision_made',
  'approval_given',
];

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
          events: eventTypes.map((type, index) => ({ seq: index + 1, type })),
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
      expect(disturbed.cards).toEqual(undisturbed.cards);
      expect(disturbed.posts).toBe(1);
    },
  );
});
