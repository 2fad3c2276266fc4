package dev.agentregistry.persistence.sqlite;

/**
 * When heartbeats go through the journal, when that is folded, and when the write-ahead log is.
 *
 * @param fewestBeats how many heartbeats a batch must have for the journal to pay; fewer are
 *     written in place
 * @param foldAt how many entries start a fold: more make a fold cheaper, fewer make the first read
 *     of another process quicker
 * @param foldStep how many agents one commit folds, more only where very many are due: its callers
 *     wait for it
 * @param checkpointPages how long the write-ahead log gets before it is folded into the file: a
 *     page that was written often is then copied once
 */
record WriteLimits(int fewestBeats, int foldAt, int foldStep, int checkpointPages) {

  /** 16,384 pages are 64 MiB. */
  static final WriteLimits USUAL = new WriteLimits(4, 32_768, 512, 16_384);
}
