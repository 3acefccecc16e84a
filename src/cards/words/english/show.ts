/** How readers of English see money and time. */
import { createShow } from '../show';

export const englishShow = createShow({
  locale: 'en-GB',
  units: { day: 'd', hour: 'h', minute: 'min' },
  underMinute: 'under 1 min',
});
