import { bankHolidays } from '@doorstep/domain';
import { describe, expect, it } from '@jest/globals';
import { calendarAlarms } from './metrics.js';

describe('the alarm of the bank holidays', () => {
  const last = Date.parse(bankHolidays['england-and-wales'].through);
  const before = (days: number) => new Date(last - days * 86_400_000);

  it('is silent while there is time, and names each nation and what to do when there is little', () => {
    expect(calendarAlarms(before(200))).toEqual([]);
    expect(calendarAlarms(before(10)).join()).toContain('england-and-wales');
    expect(calendarAlarms(before(10)).join()).toContain('Add the next year');
  });
});
