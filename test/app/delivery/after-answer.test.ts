import fc from 'fast-check';
import { afterAnswer } from '../../../src/app/delivery/after-answer';
import type { CardCopy, ChannelAnswer } from '../../../src/ports/delivery';
import { sampleCopy } from '../../fakes/sample-case';

const nowMs = 5_000_000;
const version = 4;
const toUpdate = sampleCopy({ shownVersion: 3, triedVersion: 3 });
const toPost = sampleCopy({ state: 'posting', activityId: null, shownVersion: 0, triedVersion: 0 });

const refused = (status: number, retryAfterMs: number | null = null): ChannelAnswer => ({
  kind: 'refused',
  status,
  retryAfterMs,
});
const silence: ChannelAnswer = { kind: 'silence', reason: 'no answer' };

function after(
  copy: CardCopy,
  answer: ChannelAnswer,
  { random = 0.5, isSettled = true }: { random?: number; isSettled?: boolean } = {},
): CardCopy {
  return afterAnswer({ copy, version, answer, isSettled, nowMs, random: () => random });
}

/** The same answer again and again until nothing is tried any more, or so many times. */
function afterMany(copy: CardCopy, answer: ChannelAnswer, most = 100): { tries: number; copy: CardCopy } {
  let current = copy;
  for (let tries = 1; tries <= most; tries += 1) {
    current = after(current, answer);
    if (current.state === 'gone' || current.state === 'given_up') return { tries, copy: current };
  }
  return { tries: most, copy: current };
}

