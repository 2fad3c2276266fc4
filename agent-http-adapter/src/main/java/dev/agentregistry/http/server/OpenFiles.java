package dev.agentregistry.http.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files, and so connections, this process may have open. */
final class OpenFiles {

  private OpenFiles() {}

  /** The limit, or a very high one where the system has none that we know of. */
  static long limit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Integer.MAX_VALUE;
  }
}
