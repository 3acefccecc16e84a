import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { entry, listOf } from './list-fixture';

const screener = createScreener(
  listOf(
    entry('1', 'ALI, Ahmed', { type: 'individual', countries: ['Iraq'] }),
    entry('2', 'AL ALI AND AL HAMZA LLC'),
    entry('3', 'AL-HAJJ, Yahya', { type: 'individual' }),
    entry('4', 'SAYYED, Jamil', { type: 'individual' }),
    entry('5', 'IQBAL, Haji', { type: 'individual' }),
    entry('6', 'KONTAKT OOO', { countries: ['Russia'] }),
    entry('7', 'PETROVAVT, Sergei Ivanovich', { type: 'individual' }),
    entry('8', 'EMERALD FZE'),
    entry('9', 'NORTHERN TUBE BUREAU', { weak: ['PSC'] }),
    entry('10', 'JOINT STOCK COMPANY AVRORA'),
    entry('11', 'SATURN OASIS CO., LIMITED'),
    entry('12', 'SAMOTLORNEFTEGAZ OJSC'),
    entry('13', 'IVANOV, Sergei', { type: 'individual' }),
    entry('14', 'BOUT, Viktor Anatolijevitch', { type: 'individual' }),
    entry('15', 'DU, Yurong', { type: 'individual' }),
  ),
);
const outcome = (name: string, more: object = {}) => {
  const { decision, rule, match } = screener.screen({ name, ...more });
  return `${decision} ${rule} ${match?.uid ?? '-'}`;
};

describe('a name that many bear does not block', () => {
  test.each([
    ['Ahmed Ali', 'ESCALATE capped_commonplace_name 1'],
    ['Ali Ahmed', 'ESCALATE capped_commonplace_name 1'],
    ['Ahmad Aly', 'ESCALATE capped_commonplace_name 1'],
    ['Sergei Ivanov', 'ESCALATE capped_commonplace_name 13'],
    ['Emerald Inc', 'ESCALATE capped_commonplace_name 8'],
    ['LC AVRORA', 'ESCALATE capped_commonplace_name 10'],
  ])('%s: %s', (name, expected) => expect(outcome(name)).toBe(expected));

  test.each(['Yahya', 'Jamil', 'Iqbal', 'Hamza', 'Ali', 'Yurong'])('%s', (name) =>
    expect(screener.screen({ name }).decision).not.toBe('BLOCK'),
  );
});

describe('another kind of party, another form, or words left out do not block', () => {
  test("a person's name against a company's", () =>
    expect(screener.screen({ name: 'Ali Hamza' }).decision).not.toBe('BLOCK'));
  test('where the payment says which kind the payee is', () => {
    expect(outcome('Viktor Anatolijevitch Bout')).toBe('BLOCK equal_name 14');
    expect(outcome('Viktor Anatolijevitch Bout', { facts: { kind: 'company' } })).toBe('ESCALATE capped_other_type 14');
    expect(outcome('Viktor Anatolijevitch Bout LLC')).toBe('ESCALATE capped_other_type 14');
  });
  test("one telling word with another country's form", () => {
    for (const form of ['GmbH', 'Sp. z o.o.', 'S.A.', 'AB', 'UG'])
      expect(screener.screen({ name: `Kontakt ${form}` }).decision).not.toBe('BLOCK');
    for (const form of ['GmbH', 'Sp. z o.o.', 'aktiebolag', 'KGaA'])
      expect(outcome(`Samotlorneftegaz ${form}`)).toBe('ESCALATE capped_other_form 12');
  });
  test('a list acronym is no legal form', () => {
    for (const name of ['Contoso SA/NV', 'Contoso PSC', 'Contoso S.A.', 'Contoso AG'])
      expect(outcome(name)).toMatch(/^CLEAR/);
    expect(outcome('PSC')).toBe('ESCALATE equal_weak_alias 9');
  });
  test('what is elsewhere an article is a surname where it is all the surname', () => {
    expect(outcome('Du Yurong')).toBe('BLOCK equal_name 15');
    expect(screener.screen({ name: 'Yurong' }).decision).not.toBe('BLOCK');
  });
});

describe('a rare name blocks', () => {
  test.each([
    'Samotlorneftegaz PAO',
    'OJSC Samotlorneftegaz',
    'Samotlorneftegas OJSC',
    'Sergei Ivanovich Petrovavt',
    'Sergey Ivanovich PETROVAVT',
    'Samotlorneftegaz',
  ])('%s', (name) => expect(screener.screen({ name }).decision).toBe('BLOCK'));
});

describe('a second fact', () => {
  test('the country confirms a form that differs, and says so', () => {
    const confirmed = createScreener(listOf(entry('1', 'SAMOTLORNEFTEGAZ OJSC', { countries: ['Russia'] })));
    expect(confirmed.screen({ name: 'Samotlorneftegaz GmbH', country: 'RU' })).toMatchObject({
      decision: 'BLOCK',
      rule: 'confirmed_name',
      agreeing: ['country'],
    });
    expect(confirmed.screen({ name: 'Samotlorneftegaz GmbH', country: 'DE' }).decision).toBe('ESCALATE');
  });
  test('a country alone does not confirm a commonplace name', () =>
    expect(outcome('Ahmed Ali', { country: 'IQ' })).toBe('ESCALATE capped_commonplace_name 1'));
});

test('one word left beside its legal forms is found', () =>
  expect(outcome('SATURN CO., LIMITED')).toBe('ESCALATE one_word_and_forms 11'));

test('legal forms of all countries weigh next to nothing', () => {
  const forms = [
    'Sp. z o.o.',
    'SE',
    'UG (haftungsbeschränkt)',
    'KGaA',
    'Aktiebolag',
    'Anonim Şirketi',
    'Sanayi ve Ticaret A.Ş.',
    'LCC',
    'SA de CV',
    'd.o.o.',
    's.r.o.',
    'Kft.',
    'Oy',
    'Pty Ltd',
    'Sdn Bhd',
    'GmbH & Co. KG',
    'S.p.A.',
    'SARL',
    'Ltda',
    'K.K.',
  ];
  const hits = forms.filter((form) => screener.screen({ name: `Samotlorneftegaz ${form}` }).match?.uid === '12');
  expect(hits).toEqual(forms);
  expect(forms.filter((form) => screener.screen({ name: `Contoso ${form}` }).decision !== 'CLEAR')).toEqual([]);
});
