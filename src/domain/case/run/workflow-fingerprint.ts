/** What a workflow is known by: the hash of its file, or of all files where it includes others. */
import { canonicalJson, sha256 } from '../../values/json';

export interface WorkflowFiles {
  readonly main: string;
  /** By file name. */
  readonly included: Readonly<Record<string, string>>;
}

export function workflowFingerprint({ main, included }: WorkflowFiles): string {
  return sha256(Object.keys(included).length === 0 ? main : canonicalJson({ main, included }));
}
