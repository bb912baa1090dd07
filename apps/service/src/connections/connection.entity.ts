import type { ValueMapping } from '@doorstep/connectors';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

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
  @Column('jsonb', { name: 'value_mapping' }) valueMapping!: ValueMapping;
  /** Private addresses an administrator allowed, as CIDRs. */
  @Column('text', { name: 'allowed_addresses', array: true }) allowedAddresses!: string[];
  @Column('integer', { name: 'sync_every_minutes' }) syncEveryMinutes!: number;
  @Column('timestamptz', { name: 'next_sync_at' }) nextSyncAt!: Date;
  /** When every stream was last read to its end. */
  @Column('timestamptz', { name: 'last_complete_at', nullable: true }) lastCompleteAt!: Date | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
