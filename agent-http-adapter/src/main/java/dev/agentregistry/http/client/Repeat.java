package dev.agentregistry.http.client;

/** When a request may be sent again. */
enum Repeat {
  /** Though it may have been done: twice does no harm. */
  ALWAYS,
  /** Where it was not done: nobody took it, or was too busy for it. */
  IF_NOT_DONE,
  /** Where nobody took it: what is refused as busy may be done in part. */
  IF_NOT_SENT
}
