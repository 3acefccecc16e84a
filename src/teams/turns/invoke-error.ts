/** A press or another invoke that ended in an error, as Teams is told of it. */
import type { InvokeAnswer } from '../activity';

export function invokeError(statusCode: number, code: string, message: string): InvokeAnswer {
  return { status: 200, body: { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } } };
}
