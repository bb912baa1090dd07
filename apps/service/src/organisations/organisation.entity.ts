import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A landlord. */
@Entity('organisations')
export class Organisation {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'shows_prompts_to' }) showsPromptsTo!: 'everyone' | 'live-teams';
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
