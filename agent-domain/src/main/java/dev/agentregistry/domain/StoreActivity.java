package dev.agentregistry.domain;

/**
 * A driven port that a store may have besides the others: what it tells of its work, for whoever
 * watches how well it does. Thread-safe.
 */
public interface StoreActivity {

  /** How many changes wait to be stored at this moment. */
  long waitingChanges();

  /**
   * How many bytes the log has on disk that is written ahead of the data itself; 0 where there is
   * none.
   */
  long logBytes();

  /**
   * Tells of every commit from now on, in place of whom it told before.
   *
   * @param watcher who is told
   */
  void tell(CommitWatcher watcher);

  /**
   * Is told of commits, on the store's own thread, while other changes wait: it has to be quick,
   * and never throws.
   */
  interface CommitWatcher {

    /** Does nothing. */
    CommitWatcher NOBODY =
        new CommitWatcher() {
          @Override
          public void waited(long nanos) {}

          @Override
          public void committed(int changes, long nanos) {}
        };

    /**
     * One change of a commit was taken up.
     *
     * @param nanos how long it had waited for that, in nanoseconds
     */
    void waited(long nanos);

    /**
     * A commit is durable.
     *
     * @param changes how many changes were in it, 1 or more
     * @param nanos how long it took from the first of them to the end, in nanoseconds
     */
    void committed(int changes, long nanos);
  }
}
