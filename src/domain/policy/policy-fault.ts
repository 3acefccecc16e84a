/** One thing wrong with a policy's tables, and where it stands. */
import type { YamlPath } from '../yaml-document';
import type { PolicyFile } from './policy-files';

export interface PolicyFault {
  readonly file: PolicyFile;
  readonly path: YamlPath;
  readonly reason: string;
}
