import { bankHolidays, calendarRunsOut, type Nation } from '@doorstep/domain';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import { signInRefusals } from './sign-in-refusals.js';

/** What can be watched, as Prometheus reads it. No landlord, no person and no word is in it. */
export function openMetrics(database: Database): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(signInRefusals);
  const waiting = () =>
    database.dispatch<{ waiting: number; oldest: number }>(
      // What is due later, such as whether to ask again in six months, does not wait.
      `SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(due_at)), 0)::float AS oldest
       FROM outbox WHERE done_at IS NULL AND due_at <= now()`,
    );
  new Gauge({
    name: 'doorstep_outbox_waiting',
    help: 'Work that is due and not done: contacts to decide, hand-offs, messages.',
    registers: [registry],
    async collect() {
      this.set((await waiting())[0]?.waiting ?? 0);
    },
  });
  new Gauge({
    name: 'doorstep_outbox_oldest_seconds',
    help: 'How long the oldest work that is due has waited.',
    registers: [registry],
    async collect() {
      this.set((await waiting())[0]?.oldest ?? 0);
    },
  });
  new Gauge({
    name: 'doorstep_bank_holidays_days_left',
    help: 'Days until the table of bank holidays ends. Under 90, someone must add the next year.',
    labelNames: ['nation'],
    registers: [registry],
    collect() {
      for (const { nation, daysLeft } of calendars(new Date())) this.set({ nation }, daysLeft);
    },
  });
  return registry;
}

/** A line for each nation whose table of bank holidays ends within 90 days of `now`. */
export function calendarAlarms(now: Date): string[] {
  return calendars(now)
    .filter(({ alarm }) => alarm)
    .map(
      ({ nation, through }) =>
        `The bank holidays of ${nation} are known to ${through} only. Add the next year (packages/domain/src/time/bank-holidays.ts): beyond it no message is sent.`,
    );
}

function calendars(now: Date) {
  const on = now.toISOString().slice(0, 10);
  return (Object.keys(bankHolidays) as Nation[]).map((nation) => ({ nation, ...calendarRunsOut(nation, on) }));
}
