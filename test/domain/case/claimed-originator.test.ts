import fc from 'fast-check';
import { isClaimedAs } from '../../../src/domain/case/people/claimed-originator';
import type { Person } from '../../../src/domain/values/person';

const person = (name: string, email: string | null = null): Person => ({
  tenantId: 't',
  objectId: '00000000-0000-0000-0000-0000000001ab',
  name,
  email,
});
const dana = person('Dana Demir', 'treasury-ops@bank.local');

describe('a claimed originator is the same person', () => {
  it.each([
    'Dana Demir',
    'dana demir',
    'DANA DEMİR',
    'Dana  Demir',
    ' Dana\tDemir\n',
    'Dana\u00a0Demir',
    'Dana\u2003Demir',
    'Demir, Dana',
    'Demir,Dana',
    'Demir Dana',
    '"Demir, Dana" <dana@elsewhere.example>',
    'Dana Demir <treasury-ops@bank.local>',
    'Dana Demir (Treasury)',
    'Ms. Dana Demir',
    'Da\u200bna Dem\u200dir',
    'D\u00adana Demir\ufeff',
    '\u202aDana Demir\u202c',
    'Ｄａｎａ Ｄｅｍｉｒ',
    'D\u0430n\u0430 Demir',
    'Dán\u0061 Demír',
    'Dana-Demir',
    'Dana.Demir',
    'DanaDemir',
    'Dana\u200bDemir',
    'treasury-ops@bank.local',
    'TREASURY-OPS@BANK.LOCAL',
    '<treasury-ops@bank.local>',
    'mailto:treasury-ops@bank.local',
    'Somebody Else <treasury-ops@bank.local>',
    'treasury-ops+night@bank.local',
    'treasury-ops＠bank.local',
    'treasury-ops@bank.local.',
    'treasury\u200b-ops@bank.local',
    'dana.demir@elsewhere.example',
    'BANK\\dana.demir',
    '00000000-0000-0000-0000-0000000001AB',
    '{00000000-0000-0000-0000-0000000001ab}',
    'on behalf of Dana Demir',
    '000000000000000000000000000001AB',
    'Dana%20Demir',
    'treasury-ops%40bank.local',
    'treasury-ops @ bank.local',
    'treasury-ops (at) bank.local',
    'treasury-ops[at]bank[dot]local',
    '"treasury-ops"@bank.local',
    '\u202erimeD anaD',
    'rimeD anaD\u202e',
    'D\u0332ana Demir',
    'Dana_Demir',
    'Dana M. Demir',
    'ᴅᴀɴᴀ ᴅᴇᴍɪʀ',
    '🅳ana ⓓⓔⓜⓘⓡ',
    'CN=Demir\\, Dana,OU=Treasury',
    'urn:uuid:00000000-0000-0000-0000-0000000001ab',
  ])('written as %j', (claimed) => {
    expect(isClaimedAs(dana, claimed)).toBe(true);
  });

  it.each([
    ['Jürgen Müller', 'Juergen Mueller'],
    ['Jürgen Müller', 'Jurgen Muller'],
    ['Jürgen Müller', 'MU\u0308LLER, JU\u0308RGEN'],
    ['Søren Ågård', 'Soeren Aagaard'],
    ['Işıl Çağlar', 'Isil Caglar'],
    ['Łukasz Wałęsa', 'Lukasz Walesa'],
    ["Sean O'Brien", 'Sean O’Brien'],
    ['Иван Петров', 'Ivan Petrov'],
    ['Maria del Carmen Ruiz', 'Ruiz, Maria del Carmen'],
  ])('%s written as %s', (name, claimed) => {
    expect(isClaimedAs(person(name), claimed)).toBe(true);
    expect(isClaimedAs(person(claimed), name)).toBe(true);
  });

  it('in a domain of its own script or in its ASCII form', () => {
    const mailed = person('X Y', 'ops@bücher.example');
    expect(isClaimedAs(mailed, 'ops@xn--bcher-kva.example')).toBe(true);
    expect(isClaimedAs(mailed, 'OPS@BÜCHER.example')).toBe(true);
  });
});

describe('a claimed originator is somebody else', () => {
  it.each([
    '',
    ' ',
    '<>',
    '@',
    'Dana',
    'Demir',
    'Dana Demirci',
    'Danae Demirova',
    'Deniz Demir',
    'Omar Okafor',
    'treasury-ops2@bank.local',
    'treasury@bank.local',
    'treasury-ops@bank.local.evil.example',
    'treasury-ops@otherbank.local',
    'ops@bank.local',
    'Omar Okafor <omar.okafor@bank.local>',
    'Omar Okafor, 100 % of it',
    'rimeD anaD',
    'omar (at) bank.local',
    '00000000-0000-0000-0000-0000000001ac',
  ])('where it says %j', (claimed) => {
    expect(isClaimedAs(dana, claimed)).toBe(false);
  });

  it('for a name of one word that only stands among others', () => {
    expect(isClaimedAs(person('Ops'), 'Ops')).toBe(true);
    expect(isClaimedAs(person('Ops'), 'Treasury Ops Team')).toBe(false);
  });

  it('for a person without a name or an id', () => {
    expect(isClaimedAs({ tenantId: 't', objectId: '', name: '', email: null }, 'Dana Demir')).toBe(false);
  });
});

/** Names of two or three ordinary words. */
const word = fc.stringMatching(/^[A-Z][b-df-hj-np-tv-z]{1,3}[io][b-df-hj-np-tv-z]{1,3}$/);
const words = fc.array(word, { minLength: 2, maxLength: 3 });
const invisible = fc.constantFrom('\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e');

describe('whatever the name', () => {
  it('spaces, case, order and what nobody sees change nothing', () => {
    fc.assert(
      fc.property(
        words,
        fc.constantFrom(' ', '  ', '\t', '\u00a0', ' \u2009'),
        invisible,
        fc.nat(20),
        (name, gap, mark, at) => {
          const who = person(name.join(' '));
          const [first = '', ...rest] = name;
          const place = at % first.length;
          const hidden = `${first.slice(0, place)}${mark}${first.slice(place)}`;
          for (const claimed of [
            name.join(gap),
            name.join(' ').toUpperCase(),
            name.join(' ').toLowerCase(),
            `${rest.join(' ')}, ${first}`,
            [hidden, ...rest].join(' '),
            `"${name.join(' ')}" <a.b@c.example>`,
          ])
            expect([claimed, isClaimedAs(who, claimed)]).toEqual([claimed, true]);
        },
      ),
    );
  });

  it('everybody is who their own name and address say, and any text at all is answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(typeof isClaimedAs(dana, text)).toBe('boolean');
        const at = isClaimedAs(person('X Y', `${text.replace(/[\s<>()[\]",;:@]/gu, '')}x@bank.local`), text);
        expect(typeof at).toBe('boolean');
      }),
    );
  });

  it('mail is one mailbox in any case and under any sub-address', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9._-]{0,12}$/), fc.stringMatching(/^[a-z0-9]{1,8}$/), (local, tag) => {
        const who = person('Xenophon Yilmazoglu', `${local}@bank.local`);
        expect(isClaimedAs(who, `${local}+${tag}@Bank.Local`)).toBe(true);
        expect(isClaimedAs(who, `N N <${local.toUpperCase()}@BANK.LOCAL>`)).toBe(true);
        expect(isClaimedAs(who, `${local}@bank.locale`)).toBe(false);
      }),
    );
  });
});
