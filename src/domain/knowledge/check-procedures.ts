/** Whether what the operations agent proposes is complete: every approval has its time, a hold has steps, and all of it rests on a section. */
import { z } from 'zod';
import { operationalProceduresSchema, type OperationalProcedures } from '../evidence/operational-procedures';

export const procedureCheckInputSchema = z.strictObject({ procedures: operationalProceduresSchema });

export const procedureCheckSchema = z.strictObject({
  complete: z.boolean(),
  /** In words, for whoever asks again. */
  missing: z.array(z.string()),
});

export type ProcedureCheckInput = z.infer<typeof procedureCheckInputSchema>;
export type ProcedureCheck = z.infer<typeof procedureCheckSchema>;

export function checkProcedures(procedures: OperationalProcedures): ProcedureCheck {
  const { workflow_determination: determination, required_approvals: approvals, audit } = procedures;
  const isHeld = determination.final_action === 'HOLD';
  const missing = [
    ...approvals
      .filter(({ sla_hours: hours }) => hours === undefined)
      .map(({ role }) => `how long ${role} has to answer`),
    ...(isHeld && procedures.workflow_steps.length === 0 ? ['what people do while it is held'] : []),
    ...(procedures.audit_bundle.required_documents.length === 0 ? ['which documents are kept'] : []),
    // Sections have a place in their document: `cutoffs#late`. Rules of the matrices have none.
    ...(audit.policies_consulted.some((id) => id.includes('#')) ? [] : ['the section it rests on']),
  ];
  return { complete: missing.length === 0, missing };
}
