import type { Role } from '@doorstep/contracts/http';
import type { JWK } from 'jose';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { RecordSystems } from '../../records/index.js';

/** A public key of the host, with the one algorithm it may be used with: the token never chooses. */
export interface HostKey {
  readonly kid: string;
  readonly alg: 'ES256' | 'RS256' | 'EdDSA';
  readonly jwk: JWK;
}

/** A secret that a home-grown host signs with (HS256), sealed; it never leaves here again. */
export interface SealedKey {
  readonly kid: string;
  readonly sealed: string;
}

/** One host CRM in which the panel is shown. */
@Entity('installations')
export class Installation {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** Exact origins, e.g. `https://crm.example`. */
  @Column('text', { name: 'allowed_origins', array: true }) allowedOrigins!: string[];
  @Column('jsonb', { name: 'public_keys' }) publicKeys!: HostKey[];
  @Column('jsonb', { name: 'sealed_keys' }) sealedKeys!: SealedKey[];
  /** Where the host publishes its keys, and the private addresses that may be reached for it. */
  @Column('text', { name: 'key_set_url', nullable: true }) keySetUrl!: string | null;
  @Column('text', { name: 'key_set_addresses', array: true }) keySetAddresses!: string[];
  /** The consumer secret of a Salesforce canvas, sealed, and the Salesforce organisation it is for. */
  @Column('text', { name: 'sealed_canvas_secret', nullable: true }) sealedCanvasSecret!: string | null;
  @Column('text', { name: 'canvas_organisation', nullable: true }) canvasOrganisation!: string | null;
  /** The host's roles under our names; empty: it uses our names. */
  @Column('jsonb', { name: 'role_map' }) roleMap!: Readonly<Record<string, Role>>;
  @Column('jsonb', { name: 'record_systems' }) recordSystems!: RecordSystems;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column('integer', { default: 1 }) version!: number;
  @Column('text', { name: 'changed_by' }) changedBy!: string;
  @Column('timestamptz', { name: 'changed_at', default: () => 'now()' }) changedAt!: Date;
  /** When and where the panel was opened last, to the minute. */
  @Column('timestamptz', { name: 'last_seen_at', nullable: true }) lastSeenAt!: Date | null;
  @Column('text', { name: 'last_seen_origin', nullable: true }) lastSeenOrigin!: string | null;
}

/** What a host puts in the panel's `installation` attribute. It names the landlord and grants nothing. */
export function installationCode(organisationId: string, id: string): string {
  return `ins_${organisationId.replaceAll('-', '')}_${id.replaceAll('-', '')}`;
}

/** Takes an installation code apart, or answers undefined. */
export function readInstallationCode(code: string): { organisationId: string; id: string } | undefined {
  const match = /^ins_([0-9a-f]{32})_([0-9a-f]{32})$/.exec(code);
  const hyphens = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return match ? { organisationId: hyphens(match[1]!), id: hyphens(match[2]!) } : undefined;
}
