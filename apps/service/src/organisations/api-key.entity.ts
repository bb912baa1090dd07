import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A key a landlord's own systems use. Only its hash is kept. */
@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** What its holder may do: `system`, or that of the team it was made for. */
  @Column('text', { default: 'system' }) role!: string;
  @Column('bytea', { name: 'secret_hash' }) secretHash!: Buffer;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
