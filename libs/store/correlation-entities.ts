import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { BulletinIndexRow } from './bulletins-entities.js';
import { count } from './columns.js';

/** What an alert is compared by with the others of its unit. */
@Entity('profile')
@Index('profile_features', ['features'], { type: 'gin' })
export class ProfileRow {
  @ForeignKey(() => BulletinIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  number!: string;
  @Column('text') unit!: string;
  /** Keyed hashes of what it is found by when another alert is compared. */
  @Column('bigint', { array: true }) features!: string[];
  /** Keyed hashes of what else of it is counted. */
  @Column('bigint', { array: true }) counted!: string[];
  @Column({ type: 'bytea', name: 'sealed_profile' }) sealedProfile!: Buffer;
}

/** How many of a unit's alerts have a feature. */
@Entity('feature_count')
export class FeatureCountRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('bigint') feature!: string;
  @Column('int') alerts!: number;
}

/** Two alerts of a unit that seem to tell of one network; `a` is the smaller number. */
@Entity('alert_link')
@Index('alert_link_b', ['b'])
export class AlertLinkRow {
  @ForeignKey(() => BulletinIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  a!: string;
  @ForeignKey(() => BulletinIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  b!: string;
  @Column('real') score!: number;
}

/** A group of alerts: proposed by the node, or a network that an analyst confirmed. */
@Entity('network')
@Index('network_unit', ['unit'])
export class NetworkRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') unit!: string;
  @Column({ type: 'bytea', name: 'sealed_name', nullable: true }) sealedName!: Buffer | null;
  /** Null while it is proposed. */
  @Column({ type: 'text', name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column({ ...count, name: 'confirmed_at', nullable: true }) confirmedAt!: number | null;
}

@Entity('network_alert')
@Index('network_alert_alert', ['alert'])
export class NetworkAlertRow {
  @ForeignKey(() => NetworkRow, 'id', { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  network!: string;
  @ForeignKey(() => BulletinIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  alert!: string;
  /** Whether a person said that it belongs there. */
  @Column('boolean') confirmed!: boolean;
}

/** That a person has said of two alerts that they do not tell of one network. */
@Entity('network_apart')
export class NetworkApartRow {
  @ForeignKey(() => BulletinIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  a!: string;
  @ForeignKey(() => BulletinIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  b!: string;
}

export const CORRELATION_ENTITIES = [
  ProfileRow,
  FeatureCountRow,
  AlertLinkRow,
  NetworkRow,
  NetworkAlertRow,
  NetworkApartRow,
];
