/** Where everything that is wired takes its chance from. */
import { randomBytes } from 'node:crypto';
import type { RandomHex } from '../ports/process';

export const randomHex: RandomHex = (length) =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length);
