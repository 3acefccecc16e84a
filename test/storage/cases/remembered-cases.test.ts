import { rememberCases } from '../../../src/storage/cases/remembered-cases';
import { numberedCase } from '../../fakes/sample-case';

describe('cases as they were last read or written', () => {
  it('are remembered as they became last, whatever is read late', () => {
    const remembered = rememberCases();
    const first = numberedCase(1);
    remembered.keep(first, { version: 1, text: '{}' });
    expect(remembered.find(first.runId)).toBe(first);
    const second = { ...first, version: first.version + 1 };
    remembered.keep(second, { version: 1, text: '{}' });
    remembered.keep(first, { version: 1, text: '{}' });
    expect(remembered.find(first.runId)).toBe(second);
    expect(remembered.find('another run')).toBeUndefined();
  });

  it('are forgotten in the order in which nobody asks for them any more', () => {
    const remembered = rememberCases();
    const cases = Array.from({ length: 201 }, (_, index) => ({ ...numberedCase(1), runId: `run-${index}` }));
    for (const each of cases.slice(0, 200)) remembered.keep(each, { version: 1, text: '{}' });
    expect(remembered.find('run-0')).toBeDefined();
    remembered.keep(cases[200]!, { version: 1, text: '{}' });
    expect(remembered.find('run-1')).toBeUndefined();
    expect(remembered.find('run-0')).toBeDefined();
    expect(remembered.find('run-200')).toBeDefined();
  });
});
