/** The HTTP status a service refused with, however deep the client's own error lies under a fault. */

/** Null where it never came to an answer. */
export function statusOf(error: unknown): number | null {
  let link: unknown = error;
  for (let depth = 0; depth < 8 && typeof link === 'object' && link !== null; depth += 1) {
    const { status, statusCode, cause } = link as { status?: unknown; statusCode?: unknown; cause?: unknown };
    const found = [status, statusCode].find((given) => typeof given === 'number');
    if (typeof found === 'number') return found;
    link = cause;
  }
  return null;
}
