/** Tests that need a browser. */
import { chromiumAvailable } from './playground';

/** Skips with a line that is seen where there is no Chromium. */
export const describeWithChromium: typeof describe.skip = chromiumAvailable() ? describe : describe.skip;
