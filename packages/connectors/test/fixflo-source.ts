import { createHmac } from 'node:crypto';

import { type FixfloFault, type FixfloList, startFixfloSim } from '../../../tools/housing-sim/src/index.js';
import type { ConformanceSource, Fault } from '../src/conformance/conformance-source.js';

import { plainClient } from './plain-client.js';

const faults: readonly (Fault & { readonly name: FixfloFault })[] = [
  { name: 'malformedJson', effect: 'breaks' },
  { name: 'htmlWith200', effect: 'breaks' },
  { name: 'truncatedBody', effect: 'breaks' },
  { name: 'status500', effect: 'breaks' },
  { name: 'foreignLink', effect: 'breaks' },
  { name: 'status429', effect: 'rations' },
  { name: 'emptyPage', effect: 'empties' },
  { name: 'dropRows', effect: 'empties' },
  { name: 'hugeField', effect: 'spoils' },
  { name: 'duplicateRows', effect: 'repeats' },
  /* A tenant has no code that is taken. */
  { name: 'unknownCode', effect: 'unknown-code', streams: ['properties', 'issues', 'comments'] },
  { name: 'oldDate', effect: 'disturbs' },
  { name: 'idsAsText', effect: 'disturbs' },
  { name: 'orderByChange', effect: 'disturbs', streams: ['tenants'] },
];

const token = 'the-token-of-fixflo';

/** Fixflo, simulated, with 24 properties, tenants and issues. */
export async function startFixfloSource(): Promise<ConformanceSource> {
  const sim = await startFixfloSim({ homes: 24, seed: 7, token, pageSize: 9, webhookId: 'hook-1' });
  const { book } = sim;
  let made = 0;
  const someComment = () => book.comments[(made * 7) % book.comments.length]!;
  const keyOf = ({ issueId, id }: { readonly issueId: string; readonly id: number }) => `${issueId}-${id}`;
  /* Whoever wrote it is put right: all that is taken of a comment and can change. */
  const turnComment = (): ReturnType<typeof someComment> => {
    const comment = someComment();
    comment.commentFromEntityType = comment.commentFromEntityType === 'tenant' ? 'agent' : 'tenant';
    book.tick();
    return comment;
  };
  const change = (stream: string, at?: string): string => {
    made++;
    if (stream === 'properties') {
      const home = book.someProperty();
      home['Address'] = { ...(home['Address'] as object), AddressLine1: `${made} New Row` };
      home['UpdateDate'] = book.tick();
      return String(home.id);
    }
    if (stream === 'tenants') {
      const tenant = book.someTenant();
      tenant['Surname'] = `Renamed ${made}`;
      tenant['UpdateDate'] = at ?? book.tick();
      return tenant.id;
    }
    if (stream === 'issues') {
      const issue = book.someIssue();
      issue['FaultNotes'] = `Worse, for the ${made}. time`;
      book.setStatus(issue, issue.Status === 'Reported' ? 'JobAwarded' : 'Reported', at);
      return issue.Id;
    }
    const comment = turnComment();
    if (at !== undefined) comment.commentSent = at;
    book.deliver({ Id: comment.issueId }, at);
    return keyOf(comment);
  };
  const add = (stream: string): string => {
    made++;
    if (stream === 'properties') return String(book.addProperty().id);
    if (stream === 'tenants') return book.addTenant().id;
    if (stream === 'issues') return book.addIssue().Id;
    const issue = book.someIssue();
    const comment = book.comment(issue, 'tenant');
    book.deliver(issue);
    return keyOf(comment);
  };

  return {
    configuration: { url: sim.url, token, webhookId: 'hook-1', pageSize: 9 },
    wrongCredentials: { url: sim.url, token: 'another-token', webhookId: 'hook-1', pageSize: 9 },
    ports: plainClient,
    now: () => new Date(book.now),
    faults,
    keys: async (stream) => {
      if (stream === 'properties')
        return [...book.properties.values()].filter((one) => !one.IsDeleted).map(({ id }) => String(id));
      if (stream === 'tenants') return [...book.tenants.values()].filter((one) => !one.IsDeleted).map(({ id }) => id);
      if (stream === 'issues')
        return [...book.issues.values()].filter((one) => one['CloseReason'] !== 'Merged').map(({ Id }) => Id);
      return book.comments.map(keyOf);
    },
    change: async (stream) => change(stream),
    add: async (stream) => add(stream),
    remove: async (stream) => {
      made++;
      if (stream === 'properties') {
        const home = book.someProperty();
        book.archive(home);
        return String(home.id);
      }
      const tenant = book.someTenant();
      tenant.IsDeleted = true;
      tenant['UpdateDate'] = book.tick();
      return tenant.id;
    },
    strike: async (fault, stream) => sim.faults.strike(stream as FixfloList, fault as FixfloFault),
    mend: async () => sim.faults.mend(),
    changeQuietly: async (stream) => {
      made++;
      if (stream === 'comments') return keyOf(turnComment());
      const issue = book.someIssue();
      issue['FaultNotes'] = `Quietly, for the ${made}. time`;
      book.tick();
      return issue.Id;
    },
    changeDatedAhead: async (stream) => change(stream, book.ahead()),
    tie: async (stream) => {
      const at = book.tick();
      for (let n = 0; n < 20; n++) {
        if (stream === 'tenants') book.addTenant(at);
        else if (stream === 'issues') book.addIssue(at);
        else {
          const issue = [...book.issues.values()][n]!;
          book.comment(issue, 'tenant', at);
          book.deliver(issue, at);
        }
      }
    },
    setWallClock: async (wall) => {
      const issue = book.someIssue();
      issue.Created = wall;
      return { stream: 'issues', key: issue.Id, field: 'raisedAt', zone: 'UTC' };
    },
    merge: async (stream) => {
      if (stream === 'issues') {
        const [one, other] = [...book.issues.values()].filter(({ Status }) => Status !== 'Closed');
        return { from: one!.Id, into: book.mergeIssues([one!, other!]).Id };
      }
      if (stream !== 'properties') return null;
      const [one, other] = [...book.properties.values()].filter(({ IsDeleted }) => !IsDeleted);
      book.mergeProperty(one!, other!);
      return { from: String(one!.id), into: String(other!.id) };
    },
    erase: async (stream) => {
      if (stream !== 'tenants') return null;
      const tenant = book.someTenant();
      book.anonymise(tenant);
      return tenant.id;
    },
    deliver: async (secret) => {
      const { Id } = book.someIssue();
      const rawBody = Buffer.from(
        JSON.stringify({ action: 'Issue state change', payload: { Id, Firstname: 'Sample' } }),
      );
      const signature = createHmac('sha256', secret).update(rawBody).digest('hex');
      return { delivery: { rawBody, headers: { 'ff-signature': `sha256=${signature}` } }, stream: 'issues', key: Id };
    },
    close: () => sim.close(),
  };
}
