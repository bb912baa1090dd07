/** Code lists of HACT UKHDS v3.3 (OSCRE), repairs. Every code is text, also where it is all digits. */
const codes = <Code extends string>(list: string) => list.split(' ') as [Code, ...Code[]];

export const workPriorityCodes = ['1', '2', '3', '4', '5'] as const;
export const workClassCodes = ['0', '10', '20', '30', '40', '50', '60'] as const;
export const workTypes = ['0', '10', '20', '30', '40', '50'] as const;
export const jobStatusUpdateTypeCodes = codes<string>(
  '0 10 20 30 40 50 60 70 80 90 100 100-10 100-20 110 120 120-10 120-20 120-30 120-40 120-50',
);
export const locationAlertTypeCodes = codes<string>('0 1 10 20 30 40 50');
export const personAlertTypeCodes = codes<string>(
  '0 1 10 10-10 20 20-10 20-20 20-30 20-40 20-50 20-60 20-70 30 40 50 60',
);
export const tradeCodes = codes<string>(
  'AS B2 BL C2 CC CC-VD CL CL2 D2 DA DR E E2 EE EL FE FL GL GM GM2 GM-GA GM-GH GM-GM GM-GR GM-LI GM-RE GR HE HE-H JR M ME ME-LI M-GN M-HA P2 PA PL PL-DR PL-WS PT R2 RF RF-RF RF-RP SM SP SP-AS SP-CC SP-DA SP-DE SP-EL SP-EP SP-FS SP-LC SP-PC SP-RE SP-SC SP-SE SP-UP WF',
);
