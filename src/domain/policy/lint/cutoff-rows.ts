/** The treasury's and the banks' cutoffs as one list, each with its own zone and place in the file. */
import type { Channel } from '../../payment/payment-request';
import type { Policy } from '../policy';

export interface CutoffRow {
  readonly id: string;
  readonly entity: string;
  readonly currency: string;
  readonly channel: Channel;
  readonly time: string;
  readonly zone: string;
  readonly path: readonly (string | number)[];
}

export function cutoffRows({ cutoffs }: Policy): readonly CutoffRow[] {
  return [
    ...cutoffs.internal.map(({ at_utc: time, ...row }, at) => ({ ...row, time, zone: 'utc', path: ['internal', at] })),
    ...cutoffs.bank.map(({ at: time, ...row }, at) => ({ ...row, time, path: ['bank', at] })),
  ];
}
