package io.jm.drivers;

import io.jm.cloud.CloudServices;
import io.jm.driver.DriverFactory;
import io.jm.os.Environment;
import io.jm.ssh.SshExecutors;

/** What some drivers need and most commands do not: each part is made when it is asked for. */
public interface DriverParts {
    /** The environment of the process. */
    Environment environment();

    /** The SSH client. */
    SshExecutors ssh();

    /** The connections to cloud providers. */
    CloudServices cloud();

    /** The drivers that are not built in. */
    DriverFactory otherDrivers();
}
