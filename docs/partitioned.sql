-- Spreads the last heartbeats over 16 partitions, for tens of millions of agents: docs/scaling.md.
-- Stop all servers first; psql -d DATABASE -f partitioned.sql. Whole or not at all.
BEGIN;

DROP VIEW agents;
ALTER TABLE last_beats RENAME TO last_beats_before;
CREATE TABLE last_beats (LIKE last_beats_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
  PARTITION BY HASH (key);

DO $$
BEGIN
  FOR n IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE last_beats_%s PARTITION OF last_beats FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
      n, n);
  END LOOP;
END
$$;

INSERT INTO last_beats SELECT * FROM last_beats_before;
DROP TABLE last_beats_before;

ALTER TABLE last_beats
  ADD PRIMARY KEY (key),
  ADD FOREIGN KEY (key) REFERENCES agent_records ON DELETE CASCADE;
CREATE INDEX beats_by_time ON last_beats (last_seen_at DESC, key);
CREATE INDEX beats_told_stale ON last_beats (key) WHERE told_stale;

CREATE VIEW agents AS
SELECT 'agt_' || lpad(to_hex(r.key), 8, '0') AS id, r.hostname, r.machine_address,
  r.repo_path, r.status, r.issue_ids, r.capabilities, r.ttl_seconds, r.created_at,
  r.updated_at, b.last_seen_at, b.version
FROM agent_records AS r JOIN last_beats AS b ON b.key = r.key;

COMMIT;
ANALYZE last_beats;
