-- Ends a script's load with one line for bench/lib/load.sh; times are in microseconds.
function done(summary, latency)
  local errors = summary.errors
  print(("result %d %d %d %d %d %d"):format(
    summary.requests,
    summary.duration,
    latency:percentile(50),
    latency:percentile(99),
    latency.max,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
