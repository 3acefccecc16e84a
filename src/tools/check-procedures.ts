/** The tool `check_procedures`: whether proposed procedures are complete. It is the desk's own and served to nobody else. */
import {
  checkProcedures,
  procedureCheckInputSchema,
  procedureCheckSchema,
  type ProcedureCheck,
  type ProcedureCheckInput,
} from '../domain/knowledge/check-procedures';
import type { Tool } from '../ports/tools';

export function createCheckProcedures(): Tool<ProcedureCheckInput, ProcedureCheck> {
  return {
    name: 'check_procedures',
    title: 'Completeness of procedures',
    description: 'Says what proposed procedures lack: times to answer, steps, documents, the section they rest on.',
    inputSchema: procedureCheckInputSchema,
    outputSchema: procedureCheckSchema,
    run: ({ procedures }) => Promise.resolve(checkProcedures(procedures)),
  };
}
