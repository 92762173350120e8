package io.jm.ssh.copy;

import io.jm.ssh.SshTarget;
import org.jspecify.annotations.Nullable;

/**
 * One end of a copy.
 *
 * @param target the machine, or null for this computer
 * @param path the path there; empty for the login's home directory
 */
public record CopyEndpoint(@Nullable SshTarget target, String path) {}
