import type { JWK } from 'jose';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { RecordSystems } from '../records/index.js';

/** A public key of the host, with the one algorithm it may be used with: the token never chooses. */
export interface HostKey {
  readonly kid: string;
  readonly alg: 'ES256' | 'RS256' | 'EdDSA';
  readonly jwk: JWK;
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
  @Column('jsonb', { name: 'record_systems' }) recordSystems!: RecordSystems;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
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
