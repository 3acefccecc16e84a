/** Words that every JavaScript object knows mean nothing special, wherever a text from outside is looked up. */
import { faultOfCode } from '../../../src/agents/foundry/to-fault';
import { problemText } from '../../../src/cards/payment/texts/problem-text';
import { english } from '../../../src/cards/words/english/english';
import { sourcesOf } from '../../../src/domain/bundle/check/sources-of';
import { judgeFindings } from '../../../src/domain/policy/judge-findings';
import { readDraft } from '../../../src/domain/payment/complete-request';
import { cleanMessage } from '../../../src/domain/sentences/clean-message';
import { findAmounts } from '../../../src/domain/values/amounts/find-amounts';
import { ownMember } from '../../../src/domain/values/own-member';
import { readBai2 } from '../../../src/sources/statements/bai2/bai2';

const everyObjects = [...Object.getOwnPropertyNames(Object.prototype), ...Object.getOwnPropertyNames(Object)];

test.each(everyObjects)('%s is in no table', (name) => {
  expect(ownMember({}, name)).toBeUndefined();
  expect(ownMember(Object.fromEntries([[name, 1]]), name)).toBe(1);
});

describe.each(everyObjects)('%s', (name) => {
  test.each(['english', 'continental'] as const)('is no unit of an amount (%s)', (notation) => {
    expect(findAmounts(`pay two ${name} now`, notation)).toEqual([]);
    expect(findAmounts(`${name} bir ${name}`, notation)).toEqual([]);
    expect(findAmounts(`250,000 USD for ${name}`, notation)).toHaveLength(1);
  });

  it('is no entity of a message', () => {
    expect(cleanMessage(`pay &${name}; now`)).not.toContain('native code');
  });

  it('is a field like any other that a request does not have', () => {
    const read = readDraft(Object.fromEntries([[name, 'x']]));
    // JSON's own `__proto__` is left out by the schema before it is looked at.
    if (read.ok) expect(name).toBe('__proto__');
    else expect(problemText(read.problems[0]!, english)).toMatch(/^⚠ \*\*/);
  });

  it('is no code of a hosted agent, and no verdict that policy names', () => {
    expect(faultOfCode(name)).toBeNull();
    const finding = {
      result: 'sanctions',
      step: 's',
      verdict: name,
      action: 'PROCEED',
      detail: null,
      label: { en: 'x' },
    } as never;
    const rule = { id: 'r', result: 'sanctions', required: false, verdicts: {} } as never;
    expect(judgeFindings({ findings: [rule] }, [finding])?.action).toBe('PROCEED');
  });

  it('is an unknown status of a bank report', () => {
    expect(() => readBai2(`01,A,B,260122,0700,1,,,2/\n02,A,B,${name},260122,0700,EUR,2/\n`)).toThrow(/is unknown/);
  });

  it('is a folder of a bundle like any other, and nothing is written to what all objects share', () => {
    const texts = new Map([
      [`replay/policies/${name}/toString`, 'mine'],
      [`replay/policies/${name}/keys`, 'mine'],
      [`replay/workflows/${name}/workflow.yaml`, 'main'],
      [`replay/workflows/${name}/included/${name}`, 'part'],
    ]);
    const before = [Object.prototype, Object].map((shared) => Object.getOwnPropertyDescriptors(shared));
    const { policies, workflows } = sourcesOf(texts);
    expect([Object.prototype, Object].map((shared) => Object.getOwnPropertyDescriptors(shared))).toEqual(before);
    expect(Object.entries(policies)).toEqual([[name, { toString: 'mine', keys: 'mine' }]]);
    expect(Object.keys(workflows)).toEqual([name]);
    expect(Object.values(workflows)[0]?.main).toBe('main');
  });
});
