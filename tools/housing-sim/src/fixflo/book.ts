import { base, en, en_GB, Faker } from '@faker-js/faker';

const DAY = 86_400_000;
const first = Date.parse('2026-11-25T12:00:00Z');

export type FixfloRow = Record<string, unknown>;

export interface FixfloProperty extends FixfloRow {
  readonly id: number;
  IsDeleted: boolean;
  PropertyAddressId: string;
}
export interface FixfloTenant extends FixfloRow {
  readonly id: string;
  IsDeleted: boolean;
}
export interface FixfloIssue extends FixfloRow {
  readonly Id: string;
  Created: string;
  StatusChanged: string;
  Status: string;
}
export interface FixfloComment extends FixfloRow {
  readonly id: number;
  readonly issueId: string;
  commentFromEntityType: string;
  commentSent: string;
}
export interface FixfloDelivery extends FixfloRow {
  readonly SendTime: string;
}

/** What a Fixflo of one landlord keeps. Every name and value is invented; the shapes are those of the published API v2. */
export class FixfloBook {
  readonly properties = new Map<number, FixfloProperty>();
  readonly tenants = new Map<string, FixfloTenant>();
  readonly issues = new Map<string, FixfloIssue>();
  readonly comments: FixfloComment[] = [];
  readonly deliveries: FixfloDelivery[] = [];
  /** Address id → property id. */
  readonly addresses = new Map<string, number>();
  private readonly faker: Faker;
  private clock = first;
  private made = 0;

  constructor(homes: number, seed: number) {
    this.faker = new Faker({ locale: [en_GB, en, base], seed });
    for (let n = 0; n < homes; n++) this.addProperty(this.ago(80 - n));
    for (let n = 0; n < homes; n++) this.addTenant(this.ago(80 - n));
    for (let n = 0; n < homes; n++) this.comment(this.addIssue(this.ago(70 - n)), 'tenant', this.ago(69 - n));
  }

  /** Milliseconds since 1970: the clock stands still but for what is changed. */
  get now(): number {
    return this.clock;
  }

  /** A second later: as Fixflo writes times, UTC without saying so. */
  tick(): string {
    this.clock += 1000;
    return written(this.clock);
  }

  ahead(): string {
    return written(this.clock + 365 * DAY);
  }

  private ago(days: number): string {
    return written(first - Math.max(1, days) * DAY);
  }

  addProperty(at = this.tick()): FixfloProperty {
    const id = 1000 + ++this.made;
    const PropertyAddressId = String(50_000 + id);
    const property: FixfloProperty = {
      id,
      BlockId: id % 3 === 0 ? 7 : 0,
      ExternalPropertyRef: `P-${id}`,
      PropertyAddressId,
      Address: {
        AddressLine1: `${id} ${this.faker.location.street()}`,
        AddressLine2: null,
        Town: this.faker.location.city(),
        County: null,
        PostCode: 'ZZ1 1ZZ',
        Country: 'GB',
      },
      UpdateDate: at,
      KeyReference: `hook ${id}`,
      IsNotManaged: false,
      IsDeleted: false,
      ArchiveStatus: 'Active',
      Warranties: [],
    };
    this.properties.set(id, property);
    this.addresses.set(PropertyAddressId, id);
    return property;
  }

  addTenant(at = this.tick()): FixfloTenant {
    const id = String(2000 + ++this.made);
    const FirstName = this.faker.person.firstName();
    const Surname = this.faker.person.lastName();
    const tenant: FixfloTenant = {
      id,
      ExternalRef: `T-${id}`,
      ExternalPropertyRef: null,
      Title: 'Mx',
      FirstName,
      Surname,
      CompanyName: null,
      EmailAddress: `tenant${id}@example.com`,
      ContactNumber: '01632 960000',
      ContactNumberAlt: null,
      DisplayName: `${FirstName} ${Surname}`,
      IsDeleted: false,
      UpdateDate: at,
    };
    this.tenants.set(id, tenant);
    return tenant;
  }

