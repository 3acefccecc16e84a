/** How long a card that failed waits at most before it is sent again, whatever its connector asks for: one that is hours behind helps nobody. */
import { minuteMs } from '../../values/time';
export const longestWaitMs = 10 * minuteMs;
