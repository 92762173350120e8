package io.jm.driver;

import java.nio.file.Path;

/**
 * A directory of this computer that a machine is offered, and mounts when it is provisioned.
 *
 * @param tag the name under which the machine finds it
 * @param type the file system as Linux calls it: {@code virtiofs} or {@code 9p}
 * @param host the directory on this computer
 * @param guest the absolute path in the machine, without a final slash
 * @param readOnly whether the machine must not change it
 */
public record SharedDirectory(String tag, String type, Path host, String guest, boolean readOnly) {}
