/** Wake-ups are hints: losing or doubling one does no harm. */

export interface Wakeups {
  /** `behindOthers`: nobody waits for it. */
  wake(runId: string, how?: { readonly behindOthers: boolean }): void;
  /** Calls `work` for each woken run, never twice at once for one run; true asks to be woken again. */
  start(work: (runId: string) => Promise<boolean>): void;
  /** Looks for runs whose wake-up was lost. Throws what the store throws. */
  sweep(): Promise<void>;
  /** Waits for work under way. */
  stop(): Promise<void>;
}
