/** Files of payments to start a test from. */

export interface StatusOver {
  readonly original?: string;
  readonly kind?: string;
  readonly totals?: string;
  readonly group?: string;
  readonly groups?: string;
}

/** A pain.002 that answers `original`. */
export function pain002({
  original = 'TD-1',
  kind = 'pain.001.001.09',
  totals = '',
  group = '',
  groups = '',
}: StatusOver): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-01-22T11:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${original}</OrgnlMsgId><OrgnlMsgNmId>${kind}</OrgnlMsgNmId>${totals}${group}</OrgnlGrpInfAndSts>
${groups}
</CstmrPmtStsRpt></Document>`;
}

export function groupOf(id: string, payments: string, status = ''): string {
  return `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${id}</OrgnlPmtInfId>${status}${payments}</OrgnlPmtInfAndSts>`;
}

export function statusOf(id: string, status: string, reason = '', amount = ''): string {
  const why =
    reason === '' ? '' : `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn><AddtlInf>said the bank</AddtlInf></StsRsnInf>`;
  const sent = amount === '' ? '' : `<OrgnlTxRef><Amt>${amount}</Amt></OrgnlTxRef>`;
  return `<TxInfAndSts><OrgnlInstrId>${id}</OrgnlInstrId><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${why}${sent}</TxInfAndSts>`;
}
