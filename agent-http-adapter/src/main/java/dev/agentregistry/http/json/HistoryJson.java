package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The last hour of a server as JSON. */
public final class HistoryJson {

  /** Tenths suffice for a chart. */
  private static final double ROUNDING = 10.0;

  private HistoryJson() {}

  /**
   * How it was at one moment.
   *
   * @param at the moment
   * @param heartbeatsPerSecond those that were stored since the sample before
   * @param online agents that were online then
   * @param stale agents that were stale
   * @param offline agents that were offline
   */
  public record Sample(
      Instant at, double heartbeatsPerSecond, long online, long stale, long offline) {}

  /**
   * Writes samples.
   *
   * @param interval how far they lie apart
   * @param samples the oldest first
   */
  public static byte[] write(Duration interval, List<Sample> samples) {
    return JsonBytes.bytes(
        json -> {
          json.writeStartObject();
          json.writeNumberField(WireNames.INTERVAL_SECONDS, interval.toSeconds());
          json.writeArrayFieldStart(WireNames.SAMPLES);
          for (Sample sample : samples) {
            write(json, sample);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Sample sample) throws IOException {
    json.writeStartObject();
    json.writeStringField(WireNames.AT, WireTime.format(sample.at()));
    json.writeNumberField(
        WireNames.HEARTBEATS_PER_SECOND,
        Math.round(sample.heartbeatsPerSecond() * ROUNDING) / ROUNDING);
    json.writeNumberField(WireNames.ONLINE, sample.online());
    json.writeNumberField(WireNames.STALE, sample.stale());
    json.writeNumberField(WireNames.OFFLINE, sample.offline());
    json.writeEndObject();
  }
}
