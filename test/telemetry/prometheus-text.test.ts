import fc from 'fast-check';
import { toPrometheusText } from '../../src/telemetry/prometheus-text';
import { readPrometheus } from '../fakes/read-prometheus';

test('a family is told once, with each of its samples', () => {
  const text = toPrometheusText([
    {
      name: 'seconds',
      help: 'How long.',
      type: 'histogram',
      samples: [
        { suffix: '_bucket', labels: { le: '1' }, value: 1 },
        { suffix: '_sum', value: 0.25 },
      ],
    },
    { name: 'old', help: 'Nobody says.', type: 'gauge', samples: [] },
  ]);
  expect(text).toBe(
    [
      '# HELP seconds How long.',
      '# TYPE seconds histogram',
      'seconds_bucket{le="1"} 1',
      'seconds_sum 0.25',
      '# HELP old Nobody says.',
      '# TYPE old gauge',
      '',
    ].join('\n'),
  );
});

test('whatever a label says is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }), (said, value) => {
      fc.pre(!/[\r\u0085\u2028\u2029]/.test(said));
      const text = toPrometheusText([{ name: 'n', help: 'h', type: 'gauge', samples: [{ labels: { said }, value }] }]);
      expect(readPrometheus(text)).toEqual([{ name: 'n', labels: { said }, value: value === 0 ? 0 : value }]);
    }),
  );
});
