import { formatUtc, parseUtc } from '../../../src/domain/values/time';

describe('an instant', () => {
  it.each([
    ['2026-01-22 10:25:00', '2026-01-22T10:25:00Z'],
    ['2026-01-22T10:25', '2026-01-22T10:25:00Z'],
    ['2026-01-22T12:25:00+02:00', '2026-01-22T10:25:00Z'],
    ['2026-01-22T10:25:00.250Z', '2026-01-22T10:25:00.250Z'],
  ])('%s is %s', (text, expected) => {
    const atMs = parseUtc(text);
    expect(atMs === null ? null : formatUtc(atMs)).toBe(expected);
  });

  it.each([
    '',
    'today',
    '2026-02-30 10:00:00',
    '2026-13-01 10:00:00',
    '2026-01-22',
    '22.01.2026 10:00',
    '2026-01-22 25:00:00',
  ])('%p is none', (text) => {
    expect(parseUtc(text)).toBeNull();
  });
});
