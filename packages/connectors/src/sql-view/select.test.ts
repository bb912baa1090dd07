import { describe, expect, it } from '@jest/globals';

import { columnsQuery, keysQuery, matchingQuery, pageQuery, reachedQuery, unplacedQuery } from './select.js';

const brackets = (name: string) =>
  name
    .split('.')
    .map((part) => `[${part}]`)
    .join('.');
const sqlserver = { driver: 'sqlserver', quote: brackets } as const;
const mariadb = { driver: 'mariadb', quote: (name: string) => name } as const;

describe('a page', () => {
  it('of SQL Server begins after the last row, among bytes that come as hex', () => {
    const bounds = { from: '00', after: { position: '0000000000000fa1', key: 'b' }, until: '0000000000000fb0' };
    expect(pageQuery(sqlserver, 'doorstep.homes', ['source_id', 'row_version'], 'row_version', bounds, 50)).toEqual({
      text:
        'select top (50) [source_id], [row_version] from [doorstep].[homes] where [row_version] is not null' +
        ' and [row_version] >= convert(binary(8), $1, 2)' +
        ' and ([row_version] > convert(binary(8), $1, 2) or [source_id] > $2)' +
        ' and [row_version] < convert(binary(8), $3, 2) order by [row_version], [source_id]',
      values: ['0000000000000fa1', 'b', '0000000000000fb0'],
      mostRows: 50,
    });
  });

  it('by time begins at the place that was kept, and has no end', () => {
    const bounds = { from: '2026-06-01T09:00:00.000', after: null, until: null };
    expect(pageQuery(mariadb, 'd.homes', ['source_id'], 'changed_at', bounds, 5)).toEqual({
      text: 'select source_id from d.homes where changed_at is not null and changed_at >= $1 order by changed_at, source_id limit 5',
      values: ['2026-06-01T09:00:00.000'],
      mostRows: 5,
    });
  });

  it('of the first read begins at the first row', () => {
    const bounds = { from: null, after: null, until: null };
    expect(pageQuery(mariadb, 'd.homes', ['source_id'], 'changed_at', bounds, 5).values).toEqual([]);
  });
});

describe('the other questions', () => {
  it('are asked in each database its own way', () => {
    expect(keysQuery(sqlserver, 'd.homes', 'k', 9).text).toBe(
      'select top (9) [source_id] from [d].[homes] where [source_id] > $1 order by [source_id]',
    );
    expect(keysQuery(mariadb, 'd.homes', null, 9).text).toBe(
      'select source_id from d.homes order by source_id limit 9',
    );
    expect(matchingQuery(mariadb, 'd.parties', ['a'], 'b', ['x', 'y'], 9)).toEqual({
      text: 'select a from d.parties where b in ($1, $2)',
      values: ['x', 'y'],
      mostRows: 9,
    });
    expect(unplacedQuery(sqlserver, 'd.homes', 'row_version').text).toBe(
      'select top (1) [source_id] from [d].[homes] where [row_version] is null',
    );
    expect(reachedQuery(sqlserver, 'd', 'row_version').text).toBe('select [row_version] as reached from [d].[horizon]');
    expect(reachedQuery(sqlserver, 'd', 'changed_at').text).toContain('sysutcdatetime()');
    expect(columnsQuery('d', 'homes').values).toEqual(['d', 'homes']);
  });
});
