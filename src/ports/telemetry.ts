/** What the desk tells of its work while it does it: how long each part took and how it ended. Ids, names and codes alone, never what a payment says. */

export interface Activity {
  /** step: a node of the workflow, with all its attempts. agent: one attempt. tool: one call. card: one request to a connector. */
  readonly kind: 'step' | 'agent' | 'tool' | 'card';
  readonly runId: string;
  /** The step's, agent's or tool's; `post` or `update` of a card. */
  readonly name: string;
  /** Whether the run's workflow lets it be traced; left out for what is done within something that says so. */
  readonly isTraced?: boolean;
  /** What may stop it before its end; left out for what nobody stops. */
  readonly signal?: AbortSignal;
}

export interface Ending {
  /** The code it failed with; left out where it did not. */
  readonly failed?: string;
  /** Further figures, by the names of OpenTelemetry's conventions. */
  readonly figures?: Readonly<Record<string, string | number>>;
}

/** One pass of a review, from when it was asked for to its end. All times are real, UTC milliseconds. */
export interface EndedReview {
  readonly runId: string;
  readonly workflow: string;
  readonly isTraced: boolean;
  /** False where the review was begun again before. */
  readonly isFirst: boolean;
  readonly beganAtMs: number;
  readonly endedAtMs: number;
  /** What was decided: `PROCEED`. */
  readonly action: string;
  readonly reasonCode: string | null;
  /** The code it stopped with; null where it came to its decision. */
  readonly failed: string | null;
}

export interface Telemetry {
  /** Does the work and tells of it. Throws what the work throws and nothing of its own; `endingOf` says more of a result. */
  during<T>(activity: Activity, work: () => Promise<T>, endingOf?: (result: T) => Ending): Promise<T>;
}

/** Where nobody listens. */
export const untold: Telemetry = { during: (_activity, work) => work() };
