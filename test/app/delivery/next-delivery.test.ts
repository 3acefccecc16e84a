import { nextDelivery, notedUnheard } from '../../../src/app/delivery/next-delivery';
import type { CardCopy, CopyViewer } from '../../../src/ports/delivery';
import { sampleCopy, sampleRunId } from '../../fakes/sample-case';

const nowMs = 5_000_000;

function next(
  copies: readonly CardCopy[],
  {
    version = 2,
    here = null,
    isSettled = true,
    homeReader,
  }: { version?: number; here?: string | null; isSettled?: boolean; homeReader?: CopyViewer } = {},
) {
  const isHere = ({ conversation }: Pick<CardCopy, 'conversation'>) => (conversation?.['id'] ?? null) === here;
  return nextDelivery({
    paymentCase: { runId: sampleRunId, version },
    copies,
    isHere,
    isSettled: () => isSettled,
    homeReader,
    nowMs,
  });
}

const unnamed = { activityId: null, shownVersion: 0, triedVersion: 0 } as const;

describe('what a case’s cards need next', () => {
  it('is a first posting, written down under its number', () => {
    expect(next([])).toMatchObject({
      copy: { number: 1, kind: 'home', state: 'posting', activityId: null },
      others: [],
    });
  });

  it('is a first posting for the one who reads it alone, and each posting after it is theirs too', () => {
    const dana: CopyViewer = { tenantId: 't', objectId: 'dana' };
    expect(next([], { homeReader: dana })?.copy.viewer).toEqual(dana);
    for (const state of ['gone', 'lost', 'posting'] as const)
      expect(next([sampleCopy({ state, ...unnamed, viewer: dana })])?.copy).toMatchObject({ number: 2, viewer: dana });
    expect(next([])?.copy).not.toHaveProperty('viewer');
  });

  it('is an update of the card that is behind, and nothing where it is not', () => {
    expect(next([sampleCopy()])).toEqual({ copy: sampleCopy(), others: [] });
    expect(next([sampleCopy()], { version: 1 })).toBeNull();
    expect(next([sampleCopy({ retryAtMs: nowMs + 1 })])).toBeNull();
    expect(next([sampleCopy({ retryAtMs: nowMs })])).not.toBeNull();
  });

  it('is another posting where the process ended before anybody heard of the first, which is lost from then on', () => {
    const orphan = sampleCopy({ state: 'posting', ...unnamed });
    expect(next([orphan])).toMatchObject({
      copy: { number: 2, state: 'posting' },
      others: [{ number: 1, state: 'lost' }],
    });
  });

  it('is the same posting again where it was refused: nothing of it stands in the chat', () => {
    const refused = sampleCopy({ state: 'waiting', ...unnamed, failures: 1, lastAnswer: '429' });
    expect(next([refused])).toMatchObject({ copy: { number: 1, state: 'posting', failures: 1 }, others: [] });
  });

  it.each([
    ['was deleted', { state: 'gone' }],
    ['was taken without a name', { state: 'shown', activityId: null }],
  ] as const)('is a card posted anew where the last %s', (_what, over) => {
    expect(next([sampleCopy(over)])).toMatchObject({ copy: { number: 2, state: 'posting', activityId: null } });
  });

  it('is one more try of what was given up, counted from the beginning, once there is a newer version', () => {
    const givenUp = sampleCopy({ state: 'given_up', failures: 4, lastAnswer: '403' });
    expect(next([givenUp], { version: 1 })).toBeNull();
    expect(next([givenUp])).toMatchObject({ copy: { number: 1, failures: 0, lastAnswer: null } });
    const neverPosted = sampleCopy({ state: 'given_up', activityId: null });
    expect(next([neverPosted])).toMatchObject({ copy: { number: 2, failures: 0 }, others: [{ state: 'lost' }] });
  });

  it('is the newest once more after an update nobody heard of, as soon as that can land no more', () => {
    const inDoubt = [sampleCopy({ inDoubt: true })];
    expect(next(inDoubt, { version: 1 })).not.toBeNull();
    expect(next(inDoubt, { version: 1, isSettled: false })).toBeNull();
    // A newer version waits for nothing.
    expect(next(inDoubt, { isSettled: false })).not.toBeNull();
    expect(next([sampleCopy()], { version: 1 })).toBeNull();
  });

  it('is asked for each conversation by itself, the home card first', () => {
    const found = sampleCopy({ number: 2, kind: 'found', conversation: { id: 'other' }, activityId: 'b' });
    expect(next([sampleCopy(), found])).toMatchObject({ copy: { number: 1 } });
    expect(next([sampleCopy(), found], { here: 'other' })).toMatchObject({ copy: { number: 2 } });
    const beside = { ...found, conversation: null };
    expect(next([sampleCopy({ shownVersion: 2 }), beside])).toMatchObject({ copy: { number: 2 } });
    expect(next([sampleCopy({ shownVersion: 2 }), { ...beside, state: 'gone' }])).toBeNull();
  });

  it.each([
    ['a person’s own card, twenty times', 'own', 20],
    ['the home card, fifty times', 'home', 50],
  ] as const)(
    'is given up where nobody ever heard of it: %s; and posted once more for a newer version',
    (_what, kind, most) => {
      const viewer = { tenantId: 't', objectId: 'omar' };
      const over = kind === 'own' ? { kind, viewer, conversation: { id: 'his' } } : { kind };
      const here = kind === 'own' ? 'his' : null;
      const postings = (count: number) => [
        ...(kind === 'own' ? [sampleCopy({ shownVersion: 2 })] : []),
        ...Array.from({ length: count }, (_, index) =>
          sampleCopy({ ...over, ...unnamed, number: index + 2, state: index + 1 === count ? 'posting' : 'lost' }),
        ),
      ];
      const isHere = ({ conversation }: Pick<CardCopy, 'conversation'>) => (conversation?.['id'] ?? null) === here;
      const inVain = (copies: readonly CardCopy[], version = 2) =>
        notedUnheard({ paymentCase: { runId: sampleRunId, version }, copies, isHere });
      expect(inVain(postings(most - 1))).toEqual([]);
      expect(next(postings(most - 1), { here })).toMatchObject({ copy: { number: most + 1, state: 'posting' } });
      const [givenUp] = inVain(postings(most));
      expect(givenUp).toMatchObject({
        number: most + 1,
        state: 'given_up',
        triedVersion: 2,
        failures: 1,
        lastAnswer: 'silence',
      });
      const noted = [...postings(most).slice(0, -1), givenUp!];
      expect(inVain(noted)).toEqual([]);
      expect(next(noted, { here })).toBeNull();
      const again = next(noted, { here, version: 3 });
      expect(again).toMatchObject({ copy: { number: most + 2, state: 'posting' }, others: [{ state: 'lost' }] });
      expect(inVain([...noted.slice(0, -1), ...again!.others, again!.copy], 3)).toMatchObject([{ state: 'given_up' }]);
    },
  );

  it('ends where a case has had fifty cards', () => {
    const many = Array.from({ length: 50 }, (_, index) => sampleCopy({ number: index + 1, state: 'gone' }));
    expect(next(many)).toBeNull();
    expect(next(many.slice(1))).not.toBeNull();
  });
});
