import { forLegacyClient } from '../../src/cards/for-legacy-client';
import type { JsonObject } from '../../src/domain/values/json';

const toggle = (title: string, ...targetElements: readonly string[]) => ({
  type: 'Action.ToggleVisibility',
  title,
  targetElements,
});
const card = (body: readonly object[], version = '1.5') =>
  forLegacyClient({ type: 'AdaptiveCard', version, body: body as readonly JsonObject[] });

describe('a card for the Emulator', () => {
  it('submits what others execute, with the verb beside the data, wherever the button is', () => {
    const execute = { type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { version: '3' } };
    const submit = { type: 'Action.Submit', title: 'Approve', data: { version: '3', verb: 'approve' } };
    const showing = (action: object) => ({
      type: 'Action.ShowCard',
      card: { type: 'AdaptiveCard', actions: [action] },
    });
    expect(card([{ type: 'ActionSet', actions: [execute, showing(execute)] }])['body']).toEqual([
      { type: 'ActionSet', actions: [submit, showing(submit)] },
    ]);
  });

  it('is of no newer version than is drawn there', () => {
    expect([card([], '1.6')['version'], card([], '1.4')['version']]).toEqual(['1.5', '1.4']);
  });

  it('has neither a chart nor a button that unfolds nothing else', () => {
    const chart = { type: 'Container', id: 'chart', items: [{ type: 'Chart.Line', data: [], fallback: 'drop' }] };
    const table = { type: 'Container', id: 'table', items: [{ type: 'TextBlock', text: '7,000,000' }] };
    const both = toggle('Both', 'chart', 'table');
    expect(card([{ type: 'ActionSet', actions: [toggle('Chart', 'chart'), both] }, chart, table])['body']).toEqual([
      { type: 'ActionSet', actions: [both] },
      table,
    ]);
  });
});
