/** Who hears of the desk's work: traces and figures where they are configured, and otherwise nobody, with nothing loaded. */
import { untold, type Activity, type Ending, type Telemetry } from '../../../ports/telemetry';
import type { Log } from '../../../ports/process';
import { createMetrics, type Metrics } from '../../../telemetry/metrics';
import { openTracing, type Tracing } from '../../../telemetry/tracing';
import type { TelemetryConfig } from '../../config/telemetry-config';

export interface DeskTelemetry extends Telemetry {
  /** Null where nothing is counted. */
  readonly metrics: Metrics | null;
  /** Null where nothing is traced. */
  readonly tracing: Pick<Tracing, 'reviewEnded'> | null;
  close(): Promise<void>;
}

/** Throws `configuration_invalid` where a package that is needed is not installed. */
export async function openTelemetry(
  config: TelemetryConfig,
  { log, elapsedMs }: { readonly log: Log; readonly elapsedMs: () => number },
): Promise<DeskTelemetry> {
  const metrics = config.metrics ? createMetrics(elapsedMs) : null;
  const tracing = config.tracing ? await openTracing(config.tracing, log) : null;
  const outer: Telemetry = tracing ?? untold;
  const inner: Telemetry = metrics ?? untold;
  return {
    metrics,
    tracing,
    during: <T>(activity: Activity, work: () => Promise<T>, endingOf?: (result: T) => Ending) =>
      outer.during(activity, () => inner.during(activity, work), endingOf),
    close: async () => {
      await tracing?.close();
    },
  };
}
