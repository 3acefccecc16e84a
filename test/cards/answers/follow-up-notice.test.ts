/** What people are reminded with: whom it waits for, and how long there is. */
import { followUpNotice } from '../../../src/cards/answers/follow-up-notice';
import { english } from '../../../src/cards/words/english/english';
import { turkish } from '../../../src/cards/words/turkish/turkish';
import { parseUtc } from '../../../src/domain/values/time';
import { holders, internalCutoff, person, states, viewOf } from '../payment/case-fixtures';

const { case: waiting } = viewOf(states['awaiting approvals after a breach']!);
const named = (name: string) => ({ ...person(name), roles: [] });
const manager = {
  role: 'Treasury Manager',
  people: [named('Maya Marchetti'), named('Carl Castellan')],
  alternatives: ['CFO'],
};
const head = { role: 'Head of Treasury', people: [named('Helen Hoffmann')] };

const reminded = (at: string, { asked = [manager, head], words = english, grace = true } = {}) =>
  followUpNotice(
    {
      case: waiting,
      about: `reminded ${at}`,
      viewer: null,
      asked,
      cutoff: { ...internalCutoff, before_cutoff: at < '2026-01-22T15:00:00Z' || grace },
      businessNow: parseUtc(at) ?? 0,
    },
    words,
  ).lines.join(' ');

it('the roles each of which must answer are told from the people any of whom may', () => {
  expect(Object.keys(holders)).toEqual(expect.arrayContaining([manager.role, head.role]));
  const both = reminded('2026-01-22T14:30:00Z');
  expect(both).toContain(
    'It waits for Maya Marchetti or Carl Castellan (Treasury Manager) and Helen Hoffmann (Head of Treasury).',
  );
  expect(reminded('2026-01-22T14:30:00Z', { asked: [manager] })).toContain('for Maya Marchetti or Carl Castellan.');
});

it('a role that nobody may answer is told beside those who may', () => {
  const asked = [{ ...manager, people: [] }, head];
  expect(reminded('2026-01-22T14:30:00Z', { asked })).toContain(
    'It waits for Treasury Manager (nobody who holds this role may) and Helen Hoffmann (Head of Treasury).',
  );
  expect(reminded('2026-01-22T14:30:00Z', { asked, words: turkish })).toContain(
    'Treasury Manager (bu roldeki kimse yapamaz)',
  );
});

it.each([
  ['2026-01-22T14:30:00Z', '30 min left', 'kalan 30 dk'],
  ['2026-01-22T14:59:30Z', 'under 1 min left', 'kalan 1 dk’dan az'],
  ['2026-01-22T15:03:00Z', 'has passed; an emergency may leave until 15:30 UTC: 27 min left', 'kalan 27 dk'],
])('at %s it says how long there is: %s', (at, inEnglish, inTurkish) => {
  expect(reminded(at)).toContain(inEnglish);
  expect(reminded(at, { words: turkish })).toContain(inTurkish);
});

it.each([
  [english, 'was passed on', 'Mert Mutlu passed it to you, Maya Marchetti. Cutoff 15:00 UTC: 30 min left.'],
  [turkish, 'devredildi', 'Maya Marchetti, size devreden: Mert Mutlu.'],
])('whoever a payment is passed on to reads by whom, and how long there is', (words, title, line) => {
  const claim = {
    by: person('Maya Marchetti'),
    passedBy: person('Mert Mutlu'),
    until: '2026-01-22T15:00:00Z',
    decidedAt: waiting.decision?.decidedAt ?? null,
  };
  const said = followUpNotice(
    {
      case: { ...waiting, claim },
      about: `passed_on 2026-01-22T15:00:00Z ${claim.by.objectId}`,
      viewer: null,
      asked: [manager],
      cutoff: internalCutoff,
      businessNow: parseUtc('2026-01-22T14:30:00Z') ?? 0,
    },
    words,
  );
  expect(said.title).toContain(title);
  expect(said.lines.join(' ')).toContain(line);
});

it('a late word of a hand-over names nobody whom it was handed on to since', () => {
  const claim = {
    by: person('Helen'),
    passedBy: person('Maya'),
    until: '2026-01-22T15:20:00Z',
    decidedAt: waiting.decision?.decidedAt ?? null,
  };
  const said = followUpNotice(
    {
      case: { ...waiting, claim },
      about: `passed_on 2026-01-22T15:00:00Z ${person('Maya').objectId}`,
      viewer: person('Maya'),
      asked: [manager],
      cutoff: internalCutoff,
      businessNow: parseUtc('2026-01-22T14:30:00Z') ?? 0,
    },
    english,
  );
  expect(said.lines.join(' ')).not.toContain('Helen');
});

it('of a payment held for a day that has come it says that it can be reviewed', () => {
  const payment = { ...waiting.payment, timestamp_utc: '2026-01-22T10:00:00Z', value_date: '2026-01-23' };
  const held = { ...waiting, status: 'held' as const, payment };
  const said = followUpNotice(
    {
      case: held,
      about: 'reminded value-date-2026-01-23',
      viewer: null,
      asked: [],
      cutoff: internalCutoff,
      businessNow: parseUtc('2026-01-23T00:00:00Z') ?? 0,
    },
    english,
  );
  expect(said.lines.join(' ')).toContain('It can be reviewed for 23 Jan 2026.');
});

it('of a payment that may not leave any more it says so', () => {
  expect(reminded('2026-01-22T15:03:00Z', { grace: false })).toContain('Cutoff 15:00 UTC: no time left.');
});

describe('of what is approved and not released', () => {
  const { case: released } = viewOf(states['approved']!);
  const told = (words: typeof english, before_cutoff = true) =>
    followUpNotice(
      {
        case: released,
        about: 'reminded release 2026-01-22T10:30:00Z',
        viewer: null,
        asked: [],
        releasers: before_cutoff ? [person('Omar Okafor'), person('Olga Orlova')] : [],
        cutoff: { ...internalCutoff, before_cutoff },
        businessNow: parseUtc('2026-01-22T14:30:00Z') ?? 0,
      },
      words,
    );

  it.each([
    [
      english,
      'is approved and not released',
      'It waits for Omar Okafor or Olga Orlova. Cutoff 15:00 UTC: 30 min left.',
    ],
    [
      turkish,
      'onaylandı, bankada çıkarılmadı',
      'Beklenen: Omar Okafor veya Olga Orlova. Son saat 15:00 UTC: kalan 30 dk.',
    ],
  ] as const)('it is said who releases it and how long there is', (words, title, line) => {
    expect(told(words).title).toContain(title);
    expect(told(words).lines[1]).toBe(line);
  });

  it.each([
    [english, 'Its cutoff has passed: it is not released any more. Dana may withdraw it and ask again.'],
    [turkish, 'Son saati geçti: artık çıkarılmaz. Geri çekip yeniden isteyebilecek kişi: Dana.'],
  ] as const)('once that is too late it says so', (words, line) => {
    expect(told(words, false).lines[1]).toBe(line);
  });
});
