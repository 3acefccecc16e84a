/** What a bundle is refused for, as a command refuses it. */
import { RefusedBundle } from '../../sources/bundle/refused-bundle';
import { RefusedInput } from '../answer';

export function orRefused<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RefusedBundle) throw new RefusedInput(error.refusal.problems);
    throw error;
  }
}
