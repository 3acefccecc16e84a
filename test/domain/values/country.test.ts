import { namesOfCountry, readCountry } from '../../../src/domain/values/country';
import { countryCodes } from '../../../src/domain/values/iso-countries';

test.each([
  ['IR', 'IR'],
  [' irn ', 'IR'],
  ['Iran, Islamic Republic of', 'IR'],
  ['İran', 'IR'],
  ['ایران', 'IR'],
  ['Иран', 'IR'],
  ['Korea, North', 'KP'],
  ['Republic of Korea', 'KR'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ['U.S.A.', 'US'],
  ["Côte d'Ivoire", 'CI'],
  ['Bahamas, The', 'BS'],
  ['Bosnia and Herzegovina', 'BA'],
  ['Region: Crimea', 'UA-43'],
  ['ua-43', 'UA-43'],
])('%s is understood as %s', (text, code) => {
  expect(readCountry(text)).toBe(code);
});

test.each(['Atlantis', 'XX', '', 'EU', '12', 'Iran or Iraq', 'a'.repeat(5_000), 'UA-99', 'constructor'])(
  'what is no country is not guessed at: %s',
  (text) => {
    expect(readCountry(text)).toBeNull();
  },
);

test('every ISO code has a name that leads back to it', () => {
  expect(countryCodes.size).toBe(250);
  for (const code of countryCodes) expect(namesOfCountry(code).length).toBeGreaterThan(0);
});
