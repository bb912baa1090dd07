import { describe, expect, it } from '@jest/globals';
import { DAY } from './calendar.js';
import { generateLandlord } from './generate.js';
import type { Landlord } from './landlord.js';

const TODAY = Date.parse('2026-11-25T00:00:00Z');
const landlord = generateLandlord(500, 7, TODAY);

function everything(of: Landlord): string {
  return JSON.stringify([
    of.assets.all(),
    of.persons.all(),
    of.tenures.all(),
    of.processes.all(),
    [...of.workOrders.all()],
    [...of.alerts],
    of.highlights,
    of.persons.all().map((person) => of.contactDetailsOf(person.id)),
  ]);
}

describe('a generated landlord', () => {
  it('is the same, byte for byte, for the same homes, seed and day', () => {
    expect(everything(generateLandlord(500, 7, TODAY))).toBe(everything(landlord));
  });

  it('is another for another seed', () => {
    expect(everything(generateLandlord(500, 8, TODAY))).not.toBe(everything(landlord));
  });

  it.each([10, 11, 37, 500])('makes exactly %d homes', (homes) => {
    expect(generateLandlord(homes, 7, TODAY).counts().homes).toBe(homes);
  });

  it('gives every home an eight-digit property reference and a twelve-character UPRN, none twice', () => {
    const assets = landlord.assets.all();
    expect(assets.every((asset) => /^\d{8}$/.test(asset.assetId) && /^\d{12}$/.test(asset.assetAddress.uprn))).toBe(
      true,
    );
    expect(new Set(assets.map((asset) => asset.assetId)).size).toBe(assets.length);
    expect(new Set(assets.map((asset) => asset.assetAddress.uprn)).size).toBe(assets.length);
  });

  it('links household members to people, and people to tenures, both ways', () => {
    for (const tenure of landlord.tenures.all()) {
      for (const member of tenure.householdMembers) {
        expect(landlord.persons.get(member.id)?.tenures.map(({ id }) => id)).toContain(tenure.id);
      }
    }
    for (const person of landlord.persons.all()) {
      for (const { id } of person.tenures) expect(landlord.tenures.get(id)).toBeDefined();
    }
  });

  it('has at most one active tenancy a home, and some homes with none', () => {
    const held = landlord.tenures.all().filter((tenure) => tenure.isActive);
    const homes = new Set(held.map((tenure) => tenure.tenuredAsset.id));
    expect(homes.size).toBe(held.length);
    expect(homes.size).toBeLessThan(500);
  });

  it('holds the mix that makes questions hard', () => {
    const tenures = landlord.tenures.all();
    const people = landlord.persons.all();
    const some = (count: number) => expect(count).toBeGreaterThan(0);
    some(
      tenures.filter((tenure) => tenure.householdMembers.filter((member) => member.isResponsible).length > 1).length,
    );
    some(tenures.filter((tenure) => !tenure.isActive).length);
    some(tenures.filter((tenure) => tenure.successionDate !== null).length);
    some(tenures.filter((tenure) => tenure.evictionDate !== null).length);
    some(tenures.filter((tenure) => (tenure.notices ?? []).length > 0).length);
    some(tenures.filter((tenure) => tenure.isMutualExchange).length);
    some(tenures.filter((tenure) => tenure.endOfTenureDate === '1900-01-01T00:00:00Z').length);
    some(
      tenures.filter(
        (tenure) => tenure.tenureType.code === 'INT' && Date.parse(tenure.startOfTenureDate ?? '') > TODAY - 42 * DAY,
      ).length,
    );
    some(people.filter((person) => (person.dateOfDeath ?? null) !== null).length);
    some(people.filter((person) => Date.parse(person.dateOfBirth ?? '') > TODAY - 18 * 365 * DAY).length);
    some(people.filter((person) => person.tenures.length > 1).length);
    const parentTypes = landlord.assets.all().flatMap((asset) => asset.assetLocation?.parentAssets ?? []);
    expect(new Set(parentTypes.map((parent) => parent.type))).toEqual(
      new Set(['Estate', 'Block', 'ShelteredScheme', 'Refuge']),
    );
    expect(landlord.assets.all().filter((asset) => asset.assetType === 'Refuge')).toHaveLength(1);
    const processes = new Set(landlord.processes.all().map((process) => process.processName));
    expect(processes).toEqual(new Set(['complaint', 'soletojoint', 'changeofname', 'succession']));
    const states = landlord.processes.all().filter((process) => process.processName === 'complaint');
    expect(new Set(states.map((process) => process.currentState.state))).toEqual(
      new Set(['Stage1', 'Stage2', 'Closed']),
    );
  });

  it('has about 1.2 work orders a home over eighteen months, and a slice that ended in the last fortnight', () => {
    const orders = [...landlord.workOrders.all()];
    expect(orders.length / 500).toBeGreaterThan(1.05);
    expect(orders.length / 500).toBeLessThan(1.45);
    const completed = orders.filter((order) => order.statusCode === 50 && (order.closedMs ?? 0) > TODAY - 14 * DAY);
    expect(completed.length).toBeGreaterThan(15);
    expect(completed.length).toBeLessThan(90);
    for (const order of orders) {
      expect(order.raisedMs).toBeLessThan(TODAY);
      if (order.closedMs !== null) expect(order.closedMs).toBeGreaterThan(order.raisedMs);
      expect(order.closedMs ?? 0).toBeLessThan(TODAY);
    }
    const has = (text: string) => expect(orders.some((order) => order.description.includes(text))).toBe(true);
    for (const text of ['Damp and mould', 'LGSR', 'Lock change', 'Follow on', 'EICR', 'fire door', 'Void']) has(text);
    expect(orders.some((order) => order.statusCode === 1000)).toBe(true);
    expect(orders.some((order) => order.statusCode === 1500)).toBe(true);
    expect(orders.some((order) => order.tradeCode === 'ZX')).toBe(true);
  });
});

