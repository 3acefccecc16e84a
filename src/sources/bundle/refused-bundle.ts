/** A bundle from outside that is not taken, with the reason in words. */
import { refuse, type Refusal } from '../../domain/values/errors';
import type { RefusalCode } from '../../domain/values/refusal-codes';

export class RefusedBundle extends Error {
  readonly refusal: Refusal;

  constructor(code: RefusalCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'RefusedBundle';
    this.refusal = refuse(code, message, 'bundle');
  }
}
