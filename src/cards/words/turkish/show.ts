/** How readers of Turkish see money and time. */
import { createShow } from '../show';

export const turkishShow = createShow({
  locale: 'tr-TR',
  units: { day: 'g', hour: 'sa', minute: 'dk' },
  underMinute: '1 dk’dan az',
});
