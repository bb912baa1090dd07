import { describe, expect, it } from '@jest/globals';
import { suggestColumn } from './suggest-column.js';

const column = (name: string, isTime: boolean | null = false) => ({ name, isTime });
const columns = [
  column('Given Name'),
  column('hsg_uprn'),
  column('hsg_startdate', true),
  column('seen', true),
  column('no'),
];

describe('where a field may be kept', () => {
  it.each([
    ['given_name', { theirs: 'Given Name', because: 'same-name' }],
    ['uprn', { theirs: 'hsg_uprn', because: 'like-name' }],
    ['startDate', { theirs: 'hsg_startdate', because: 'like-name' }],
    ['endDate', null],
    ['notes', null],
    ['kind', null],
  ])('%s', (field, suggested) => {
    expect(suggestColumn(field, columns)).toEqual(suggested);
  });

  it('is the only column of days that is left, where the field is a day', () => {
    const left = [column('hsg_uprn'), column('seen', true)];
    expect(suggestColumn('occurredAt', left)).toEqual({ theirs: 'seen', because: 'dates' });
    expect(suggestColumn('familyName', left)).toBeNull();
  });

  it('is not guessed where two could be meant', () => {
    expect(suggestColumn('name', [column('first name'), column('last name')])).toBeNull();
  });
});
