/** Every replaceable part, in domain types: what the package `treasury-desk/ports` gives. Within the house each is imported from its own file. */
export type * from './agents';
export type * from './anchors';
export type * from './case-locks';
export type * from './commit';
export type * from './delivery';
export type * from './evidence';
export type * from './house';
export type * from './payment-files';
export type * from './process';
export type * from './questions';
export type * from './sources';
export type * from './store';
export type * from './telemetry';
export type * from './tools';
export type * from './wakeups';
