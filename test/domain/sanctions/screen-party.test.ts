import { createScreener } from '../../../src/domain/sanctions/screen-party';
import { entry, listOf, testList } from './list-fixture';

const screener = createScreener(testList);
const screen = (name: string, country?: string) => screener.screen({ name, country });
const outcome = (name: string) => {
  const { decision, matchType, match } = screen(name);
  return `${decision} ${matchType} ${match?.uid ?? '-'}`;
};

describe('a name equal to a listed one', () => {
  test.each([
    ['BANK MASKAN', '1'],
    ['bank  maskan.', '1'],
    ['Housing Bank', '1'],
    ['Lupe Maritza Zevallos Gonzales', '2'],
    ['ZEVALLOS GONZALES, Lupe Maritza', '2'],
    ['MTKR', '8'],
    ['LLC Veles Capital', '9'],
    ['Владимир Владимирович Колычев', '3'],
  ])('%s blocks as EXACT', (name, uid) => expect(outcome(name)).toBe(`BLOCK EXACT ${uid}`));

  test('blocks with confidence 98 and the programmes of the entry', () => {
    const result = screen('BANK MASKAN');
    expect(result.confidence).toBe(98);
    expect(result.match?.programs).toEqual(['IRAN', 'IRAN-EO13902']);
    expect(result.rule).toBe('equal_name');
  });
});

describe('a name nearly equal', () => {
  test.each([
    ['BANKE MASKAN', '1'],
    ['BANK MASKAAN', '1'],
    ['BNKA MASKAN', '1'],
    ['Maritza Zevallos Gonzales Lupe', '2'],
    ['Lupe MaritzaZevallos Gonzales', '2'],
    ['Vladymir Vladimirovitch Kolychev', '3'],
    ['VELESCAPITAL LLC', '9'],
    ['PERSIAN GULF FAJR YADAVARAN GAS REFINERY CO LTD', '10'],
  ])('%s blocks as FUZZY_HIGH', (name, uid) => expect(outcome(name)).toBe(`BLOCK FUZZY_HIGH ${uid}`));

  test('blocks with a confidence of 90 or more', () =>
    expect(screen('BANK MASKAAN').confidence).toBeGreaterThanOrEqual(90));
});

describe('what never blocks', () => {
  test('a weak alias escalates as FUZZY_MEDIUM', () => expect(outcome('El Chapo')).toBe('ESCALATE FUZZY_MEDIUM 5'));
  test("a vessel's name escalates as FUZZY_MEDIUM", () => expect(outcome('Graceful')).toBe('ESCALATE FUZZY_MEDIUM 6'));
  test("an aircraft's tail number escalates as FUZZY_MEDIUM", () =>
    expect(outcome('EP-GOL')).toBe('ESCALATE FUZZY_MEDIUM 7'));
  test('likeness to a name of four letters', () => {
    for (const name of ['MTKRR', 'MTKA', 'MTKR LLC', 'M TKR']) expect(screen(name).decision).not.toBe('BLOCK');
  });
  test('a part of a longer name', () =>
    expect(screen('Persian Gulf Yadavaran Gas Refinery').rule).toBe('capped_part_of_name'));
  test('a name with an initial', () => {
    expect(outcome('V. Vladimirovich Kolychev')).toBe('ESCALATE FUZZY_MEDIUM 3');
    expect(screen('V. Vladimirovich Kolychev').rule).toBe('capped_initial');
  });
  test('one common word, which is clear', () => {
    for (const name of ['Bank', 'Group', 'Hussein', 'Gas', 'Company', 'LLC'])
      expect(screen(name).decision).toBe('CLEAR');
  });
  test('a listed name within a longer text', () => {
    expect(screen('ACME LLC trading as BANK MASKAN').rule).toBe('contained_name');
    expect(screen('ACME (BANK MASKAN)').decision).toBe('ESCALATE');
  });
});

