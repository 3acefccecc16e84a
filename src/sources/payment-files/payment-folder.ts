/** Writes payment files into a folder: whole and on the disk, or not at all, and never over another. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { refuse } from '../../domain/values/errors';
import type { PaymentFolder } from '../../ports/payment-files';

export const paymentFolder: PaymentFolder = {
  write(folder, name, text) {
    const target = path.join(folder, name);
    try {
      mkdirSync(folder, { recursive: true });
      if (existsSync(target)) {
        if (readFileSync(target, 'utf8') === text) return { ok: true };
        return refuse('file_exists', `${target} is there already with other content; nothing was written over.`, 'out');
      }
      writeWhole(folder, `.${name}.part`, name, text);
      return { ok: true };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === undefined) throw error;
      return refuse('file_unwritable', `${target} cannot be written (${code}).`, 'out');
    }
  },
};

/** Under another name first: who looks into the folder sees no half of a file, and a bank's gateway takes none. */
function writeWhole(folder: string, draft: string, name: string, text: string): void {
  const part = path.join(folder, draft);
  rmSync(part, { force: true });
  const handle = openSync(part, 'wx', 0o640);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, path.join(folder, name));
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
