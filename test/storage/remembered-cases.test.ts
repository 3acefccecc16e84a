import { rememberCases } from '../../src/storage/remembered-cases';
import { numberedCase } from '../fakes/sample-case';

describe('cases as they were last read or written', () => {
  it('are remembered at the version they were given, and at no other', () => {
    const remembered = rememberCases();
    const first = numberedCase(1);
    remembered.keep(first);
    expect(remembered.find(first.runId, first.version)).toBe(first);
    expect(remembered.find(first.runId, first.version + 1)).toBeUndefined();
    expect(remembered.find('another run', first.version)).toBeUndefined();
  });

  it('are forgotten in the order in which nobody asks for them any more', () => {
    const remembered = rememberCases();
    const cases = Array.from({ length: 201 }, (_, index) => ({ ...numberedCase(1), runId: `run-${index}` }));
    for (const each of cases.slice(0, 200)) remembered.keep(each);
    expect(remembered.find('run-0', 1)).toBeDefined();
    remembered.keep(cases[200]!);
    expect(remembered.find('run-1', 1)).toBeUndefined();
    expect(remembered.find('run-0', 1)).toBeDefined();
    expect(remembered.find('run-200', 1)).toBeDefined();
  });
});
