/** Unfolds forms of a card as a person does who sees them fold up again. */
import type { Locator } from 'playwright-core';

/** A press that unfolds asks nobody. */
const unfoldsWithinMs = 2_000;

/**
 * Unfolds a card until the last step of the way is seen: a button by its exact title or a field by a pattern of its label.
 * The steps before it are the buttons it lies behind, outermost first. A card that is drawn anew meanwhile has folded all up.
 */
export async function unfold(card: Locator, way: readonly (string | RegExp)[], withinMs: number): Promise<void> {
  const steps = way.map((step) =>
    typeof step === 'string'
      ? card.getByRole('button', { name: step, exact: true }).last()
      : card.getByLabel(step).last(),
  );
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await Promise.all(steps.map((step) => step.isVisible()));
    if (seen.at(-1) === true) return;
    if (performance.now() > deadline) throw new Error(`no way to ${way.join(', then ')}`);
    const deepest = Math.max(0, seen.lastIndexOf(true));
    await steps[deepest]?.click();
    await steps[deepest + 1]?.waitFor({ timeout: unfoldsWithinMs }).catch(() => undefined);
  }
}