  addIssue(at = this.tick(), property = this.someProperty().id): FixfloIssue {
    const n = ++this.made;
    const Id = `IS${3000 + n}`;
    const issue: FixfloIssue = {
      Id,
      TenantId: [...this.tenants.keys()][n % this.tenants.size] ?? null,
      Title: `Fault ${n}`,
      FaultTitle: 'Dripping tap',
      FaultCategory: n % 4 === 0 ? 'Damp and mould' : 'Plumbing',
      FaultNotes: this.faker.lorem.sentence(),
      FaultPriority: n % 6,
      Salutation: 'Mx',
      Firstname: this.faker.person.firstName(),
      Surname: this.faker.person.lastName(),
      EmailAddress: `tenant${n}@example.com`,
      StatusChanged: at,
      Status:
        ['Reported', 'QuotesRequested', 'JobAwarded', 'AwaitingJobCompletion', 'JobCompleted'][n % 5] ?? 'Reported',
      Created: at,
      Property: { id: property },
      Job:
        n % 5 > 2
          ? {
              id: String(9000 + n),
              IssueId: Id,
              StartDate: '2026-10-20T09:00:00',
              AppointmentDescription: 'After',
              JobCompleted: n % 5 === 4 ? at : null,
              Contractor: { Id: '1', CompanyName: 'Sample Plumbing' },
            }
          : null,
      AttendenceDate: null,
      IsCommunal: false,
      IsEmergency: n % 6 === 0,
      IssueType: 'Reactive',
      CloseReason: null,
      CloseReasonDescription: null,
    };
    this.issues.set(Id, issue);
    return issue;
  }

  comment(issue: FixfloIssue, from: string, at = this.tick(), message = this.faker.lorem.sentence()): FixfloComment {
    const made: FixfloComment = {
      id: ++this.made,
      issueId: issue.Id,
      commentFromEntityType: from,
      commentToEntityType: from === 'tenant' ? ['agent'] : ['tenant'],
      message,
      media: [],
      commentSent: at,
    };
    this.comments.push(made);
    return made;
  }

  /** A webhook is sent about an issue; whether it arrives is another matter. */
  deliver({ Id }: Pick<FixfloIssue, 'Id'>, at = written(this.clock)): void {
    this.deliveries.push({
      id: 'hook-1',
      WebHookUrl: 'https://doorstep.example/hooks/v1/1',
      SendTime: at,
      Failed: 'true',
      FailureMessage: 'The connection could not be made.',
      ResponseStatus: null,
      RequestBody: JSON.stringify({ action: 'Issue state change', payload: { Id, Firstname: 'Sample' } }),
      ResponseBody: null,
    });
  }

  setStatus(issue: FixfloIssue, status: string, at = this.tick()): void {
    issue.Status = status;
    issue.StatusChanged = at;
    this.deliver(issue);
  }

  /** `POST /Issues/Merge`: all of them are closed and a new one is made. What links them is not published. */
  mergeIssues(issues: readonly FixfloIssue[]): FixfloIssue {
    const into = this.addIssue();
    for (const one of issues) {
      one['CloseReason'] = 'Merged';
      one['CloseReasonDescription'] = `Merged into ${into.Id}`;
      this.setStatus(one, 'Closed');
    }
    return into;
  }

  /** `POST /PropertyAddress/Merge`: the address goes to another property, and its own is archived. */
  mergeProperty(from: FixfloProperty, into: FixfloProperty): void {
    this.addresses.set(from.PropertyAddressId, into.id);
    this.archive(from);
    into['UpdateDate'] = this.tick();
  }

  archive(property: FixfloProperty): void {
    property.IsDeleted = true;
    property['ArchiveStatus'] = 'Deactivated';
    property['UpdateDate'] = this.tick();
  }

  /** `POST /Tenant/{Id}/Anonymise`. What is left of the row is not published. */
  anonymise(tenant: FixfloTenant): void {
    Object.assign(tenant, {
      FirstName: 'Anonymised',
      Surname: 'Anonymised',
      DisplayName: 'Anonymised',
      EmailAddress: null,
      ContactNumber: null,
      IsDeleted: true,
      UpdateDate: this.tick(),
    });
  }

  someProperty(): FixfloProperty {
    return pick(
      [...this.properties.values()].filter((one) => !one.IsDeleted),
      this.made,
    );
  }

  someTenant(): FixfloTenant {
    return pick(
      [...this.tenants.values()].filter((one) => !one.IsDeleted),
      this.made,
    );
  }

  /** One that is not closed. */
  someIssue(): FixfloIssue {
    return pick(
      [...this.issues.values()].filter((one) => one.Status !== 'Closed'),
      this.made,
    );
  }
}

function pick<Row>(rows: readonly Row[], turn: number): Row {
  const found = rows[(turn * 7) % rows.length];
  if (found === undefined) throw new RangeError('There is none left.');
  return found;
}

function written(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
