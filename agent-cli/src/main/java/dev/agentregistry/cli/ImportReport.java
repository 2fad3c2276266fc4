package dev.agentregistry.cli;

/**
 * What an import did.
 *
 * @param imported how many records were stored
 * @param kept how many were not, since the registry had them as new or newer
 * @param bad how many lines could not be imported
 */
record ImportReport(long imported, long kept, long bad) {}
