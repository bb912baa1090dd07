import type { RunSchedule } from '@doorstep/domain';
import type { ValueMapping } from '@doorstep/connectors';
import { contactMapping as shippedContactMapping, type ContactMapping } from '@doorstep/domain';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Who saved a secret and when, and the sealed one before it until it is forgotten. Times are ISO 8601. */
export interface SecretChange {
  readonly by: string;
  readonly at: string;
  readonly former: string | null;
  readonly formerUntil: string | null;
}

/** A landlord's housing system and how to reach it. Secrets are sealed and never leave through an API. */
@Entity('connections')
export class Connection {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  /** Short name, used on the command line. */
  @Column('text') name!: string;
  /** What staff read under "Why you see this". */
  @Column('text') title!: string;
  @Column('text') connector!: string;
  @Column('jsonb') configuration!: Record<string, unknown>;
  @Column('jsonb', { name: 'sealed_secrets' }) sealedSecrets!: Record<string, string>;
  /** Newest first; two while one takes over from the other. */
  @Column('text', { name: 'sealed_webhook_secrets', array: true, default: '{}' }) sealedWebhookSecrets!: string[];
  /** Null: what the connector says that the system allows. */
  @Column('integer', { name: 'requests_per_minute', nullable: true }) requestsPerMinute!: number | null;
  /** When the system refused the key or the user; it is left alone until somebody changes them. */
  @Column('timestamptz', { name: 'refused_at', nullable: true }) refusedAt!: Date | null;
  @Column('jsonb', { name: 'value_mapping' }) valueMapping!: ValueMapping;
  /** Null: as shipped, which the landlord has not changed. */
  @Column('jsonb', { name: 'contact_mapping', nullable: true }) contactMapping!: ContactMapping | null;
  @Column('integer', { name: 'contact_mapping_version' }) contactMappingVersion!: number;
  @Column('text', { name: 'contact_mapping_changed_by', nullable: true }) contactMappingChangedBy!: string | null;
  @Column('timestamptz', { name: 'contact_mapping_changed_at', nullable: true }) contactMappingChangedAt!: Date | null;
  @Column('integer', { name: 'value_mapping_version', default: 0 }) valueMappingVersion!: number;
  @Column('text', { name: 'value_mapping_changed_by', nullable: true }) valueMappingChangedBy!: string | null;
  @Column('timestamptz', { name: 'value_mapping_changed_at', nullable: true }) valueMappingChangedAt!: Date | null;
  /** By field: who saved what is sealed, and what it took the place of. */
  @Column('jsonb', { name: 'secret_changes', default: {} }) secretChanges!: Record<string, SecretChange>;
  /** The Idempotency-Key it was added with, through the console. */
  @Column('text', { name: 'added_with', nullable: true }) addedWith!: string | null;
  /** Of what was asked then, without secrets. */
  @Column('bytea', { name: 'added_hash', nullable: true }) addedHash!: Buffer | null;
  /** When it is brought in; null: every so many minutes. */
  @Column('jsonb', { nullable: true }) schedule!: RunSchedule | null;
  /** Nothing is brought in until somebody goes on. */
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt!: Date | null;
  /** Its secrets are gone; what it brought in is kept for as long as the landlord keeps records. */
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
  /** Private addresses an administrator allowed, as CIDRs. */
  @Column('text', { name: 'allowed_addresses', array: true }) allowedAddresses!: string[];
  @Column('integer', { name: 'allowed_addresses_version', default: 0 }) allowedAddressesVersion!: number;
  /** Whether a note in the host says that a resident was heard. Everybody who reads the record sees it. */
  @Column('boolean', { name: 'writes_notes', default: false }) writesNotes!: boolean;
  @Column('integer', { name: 'sync_every_minutes' }) syncEveryMinutes!: number;
  @Column('timestamptz', { name: 'next_sync_at' }) nextSyncAt!: Date;
  /** When every stream was last read to its end. */
  @Column('timestamptz', { name: 'last_complete_at', nullable: true }) lastCompleteAt!: Date | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

/** What the connection's events are taken for: the landlord's own table, or the shipped one until there is one. */
export function contactMappingOf({ contactMapping }: Connection): ContactMapping {
  return contactMapping ?? shippedContactMapping;
}
