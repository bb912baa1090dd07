export { type Antivirus, AntivirusProblem, Clamd, noAntivirus } from './antivirus.js';
