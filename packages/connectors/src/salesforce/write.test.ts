import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type SalesforceRow, type SalesforceSim } from '../../../../tools/housing-sim/src/index.js';
import { landlordConfiguration, landlordContext, startLandlord } from '../../test/salesforce-source.js';
import { type ConnectorContext, type RaiseRequest, SourceProblem, type WriteRequest } from '../contract.js';

import { salesforce } from './salesforce.js';

let sim: SalesforceSim;
let context: ConnectorContext;
beforeAll(async () => {
  sim = await startLandlord(12, 3);
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.faults.clear();
  context = landlordContext();
  made++;
});

let made = 0;
const config = (more: object = {}) =>
  salesforce.configure({ ...landlordConfiguration(sim.url), raiseHomeField: 'Property__c', ...more });
const first = (object: 'Contact' | 'Property__c') => sim.org.visible(object, false)[0]!.Id;

const noteOn = (type: 'person' | 'home', more: Partial<WriteRequest> = {}): WriteRequest => ({
  reference: `7K2M9Q-${made}`,
  record: { type, id: first(type === 'person' ? 'Contact' : 'Property__c'), otherReferences: [] },
  title: 'A resident was heard',
  text: 'It’s "cold" in here.',
  toldAt: new Date().toISOString(),
  ...more,
});
const raise = (more: Partial<RaiseRequest> = {}): RaiseRequest => ({
  ...noteOn('home'),
  route: 'hazard',
  isEmergency: false,
  isDampOrMould: true,
  ...more,
});
const written = (object: 'Task' | 'Case', reference = `7K2M9Q-${made}`): readonly SalesforceRow[] =>
  sim.org.all(object).filter((row) => String(row['Description']).includes(`reference ${reference}`));

describe.each([
  ['note', 'Task'],
  ['task', 'Task'],
  ['raise', 'Case'],
] as const)('a %s', (kind, object) => {
  const write = (more: object = {}) =>
    kind === 'raise'
      ? salesforce.write!.raise!(config(more), raise(), context)
      : salesforce.write![kind]!(config(more), noteOn('home'), context);

  it.each([{}, { referenceField: 'Doorstep_Reference__c' }])(
    'is written once, and the second time is answered for with what is there (%j)',
    async (more) => {
      for (let other = 0; other < 7; other++) {
        sim.org.create(object, {
          WhatId: first('Property__c'),
          Property__c: first('Property__c'),
          Description: 'Other',
        });
      }
      const receipt = await write(more);
      expect(await write(more)).toEqual(receipt);
      expect(written(object)).toHaveLength(1);
      expect(written(object)[0]).toMatchObject({ Id: receipt.receipt, Subject: 'A resident was heard' });
      expect(String(written(object)[0]!['Description'])).toContain('It’s "cold" in here.');
    },
  );

  it('may have arrived where the answer was cut short, and stands there once after the next try', async () => {
    const { send } = landlordContext();
    let cut = 1;
    context = landlordContext({
      send: async (request) => {
        const answer = await send(request);
        return request.url.includes('/sobjects/') && cut-- > 0 ? { ...answer, body: '{"id":' } : answer;
      },
    });
    await expect(write()).rejects.toMatchObject({ retryable: true, mayHaveArrived: true });
    await write();
    expect(written(object)).toHaveLength(1);
  });

  it.each([
    ['status503', { code: 'too-many-requests', retryable: true, mayHaveArrived: true }],
    ['requestLimit', { code: 'too-many-requests', retryable: true, mayHaveArrived: false, retryAfterSeconds: 3600 }],
  ] as const)('is asked to wait by %s', async (fault, problem) => {
    /* The first answer about this object is the search for it, which is let through. */
    const { send } = landlordContext();
    context = landlordContext({
      send: (request) => {
        if (request.url.includes('/sobjects/')) sim.faults.set(fault, object, { times: 1 });
        return send(request);
      },
    });
    await expect(write()).rejects.toMatchObject(problem);
    expect(written(object)).toHaveLength(0);
  });

  it('waits where nothing can have arrived', async () => {
    const { send } = landlordContext();
    context = landlordContext({
      send: (request) =>
        request.url.includes('/sobjects/')
          ? Promise.reject(new SourceProblem('unreachable', 'Refused.', true))
          : send(request),
    });
    await expect(write()).rejects.toMatchObject({ retryable: true, mayHaveArrived: false });
  });

  it('that was deleted there since is not written again', async () => {
    const { receipt } = await write();
    sim.org.delete(object, receipt);
    expect(await write()).toEqual({ receipt });
  });

  it('goes out although reading has stopped for the day', async () => {
    sim.faults.set('nearLimit', object);
    await write();
    expect(written(object)).toHaveLength(1);
  });
});

describe('what is written', () => {
  it('is a finished task on a person, and an open one for staff', async () => {
    await salesforce.write!.note!(config(), noteOn('person', { toldAt: '2026-06-01T23:30:00Z' }), context);
    expect(written('Task')[0]).toMatchObject({
      WhoId: first('Contact'),
      WhatId: null,
      Status: 'Completed',
      ActivityDate: '2026-06-02',
    });
    made++;
    await salesforce.write!.task!(config(), noteOn('person'), context);
    expect(written('Task')[0]).toMatchObject({ Status: null });
  });

  it('is a case that says what the landlord asked for', async () => {
    const more = { raiseType: 'Repair', raiseUrgentPriority: 'P1', raiseDampField: 'Damp__c' };
    await salesforce.write!.raise!(config(more), raise({ isEmergency: true }), context);
    expect(written('Case')[0]).toMatchObject({
      Type: 'Repair',
      Priority: 'P1',
      Damp__c: true,
      Property__c: first('Property__c'),
    });
  });

  it('is never found by a reference that only begins like it', async () => {
    const long = noteOn('home', { reference: `AB-${made}1` });
    const short = noteOn('home', { reference: `AB-${made}` });
    const one = await salesforce.write!.note!(config(), long, context);
    const other = await salesforce.write!.note!(config(), short, context);
    expect(other.receipt).not.toBe(one.receipt);
  });

  it('is refused where the landlord has not said which field names the home', async () => {
    const without = salesforce.configure(landlordConfiguration(sim.url));
    await expect(salesforce.write!.raise!(without, raise(), context)).rejects.toMatchObject({ code: 'refused' });
  });

  it('is refused on what is no record of Salesforce’s, and by a field there is none of, with the code alone', async () => {
    const elsewhere = noteOn('home', { record: { type: 'home', id: "x' OR Id != '", otherReferences: [] } });
    await expect(salesforce.write!.note!(config(), elsewhere, context)).rejects.toMatchObject({ code: 'refused' });
    const wrong = config({ raiseDampField: 'Mould__c' });
    const refused = salesforce.write!.raise!(wrong, raise(), context);
    await expect(refused).rejects.toMatchObject({
      code: 'refused',
      retryable: false,
      message: 'Salesforce would not take it (400, INVALID_FIELD).',
    });
  });
});
