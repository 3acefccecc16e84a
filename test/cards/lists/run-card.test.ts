import { bytesOf, cards, executesOf, textOf, turkishCards, validationEvents } from '../read-card';
import { english } from '../../../src/cards/words/english/english';
import { hasEnded, caseStatuses } from '../../../src/domain/case/machine/states';
import { askedTwice, listOf } from '../payment/case-fixtures';
import { begunView, runView, standingOf } from '../payment/run-fixtures';

describe("a payment run's card", () => {
  it.each([
    ['with everything', runView],
    ['while it is taken in', begunView],
    [
      'that is all done',
      { ...begunView, standing: standingOf({ theirs: { runIds: [], sums: [], oneByOne: 0 } }, { refused: [] }) },
    ],
  ])('%s is valid, whole and small in every language', (_what, view) => {
    for (const card of [cards.runCard(view), turkishCards.runCard(view)]) {
      expect(validationEvents(card)).toEqual([]);
      expect(JSON.stringify(card)).not.toContain('${');
      expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    }
  });

  it('counts, adds up each currency by itself, and says what was not taken and why', () => {
    const text = textOf(cards.runCard(runView));
    expect(text).toContain('Payment run run.csv');
    // As it was drawn: it stays in the chat while the payments go on.
    expect(text).toMatch(/as of 22 Jan 2026 \d\d:\d\d UTC/);
    expect(text).toContain('9,990 of 10,000 payments were taken in');
    expect(text).toContain('**123,456,789.50 USD** in 9,000');
    expect(text).toContain('**1,000,000 JPY** in 990');
    expect(text).toContain('⚠ 3 look like payments that were asked for twice');
    expect(text).toContain('Not taken: 9');
    expect(text).toContain('Line 9999: **Pay from**: No account X is in the ledger.');
    expect(text).toContain('and 1 more');
    expect(text).toContain('250 of your approvals count; 200 of these payments are approved.');
    expect(text).toContain('12 more wait for you');
  });

  it('names the fields of a row that was not taken as people do', () => {
    const missing = {
      code: 'field_missing',
      message: 'beneficiary_name is missing.',
      field: 'beneficiary_name',
    } as const;
    const record = { refused: [{ line: 6, problems: [missing] }] };
    const text = textOf(cards.runCard({ ...runView, standing: standingOf({}, record) }));
    expect(text).toContain('Line 6: **Payee** is missing.');
    expect(text).not.toContain('beneficiary_name');
  });

  it('says what is to be looked at before what is done', () => {
    const text = textOf(cards.runCard(runView));
    const states = ['under compliance review:', 'rejected:', 'held:', 'waiting for approval:', 'approved:', 'settled:'];
    const places = states.map((state) => text.indexOf(state));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it.each(caseStatuses.filter(hasEnded))(
    'says of a payment that is %s what became of it, not what was decided',
    (status) => {
      const [item] = runView.worst;
      const over = { ...item!, case: { ...item!.case, status } };
      const text = textOf(cards.runCard({ ...runView, worst: [over], done: null }));
      expect(text).toContain(english.caseStates.name[status]);
      expect(text).not.toContain('Decision: ');
      expect(text.includes('cutoff 1')).toBe(status === 'approved');
    },
  );

  it('says on the card itself why a press did nothing', () => {
    const problems = [{ code: 'stale_card', message: 'Not approved. What waits for you has changed.' }] as const;
    const text = textOf(cards.runCard({ ...runView, done: null, notDone: { problems, referenceId: 'abc12345' } }));
    expect(text).toContain('⚠ Not approved. What waits for you has changed.');
    expect(text).toContain('Reference abc12345');
  });

  it('has one press for what proceeds, with what was shown, and none where nothing waits for the reader', () => {
    const [approve] = executesOf(cards.runCard(runView)).filter(({ verb }) => verb === 'approve_run');
    expect(approve).toMatchObject({ data: { run: 'RUN-0123456789AB', shown: '0'.repeat(16) } });
    expect(executesOf(cards.runCard(begunView)).map(({ verb }) => verb)).toEqual(['show_run']);
  });

  it('says of a payment what is unusual, and what the one press leaves to its own card', () => {
    const theirs = { ...runView.standing.theirs, oneByOne: 3 };
    const view = { ...runView, worst: listOf([askedTwice]).items, standing: standingOf({ theirs }) };
    expect(textOf(cards.runCard(view))).toContain('⚠ Unusual: same payee and amount as PAY-1 within 24 h');
    expect(textOf(cards.runCard(view))).toContain('but not 3 that are unusual (⚠): open each');
    expect(textOf(turkishCards.runCard(view))).toContain('Alışılmadık 3 ödeme (⚠) bunun dışında');
    expect(textOf(cards.runCard(runView))).not.toContain('that are unusual');
  });

  it('stays small and plain whatever a file is called and says', () => {
    const hostile = '**[click](https://evil.example)**'.repeat(40);
    const record = {
      name: hostile,
      by: hostile,
      refused: Array.from({ length: 500 }, (_, at) => ({
        line: at,
        problems: Array.from({ length: 10 }, () => ({ code: 'field_invalid' as const, message: hostile })),
      })),
    };
    const card = cards.runCard({ ...runView, standing: standingOf({}, record) });
    expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    expect(JSON.stringify(card)).not.toContain('[click](https');
  });
});