describe('highlights', () => {
  it.each([10, 120, 500])('are the same seven stories with %d homes', (homes) => {
    const codes = generateLandlord(homes, 3, TODAY).highlights.map((highlight) => highlight.code);
    expect(codes).toEqual(['kitchen-tap', 'gas-check', 'complaint', 'refuge', 'bereaved', 'emergency', 'joint']);
  });

  it('have the facts of their story and no others', () => {
    for (const highlight of landlord.highlights) {
      const tenure = landlord.tenures.get(highlight.tenureId);
      const members = (tenure?.householdMembers ?? []).map((member) => landlord.persons.get(member.id));
      const orders = landlord.workOrders.ofProperty(highlight.propertyReference);
      const cases = landlord.processes
        .all()
        .filter((process) => process.relatedEntities.some((entity) => entity.id === highlight.tenureId));
      expect(tenure?.isActive).toBe(true);
      expect(members.some((member) => landlord.alerts.has(member?.id ?? ''))).toBe(false);
      expect(members.filter((member) => member?.dateOfDeath !== null)).toHaveLength(
        highlight.code === 'bereaved' ? 1 : 0,
      );
      expect(cases.map((process) => process.currentState.state)).toEqual(
        highlight.code === 'complaint' ? ['Stage1'] : [],
      );
      expect(orders).toHaveLength(1);
      expect(orders[0]?.statusCode).toBe(50);
      const days = (TODAY - (orders[0]?.closedMs ?? 0)) / DAY;
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThan(3);
      const isEmergency = orders[0]?.priority.label.includes('EMERGENCY');
      expect(isEmergency).toBe(highlight.code === 'emergency');
      const asset = landlord.assets.get(tenure?.tenuredAsset.id ?? '');
      const isRefuge = (asset?.assetLocation?.parentAssets ?? []).some((parent) => parent.type === 'Refuge');
      expect(isRefuge).toBe(highlight.code === 'refuge');
    }
  });
});
