import type { ContactMapping } from './mapping.js';

const completed = { on: 'repair-ended', phase: 'completed' } as const;

/**
 * The mapping a new connection starts with; a landlord changes its own copy. What can harm comes first: no access,
 * emergency and hazard outrank the words of a description. Trade codes are those of Hackney's Repairs Hub.
 */
export const contactMapping: ContactMapping = [
  { on: 'repair-ended', phase: 'no-access', typeCode: 'RPR-NAC' },
  { ...completed, isEmergency: true, typeCode: 'RPR-EMG' },
  { ...completed, isHazard: true, typeCode: 'DMP-INS' },
  { ...completed, words: ['damp', 'mould', 'mold', 'condensation'], typeCode: 'DMP-INS' },
  {
    ...completed,
    words: ['follow on', 'follow up', 'return visit', 'recall', 'second visit'],
    typeCode: 'RPR-FOL',
  },
  {
    ...completed,
    words: [
      'gas safety',
      'gas check',
      'gas service',
      'gas servicing',
      'lgsr',
      'cp12',
      'boiler service',
      'annual boiler check',
    ],
    typeCode: 'GAS-LGSR',
  },
  {
    ...completed,
    words: ['eicr', 'electrical safety', 'electrical test', 'electrical check', 'periodic inspection'],
    typeCode: 'ELE-EICR',
  },
  { ...completed, words: ['fire door', 'fire doors', 'flat door check', 'fd30'], typeCode: 'FIR-DOR' },
  {
    ...completed,
    words: ['fire risk', 'fire alarm', 'smoke alarm', 'smoke alarms', 'smoke detector', 'alarm test'],
    typeCode: 'FIR-FRA',
  },
  {
    ...completed,
    words: ['legionella', 'water hygiene', 'water test', 'smoke vent', 'aov', 'lift test'],
    typeCode: 'WTR-HYG',
  },
  { ...completed, words: ['stock condition', 'condition survey', 'energy survey'], typeCode: 'STK-SUR' },
  { ...completed, words: ['adaptation', 'adaptations', 'occupational therapist'], typeCode: 'ADP-OTV' },
  {
    ...completed,
    words: ['pest', 'pests', 'pest control', 'rats', 'mice', 'cockroaches', 'bed bugs', 'wasps'],
    typeCode: 'PST-CTL',
  },
  { ...completed, tradeNameWords: ['lift', 'lifts'], typeCode: 'LFT-OUT' },
  {
    ...completed,
    words: ['passenger lift', 'lift out of order', 'lift out of service', 'lift not working', 'lift stuck'],
    typeCode: 'LFT-OUT',
  },
  { ...completed, tradeCodes: ['PL', 'EL', 'CP', 'MU', 'DR', 'DE'], typeCode: 'RPR-VIS' },
  {
    ...completed,
    tradeNameWords: [
      'plumbing',
      'plumber',
      'electrical',
      'electrician',
      'carpentry',
      'carpenter',
      'joinery',
      'multi trade',
      'multitrade',
      'drainage',
      'door entry',
      'glazing',
      'plastering',
      'painting',
      'decorating',
      'roofing',
      'flooring',
      'tiling',
      'heating',
      'gas',
    ],
    typeCode: 'RPR-VIS',
  },
  { on: 'tenancy-started', isMutualExchange: true, typeCode: 'TEN-MUX' },
  { on: 'tenancy-started', typeCode: 'TEN-SGN' },
  { on: 'tenancy-ended', typeCode: 'TEN-END' },
  { on: 'case-opened', kind: 'succession', typeCode: 'TEN-SUC' },
  { on: 'case-opened', kind: 'complaint', typeCode: 'SEN-CAS' },
  { on: 'case-opened', kind: 'asb', typeCode: 'SEN-CAS' },
  { on: 'case-opened', kind: 'disrepair', typeCode: 'SEN-CAS' },
  { on: 'case-opened', kind: 'name-change', typeCode: 'TEN-CHG' },
  { on: 'case-opened', kind: 'possession', typeCode: 'INC-ENF' },
];
