/** Structured logs on standard error; standard output belongs to answers. */
import pino from 'pino';
import type { Config } from './config/config';
import type { Log } from '../ports/process';

export function createLog(level: Config['logLevel']): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
}