describe('the one distinctive word of a listed company', () => {
  test('with ordinary words beside it escalates as PARTIAL', () => {
    expect(outcome('Maskan Trading FZE')).toBe('ESCALATE PARTIAL 1');
    expect(screen('Maskan Trading FZE').rule).toBe('distinctive_word');
  });
  test('says nothing beside a telling word of its own', () =>
    expect(screen('Maskan Petersen Trading').decision).toBe('CLEAR'));
  test('says nothing when spelt otherwise', () => expect(screen('Masken Trading FZE').decision).toBe('CLEAR'));
});

describe('strangers', () => {
  test.each([
    'ACME Trading LLC',
    'ACME Corp',
    'Large Vendor Inc',
    'Microsoft Corporation',
    'Amazon Web Services',
    'John Smith',
    'Gonzales Trading',
  ])('%s is clear with confidence 0', (name) =>
    expect(screen(name)).toMatchObject({ decision: 'CLEAR', matchType: 'NONE', confidence: 0, match: null }),
  );
});

describe('scripts', () => {
  test('Arabic without vowels finds the name and, by consonants alone, does not block on two words', () => {
    expect(screen('طاهر جليل حبوش التكريتي').match?.uid).toBe('11');
    expect(screen('طاهر حبوش').decision).not.toBe('BLOCK');
  });
  test.each(['व्लादिमीर व्लादिमीरोविच कोल्यचेव', 'Վլադիմիր Վլադիմիրովիչ Կոլիչև', 'ვლადიმირ ვლადიმიროვიჩ კოლიჩევი'])(
    'the vowels Indian, Armenian and Georgian writing has are read: %s',
    (name) => expect(screen(name).match?.uid).toBe('3'),
  );
  test('full-width and look-alike letters are read as what they look like', () => {
    expect(outcome('ＢＡＮＫ ＭＡＳＫＡＮ')).toBe('BLOCK EXACT 1');
    expect(outcome('ВANK MАSKAN')).toBe('BLOCK EXACT 1');
  });
});

describe('the country', () => {
  const list = listOf(
    entry('20', 'PERSIAN GULF FAJR YADAVARAN GAS REFINERY COMPANY', { countries: ['Iran'] }),
    entry('21', 'TANKO, Samir', { type: 'individual', countries: ['Korea, North'] }),
  );
  const byCountry = createScreener(list);

  test('of the entry lifts a partial match within ESCALATE', () => {
    const partial = byCountry.screen({ name: 'Persian Gulf Yadavaran Refinery Holding' });
    expect(partial.matchType).toBe('PARTIAL');
    expect(byCountry.screen({ name: 'Persian Gulf Yadavaran Refinery Holding', country: 'IR' }).matchType).toBe(
      'FUZZY_MEDIUM',
    );
  });
  test('never lowers an exact match', () => {
    expect(byCountry.screen({ name: 'Samir Tanko', country: 'France' }).matchType).toBe('EXACT');
    expect(byCountry.screen({ name: 'Samir Tanko', country: 'KP' }).matchType).toBe('EXACT');
  });
});

describe('the explanation', () => {
  test('pairs the words with reason and weight and names what is left over', () => {
    const result = screen('Persian Gulf Yadavran Gas Refinery Holding');
    expect(result.pairs.map(({ query, listed, reason }) => `${query}=${listed} ${reason}`).sort()).toEqual([
      'gas=gas same',
      'gulf=gulf same',
      'persian=persian same',
      'refinery=refinery same',
      'yadavran=yadavaran misspelt',
    ]);
    expect(result.queryLeft).toEqual(['holding']);
    expect(result.listedLeft).toEqual(['fajr', 'co']);
    expect(result.pairs.every(({ weight, similarity }) => weight > 0 && similarity > 0 && similarity <= 1)).toBe(true);
  });
  test('names the scorer and a runner-up of another entry', () => {
    const result = screen('Hussein Mohammad');
    expect(result.scorer).toBe('name-v2');
    expect(result.runnerUp?.uid).not.toBe(result.match?.uid);
  });
});

test('an empty list screens everything without a match', () => {
  expect(createScreener(listOf()).screen({ name: 'BANK MASKAN' })).toMatchObject({
    matchType: 'NONE',
    match: null,
    runnerUp: null,
  });
});