describe('a card a connector answered', () => {
  it('shows the version it was sent with, and nothing is left to do', () => {
    const taken = after(
      { ...toUpdate, failures: 2, lastAnswer: '503', retryAtMs: 1 },
      { kind: 'taken', activityId: 'activity-1' },
    );
    expect(taken).toEqual({ ...toUpdate, shownVersion: version, triedVersion: version });
    expect(after(toPost, { kind: 'taken', activityId: 'new' })).toMatchObject({
      state: 'shown',
      activityId: 'new',
      shownVersion: version,
    });
  });

  it.each([400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 418, 425, 429, 500, 501, 502, 503, 504, 511])(
    'with %i never counts as shown, neither updated nor posted',
    (status) => {
      for (const copy of [toUpdate, toPost]) {
        const failed = after(copy, refused(status));
        expect(failed.shownVersion).toBe(copy.shownVersion);
        expect(failed).toMatchObject({ failures: 1, lastAnswer: String(status), triedVersion: version });
      }
    },
  );

  it.each([
    [404, 1, 'gone', 'home'],
    [410, 1, 'gone', 'home'],
    [400, 3, 'given_up', 'found'],
    [403, 3, 'given_up', 'found'],
    [409, 3, 'given_up', 'found'],
    [501, 3, 'given_up', 'found'],
  ])('with %i to an update %i times gives way to a card posted anew', (status, tries, state, kind) => {
    expect(afterMany(toUpdate, refused(status))).toMatchObject({ tries, copy: { state, kind } });
  });

  it.each([400, 403, 404, 409, 501])('with %i to a post is given up after four', (status) => {
    expect(afterMany(toPost, refused(status))).toMatchObject({ tries: 4, copy: { state: 'given_up', kind: 'home' } });
  });

  it.each([401, 408, 412, 425, 429, 500, 502, 503, 504])('with %i is tried for hours', (status) => {
    for (const copy of [toUpdate, toPost])
      expect(afterMany(copy, refused(status))).toMatchObject({ tries: 40, copy: { state: 'given_up' } });
  });

  it('that is too large is sent again at once in a few words, and given up where those are too large too', () => {
    const first = after(toUpdate, refused(413));
    expect(first).toMatchObject({ state: 'shown', lastAnswer: '413', retryAtMs: null });
    expect(after(first, refused(413))).toMatchObject({ state: 'given_up' });
    expect(after(toPost, refused(413))).toMatchObject({ state: 'waiting', lastAnswer: '413', retryAtMs: null });
  });

  it('counts how often the same answer came: others in between are no reason to give up', () => {
    let copy = toUpdate;
    for (const status of [400, 503, 400, 503, 400, 503]) copy = after(copy, refused(status));
    expect(copy).toMatchObject({ state: 'shown', failures: 1 });
  });

  it('waits as long as the connector asks, a little spread, and never longer than ten minutes', () => {
    const waits = [0, 1].map((random) => after(toUpdate, refused(429, 30_000), { random }).retryAtMs! - nowMs);
    expect(waits).toEqual([30_000, 36_000]);
    expect(after(toUpdate, refused(429, 86_400_000)).retryAtMs).toBe(nowMs + 600_000);
  });

  it('waits longer each time, spread over as much again, and never longer than seven and a half minutes', () => {
    const waitsOf = (random: number) => {
      let copy = toUpdate;
      return Array.from({ length: 12 }, () => {
        copy = after(copy, refused(503), { random });
        return copy.retryAtMs! - nowMs;
      });
    };
    expect(waitsOf(0).slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(waitsOf(1).slice(0, 4)).toEqual([1_500, 3_000, 6_000, 12_000]);
    expect(waitsOf(1).at(-1)).toBe(450_000);
  });
});

describe('a card nobody heard of', () => {
  it('may have arrived: a post is followed by another, under another number', () => {
    expect(after(toPost, silence)).toMatchObject({ state: 'posting', activityId: null });
    for (const status of [408, 500, 502, 503, 504])
      expect(after(toPost, refused(status))).toMatchObject({ state: 'posting' });
    for (const status of [400, 403, 412, 429, 501])
      expect(after(toPost, refused(status))).toMatchObject({ state: 'waiting' });
    expect(after(toPost, { kind: 'fault', reason: 'no token' })).toMatchObject({ state: 'waiting' });
  });

  it('may arrive late over a newer one: it is in doubt until the newest was sent so late that nothing lands after it', () => {
    const unheard = after(toUpdate, silence);
    expect(unheard).toMatchObject({ shownVersion: 3, inDoubt: true });
    for (const status of [408, 500, 502, 503, 504]) expect(after(toUpdate, refused(status)).inDoubt).toBe(true);
    for (const status of [400, 403, 412, 429, 501]) expect(after(toUpdate, refused(status)).inDoubt).toBe(false);
    const taken = after(unheard, { kind: 'taken', activityId: 'activity-1' }, { isSettled: false });
    expect(taken).toMatchObject({ shownVersion: version, inDoubt: true });
    // A refusal in between settles nothing.
    expect(after(taken, refused(429))).toMatchObject({ inDoubt: true });
    const again = after(taken, { kind: 'taken', activityId: 'activity-1' });
    expect(again).toMatchObject({ shownVersion: version, inDoubt: false });
  });

  it('is in doubt where a process before this one may have an update under way; one just posted never is', () => {
    expect(after(toUpdate, { kind: 'taken', activityId: 'activity-1' }, { isSettled: false }).inDoubt).toBe(true);
    expect(after(toPost, { kind: 'taken', activityId: 'new' }, { isSettled: false }).inDoubt).toBe(false);
  });
});

describe('whatever a connector answers, in whatever order', () => {
  it('a card counts as shown only with the last version that was taken, and never waits for more than ten minutes', () => {
    const anyAnswer = fc.oneof(
      fc.constant<ChannelAnswer>({ kind: 'taken', activityId: 'a' }),
      fc.constant<ChannelAnswer>(silence),
      fc.constant<ChannelAnswer>({ kind: 'fault', reason: 'x' }),
      fc.integer({ min: 300, max: 599 }).map((status) => refused(status)),
      fc
        .record({ status: fc.constantFrom(429, 503), after: fc.integer({ min: 0, max: 1e9 }) })
        .map((given) => refused(given.status, given.after)),
    );
    fc.assert(
      fc.property(
        fc.array(anyAnswer, { maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (answers, random) => {
          let copy = toPost;
          let taken = 0;
          for (const [index, answer] of answers.entries()) {
            const sent = index + 1;
            copy = afterAnswer({ copy, version: sent, answer, isSettled: true, nowMs, random: () => random });
            if (answer.kind === 'taken') taken = sent;
            if (copy.shownVersion !== taken) return false;
            if (copy.retryAtMs !== null && copy.retryAtMs > nowMs + 600_000) return false;
          }
          return true;
        },
      ),
    );
  });
});
